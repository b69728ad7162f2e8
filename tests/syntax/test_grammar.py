from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark import Lark
from lark.grammar import NonTerminal

from ssi_rules.resources import grammar_file
from ssi_rules.syntax.build import actions
from ssi_rules.syntax.grammar import STARTS, grammar, options
from ssi_rules.syntax.words import DECLARATIONS, FORMS, GOES_ON, HOMES
from tests.syntax.reading import clean

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _strict(start: list[str]) -> Lark:
    chosen = options() | {"start": start, "strict": True, "transformer": None}
    return Lark(grammar_file().read_text(encoding="utf-8"), **chosen)


def test_has_no_conflicts() -> None:
    assert _strict([*STARTS, "file"]).rules


def test_whole_files_read_as_the_grammar_says() -> None:
    assert _strict(["file"]).parse('use "a.ssi"\nlevel one "One" from 1').data == "file"


def _rule_names(parser: Lark) -> set[str]:
    named = {rule.alias or rule.origin.name for rule in parser.rules if not rule.origin.name.startswith("__")}
    kept = {rule.alias or rule.origin.name for rule in parser.rules if not rule.options.expand1 or rule.alias}
    return named & kept


def test_every_rule_has_a_builder_and_every_builder_a_rule() -> None:
    rules, built = _rule_names(grammar()), set(vars(actions()))
    transparent = {"declaration", "ruleset_line", "market_expression"}
    assert rules - built - transparent == set()
    assert built - rules <= {"name", "string", "points", "whole", "with_lines"}


def _keywords() -> set[str]:
    return {str(each.pattern.value) for each in grammar().terminals if str(each.pattern.value).isidentifier()}


def test_words_used_for_cutting_and_helping_are_keywords() -> None:
    words = set(DECLARATIONS) | GOES_ON | set(FORMS) | set(HOMES)
    assert words <= _keywords()


def test_declarations_are_what_the_grammar_begins_them_with() -> None:
    first: set[str] = set()
    names = {"declaration"}
    for rule in (rule for name in names for rule in grammar().rules if rule.origin.name == name):
        begins = rule.expansion[0]
        nested = [other.expansion[0] for other in grammar().rules if other.origin == begins]
        first |= {each.name.lower() for each in nested if not isinstance(each, NonTerminal)}
    assert first == set(DECLARATIONS)


def test_form_shown_as_help_reads_when_it_is_a_whole_declaration() -> None:
    for word in DECLARATIONS:
        clean(re.sub(r"…", "", FORMS[word]))


def test_words_are_read_whole() -> None:
    assert clean("let a = b\nlet measurement = levelled").declarations


def test_cache_folder_that_cannot_be_made_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    blocked = tmp_path_factory.mktemp("cache") / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    grammar.cache_clear()
    assert clean("let a = 1").declarations
    grammar.cache_clear()


def test_a_relative_cache_folder_does_not_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    grammar.cache_clear()
    assert clean("let a = 1").declarations
    assert [each.name for each in tmp_path.iterdir()] == ["home"]
    grammar.cache_clear()


def test_cache_is_written_and_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    for _ in ("written", "read"):
        grammar.cache_clear()
        assert clean("let a = 1").declarations
    assert [path.name for path in (folder / "ssi-rules").iterdir()] == ["grammar.pickle"]
    grammar.cache_clear()


def test_cache_that_is_damaged_is_done_without(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    (folder / "ssi-rules").mkdir()
    (folder / "ssi-rules" / "grammar.pickle").write_bytes(b"damaged\n")
    grammar.cache_clear()
    assert clean("let a = 1").declarations
    grammar.cache_clear()
