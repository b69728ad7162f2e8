"""Generated files have not drifted from the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from editors.generate import COMMAND, ROOT, files
from editors.words import words
from ssi_rules.resources import grammar_file

if TYPE_CHECKING:
    from pathlib import Path

GRAMMAR = grammar_file().read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_generated_is_as_the_grammar_is(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == files()[path], f"{path.name} has drifted; run `{COMMAND}`"


def test_every_word_of_the_grammar_is_in_a_group() -> None:
    found = words(GRAMMAR)
    chosen = {each for _, some in found.choices for each in some}
    grouped = {
        *found.leading, *found.inner, *found.operators, *found.constants, *found.types, *found.functions,
        *found.after_function, *found.units, *chosen,
    }  # fmt: skip
    # Every word that stands in quotes in a rule is a keyword of lark's, and named after itself.
    assert grouped == {
        word for line in GRAMMAR.splitlines() if not line.startswith("//") for word in _quoted(line)
    }


def _quoted(line: str) -> list[str]:
    return [each for each in line.split('"')[1::2] if each.isidentifier()]


def test_a_new_word_turns_up() -> None:
    changed = GRAMMAR.replace('limit: "limit" DECIMAL', 'limit: "limit" "roughly" DECIMAL')
    changed = changed.replace('advice: "advice" QUOTED', 'advice: "advice" QUOTED\n  | "hint" QUOTED')
    assert "roughly" in words(changed).inner
    assert "hint" in words(changed).leading
    assert words(changed) != words(GRAMMAR)
