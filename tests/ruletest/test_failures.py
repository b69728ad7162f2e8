"""What a failed test shows: golden findings, one for each thing that can be expected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.formats.full import render
from ssi_rules.ruletest.failures import failures
from ssi_rules.ruletest.run import try_tests

from .building import project, read

if TYPE_CHECKING:
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden"

RULES = """
facts {
  seat  : flag    "Has a seat"
  views : count   "Views"
  full  : percent "Profile filled in"

  table mails dated sent_on "Mails" {
    sent_on : date
    replied : flag
  }
}

ruleset r "R" {
  version "1"
  worth   20
}

let sent = count of mails over 90 days
let replies = count of mails over 90 days where replied

pillar p "P" worth 10 {

  criterion rate "Rate" worth 5 {
    applies when seat
    measure replies / sent
    needs   sent >= 10
    bands {
      from 13% earns 2
      from 25% earns 5
    }
  }

  criterion filled "Filled" worth 5 {
    measure full
    ramp {
      0%   earns 0
      100% earns 5
    }
    missing redistribute
  }

  cap at 4 when views = 0
}

pillar q "Q" worth 10 {

  criterion seen "Seen" worth 4 {
    measure views > 3
    earns 4 when yes
  }

  criterion answered "Answered" worth 6 {
    measure share of mails where replied
    bands {
      from 50% earns 6
    }
  }

  deduct 1 when views > 100
}

level low  "Low"  from 0
level high "High" from 15
"""

TEST = """
test "twelve mails" {
  as of 2026-06-30
  given seat = yes
  given views = 0
  given full = 50%
  given mails {
    2 of { sent_on = 2026-06-01, replied = yes }
    9 of { sent_on = 2026-06-01, replied = no }
    1 of { sent_on = 2026-06-01 }
  }
  expect EXPECTED
}
"""

CASES = {
    "bands": "p.rate = 5",
    "ramp": "p.filled >= 3",
    "below_the_first": "q.answered > 0",
    "flag": "q.seen = 4",
    "state": "p.rate is unknown",
    "pillar": "p between 9 and 10",
    "total": "total != 4",
    "level": "level is high",
}


def shown(folder: Path, test: str) -> str:
    (suite,) = read(project(folder, r=RULES, r_test=test))
    evaluator = Evaluator(suite.ruleset)
    trials = list(try_tests(evaluator, suite.ruleset.tests))
    return render(each for trial in trials for each in failures(trial, evaluator))


@pytest.mark.parametrize("name", CASES)
def test_an_expectation_that_fails(name: str, tmp_path: Path, golden: Golden) -> None:
    golden(GOLDEN / f"{name}.txt", shown(tmp_path, TEST.replace("EXPECTED", CASES[name])))


OTHERS = {
    "not_applicable": "given seat = no\n  expect p.rate = 0",
    "too_few": "given seat = yes\n  given mails { }\n  expect p.rate = 0",
    "unknown": "expect p.rate = 0\n  expect p.filled = 0",
    "redistributed": "given seat = no\n  given views = 200\n  expect p = 5\n  expect q = 5",
}


@pytest.mark.parametrize("name", OTHERS)
def test_points_that_are_absent(name: str, tmp_path: Path, golden: Golden) -> None:
    test = f'test "little is known" {{\n  as of 2026-06-30\n  {OTHERS[name]}\n}}\n'
    golden(GOLDEN / f"{name}.txt", shown(tmp_path, test))


def test_what_holds_is_not_shown(tmp_path: Path) -> None:
    assert shown(tmp_path, TEST.replace("EXPECTED", "p.rate = 2")) == ""
