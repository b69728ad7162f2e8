from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.wording.missing_because import missing_because
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = ' [add `because "…"` in its braces; the report shows it beside the points it costs]'


def test_caps_and_deductions_without_a_reason(tmp_path: Path) -> None:
    taken = "cap at 8 when articles = 0 { basis chosen }\n  deduct 2 when skills = 0"
    assert told(missing_because, tmp_path, ruleset(criterion() + "\n  " + taken)) == [
        f"14: This cap at 8 does not tell the member why.{HELP}",
        f"15: This deduction of 2 does not tell the member why.{HELP}",
    ]


def test_with_a_reason(tmp_path: Path) -> None:
    taken = 'cap at 8 when articles = 0 { because "No articles." }'
    assert told(missing_because, tmp_path, ruleset(criterion() + "\n  " + taken)) == []
