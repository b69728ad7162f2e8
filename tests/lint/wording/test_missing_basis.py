from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.wording.missing_basis import missing_basis
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [add `basis published`, `basis inferred` or `basis chosen`, and a note that says how]"


def test_a_criterion_without_a_basis(tmp_path: Path) -> None:
    assert told(missing_basis, tmp_path, ruleset(criterion())) == [
        f"9: Criterion `one` does not say where its numbers come from.{HELP}"
    ]


def test_caps_and_deductions_without_one(tmp_path: Path) -> None:
    taken = 'cap at 8 when articles = 0 { because "No articles." }\n  deduct 1.5 when skills = 0'
    assert told(missing_basis, tmp_path, ruleset(criterion("basis chosen") + "\n  " + taken)) == [
        f"14: This cap at 8 does not say where its numbers come from.{HELP}",
        f"15: This deduction of 1.5 does not say where its numbers come from.{HELP}",
    ]


def test_all_with_a_basis(tmp_path: Path) -> None:
    taken = "cap at 8 when articles = 0 { basis chosen }"
    assert told(missing_basis, tmp_path, ruleset(criterion("basis chosen") + "\n  " + taken)) == []
