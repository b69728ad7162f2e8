"""Windows of months are looked at from every kind of day; days that rules name are not taken for settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ssi_rules
from ssi_rules.proving.findings import Verdict
from ssi_rules.proving.limits import Limit
from ssi_rules.proving.questions.adjustments import adjustments
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.proving.findings import Finding

LIMIT = Limit(steps=20_000_000)

CARD = """
facts {
  a : count "Things of one kind"

  table posts dated posted_on "Posts" {
    posted_on : date
  }
}

ruleset months "Months" {
  version "1.0.0"
  worth   10
}

pillar p "P" worth 10 {

  criterion c "C" worth 10 {
    measure a
    ramp {
      0  earns 0
      20 earns 10
    }
    basis chosen
  }

  deduct 1 when CONDITION {
    because "It says so."
  }
}
"""


def judged(folder: Path, condition: str) -> Finding:
    path = folder / "months.ssi"
    path.write_text(CARD.replace("CONDITION", condition), encoding="utf-8")
    ruleset = ssi_rules.load_ruleset(str(path))
    (found,) = adjustments(Universe(ruleset), ruleset, LIMIT)
    return found


def test_three_months_can_be_fewer_than_ninety_days(tmp_path: Path) -> None:
    found = judged(tmp_path, "(count of posts over 90 days) > (count of posts over 3 months)")
    assert found.verdict is Verdict.PROVED


def test_three_months_are_never_fewer_than_eighty_nine_days(tmp_path: Path) -> None:
    found = judged(tmp_path, "(count of posts over 89 days) > (count of posts over 3 months)")
    assert found.verdict is Verdict.REFUTED


def test_the_last_of_three_months_is_at_most_ninety_one_days_ago(tmp_path: Path) -> None:
    counted = "(count of posts over 3 months) > 0"
    assert judged(tmp_path, f"days since last posts >= 91 and {counted}").verdict is Verdict.PROVED
    assert judged(tmp_path, f"days since last posts >= 92 and {counted}").verdict is Verdict.REFUTED


def test_a_day_of_the_calendar_is_not_settled_by_the_day_looked_from(tmp_path: Path) -> None:
    late = "(count of posts over 5 days where posted_on >= 2190-01-01)"
    found = judged(tmp_path, f"{late} > (count of posts over 9 days)")
    assert found.verdict is Verdict.UNDECIDED
    reached = judged(tmp_path, "(count of posts where posted_on >= 2190-01-01) > 0")
    assert reached.verdict is Verdict.PROVED
