"""Fixes are carried out together where they can be, never do more than they say, and leave comments and layout alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.text import Source, Span
from ssi_rules.workspace import Options, inspect_paths
from ssi_rules.workspace.baseline import written
from ssi_rules.workspace.edits import all_edits, compatible, edited
from ssi_rules.workspace.fixes import Mended, mend

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssi_rules.lint.rule import Rule
    from ssi_rules.lint.subject import Subject

RULES = """\
use "facts/linkedin.ssi"

ruleset case "A case" {
  version "1.0.0"
  worth   5
}

pillar engage "Engage" worth 5 {
  criterion writing "Writing" worth 5 { # stays
    measure count of shares over 90 days
    bands {
      from 3 earns 2
      from 7 earns 5
    }
  }
}
"""


def fix(source: Source, safety: Safety, *edits: tuple[str, str]) -> Fix:
    return Fix(
        f"Write {edits}",
        tuple(
            Edit(Span(source, source.text.index(old), source.text.index(old) + len(old)), new)
            for old, new in edits
        ),
        safety,
    )


def test_edits_go_in_any_order() -> None:
    source = Source("a", "one two three")
    edits = fix(source, Safety.SAFE, ("three", "3"), ("one", "1")).edits
    assert edited(source.text, edits) == "1 two 3"
    assert edited("ab", [Edit(Span(Source("a", "ab"), 1, 1), "-")]) == "a-b"


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    source = Source("a", "one two three")
    first, second, third = (
        fix(source, Safety.SAFE, ("one two", "12")),
        fix(source, Safety.SAFE, (" two", ""), ("three", "3")),
        fix(source, Safety.SAFE, ("three", "drei")),
    )
    assert compatible([third, second, first]) == [first, third]
    assert edited(source.text, all_edits([first, third])) == "12 drei"


@pytest.fixture
def advised(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Safety]]:
    """Advice to write one text for another, as often as that is found; nothing else is advised."""
    wanted: list[tuple[str, str, Safety]] = []

    def advice(subject: Subject) -> Iterator[Diagnostic]:
        for old, new, safety in wanted:
            if old in subject.source.text:
                mending = fix(subject.source, safety, (old, new))
                yield Diagnostic(codes.NAME_STYLE, f"{old} is {new}", mending.edits[0].span, fix=mending)

    def only() -> tuple[Rule, ...]:
        return (advice,)

    monkeypatch.setattr("ssi_rules.lint.rules", only)
    return wanted


def mended(folder: Path, *, unsafe: bool = False) -> Mended:
    (folder / "ssi.toml").touch()
    path = folder / "rules.ssi"
    path.write_text(RULES, encoding="utf-8")
    inspection = inspect_paths([path], Options(), use_cache=False)
    (found,) = mend(inspection.files, Options(), unsafe=unsafe)
    assert path.read_text(encoding="utf-8") == found.before == RULES
    return found


def test_safe_fixes_go_on_until_none_is_left(tmp_path: Path, advised: list[tuple[str, str, Safety]]) -> None:
    advised += [
        ("writing", "posts", Safety.SAFE),
        ("Writing", "Posts", Safety.SAFE),
        ("stays", "kept", Safety.SAFE),
    ]
    advised += [("kept", "held", Safety.SAFE), ("90 days", "80 days", Safety.UNSAFE)]
    found = mended(tmp_path)
    # An id and a title mean something: these two would do more than a safe fix may.
    assert found.after == RULES.replace("stays", "held")
    assert found.count == 2
    assert len(found.refused) == 2


def test_unsafe_fixes_are_made_when_asked_for(tmp_path: Path, advised: list[tuple[str, str, Safety]]) -> None:
    advised += [("90 days", "80 days", Safety.UNSAFE), ("stays", "kept", Safety.SAFE)]
    assert mended(tmp_path, unsafe=True).after == RULES.replace("90 days", "80 days").replace("stays", "kept")


@pytest.mark.parametrize("safety", list(Safety))
@pytest.mark.parametrize("new", ["measure", "}", "count of shares over 0 days"])
def test_a_fix_that_breaks_the_rules_is_refused(
    tmp_path: Path, advised: list[tuple[str, str, Safety]], safety: Safety, new: str
) -> None:
    advised += [("count of shares over 90 days", new, safety), ("stays", "kept", safety)]
    found = mended(tmp_path, unsafe=True)
    assert found.after == RULES.replace("stays", "kept")
    assert len(found.refused) == 1


def test_fixes_in_a_circle_come_to_an_end(tmp_path: Path, advised: list[tuple[str, str, Safety]]) -> None:
    advised += [("stays", "moves", Safety.SAFE), ("moves", "stays", Safety.SAFE)]
    assert mended(tmp_path).after in (RULES, RULES.replace("stays", "moves"))


def test_files_without_a_fix_are_passed_over(tmp_path: Path, advised: list[tuple[str, str, Safety]]) -> None:
    advised += [("90 days", "80 days", Safety.UNSAFE)]
    (tmp_path / "rules.ssi").write_text(RULES, encoding="utf-8")
    files = inspect_paths([tmp_path / "rules.ssi"], Options(), use_cache=False).files
    assert list(mend(files, Options(), unsafe=False)) == []


def test_what_the_baseline_knows_is_left_alone(
    tmp_path: Path, advised: list[tuple[str, str, Safety]]
) -> None:
    (tmp_path / "ssi.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    path = tmp_path / "rules.ssi"
    path.write_text(RULES, encoding="utf-8")
    advised += [("stays", "kept", Safety.SAFE)]
    files = inspect_paths([path], Options(), use_cache=False).files
    (tmp_path / "known.json").write_text(written(files, tmp_path)[0], encoding="utf-8")
    advised += [("90 days", "80 days", Safety.UNSAFE)]
    files = inspect_paths([path], Options(), use_cache=False).files
    (found,) = mend(files, Options(), unsafe=True)
    assert found.after == RULES.replace("90 days", "80 days")
