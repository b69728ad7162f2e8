"""What the style is, case by case: a layout and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.formatting.promises import formatted, keeps_its_promises

if TYPE_CHECKING:
    from tests.conftest import Golden

CASES = Path(__file__).parent / "golden"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.ssi")), ids=lambda path: path.stem)
def test_each_case(case: Path, golden: Golden) -> None:
    golden(case.with_suffix(".out"), keeps_its_promises(case.read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", ["", "\n", "   ", "\n\n \n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert formatted(text) == ""


def test_a_file_of_comments_alone_keeps_them() -> None:
    assert formatted("\n\n# one\n\n\n#two  \n\n") == "# one\n\n#two\n"


def test_tabs_between_words_become_blanks() -> None:
    assert formatted("facts {\n\tcalls\t: count\n\t}") == "facts {\n  calls : count\n}\n"


@pytest.mark.parametrize("wrong", [["let a = 2"], ["let a = 1"], ["let a = 1  # what"], ["let"], []])
def test_nothing_is_given_back_that_does_not_say_the_same(
    monkeypatch: pytest.MonkeyPatch, wrong: list[str]
) -> None:
    monkeypatch.setattr("ssi_rules.formatting.format.laid_out", lambda *_, **__: wrong)
    with pytest.raises(RuntimeError, match="would lose something"):
        formatted("let a = 1 # why\n")
