from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.wording.basis_without_note import basis_without_note
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = ' [add it behind the word: `basis inferred "Where half of our members stand"`]'


def test_inferred_from_nothing(tmp_path: Path) -> None:
    taken = "deduct 1 when skills = 0 { basis inferred }"
    assert told(basis_without_note, tmp_path, ruleset(criterion("basis inferred") + "\n  " + taken)) == [
        f"12: Criterion `one` has inferred numbers and does not say from what.{HELP}",
        f"14: This deduction of 1 has inferred numbers and does not say from what.{HELP}",
    ]


@pytest.mark.parametrize(
    "basis", ["", "basis chosen", 'basis inferred "Half stand there"', 'basis published source "A page"']
)
def test_what_needs_no_note(basis: str, tmp_path: Path) -> None:
    assert told(basis_without_note, tmp_path, ruleset(criterion(basis))) == []
