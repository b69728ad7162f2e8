"""Rulesets and members that were made with what is to be found in them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ssi_rules.calibration.outcomes import outcomes_of
from ssi_rules.calibration.scores import scored
from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.dataset import Member
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ssi_rules.calibration.outcomes import Outcomes
    from ssi_rules.calibration.scores import Scores
    from ssi_rules.model import Ruleset

RULES = """\
ruleset sample "A sample" {
  version "1.0.0"
  worth   20
}

facts {
  calls  : count "Calls made"
  visits : count "Visits"
  photo  : flag "Photo"
}

pillar reach "Reach" worth 20 {

  criterion calls "Calls" worth 10 {
    measure calls
    ramp {
      0  earns 0
      60 earns 10
    }
    advice "Call more people."
    basis  chosen
  }

  criterion visits "Visits" worth 6 {
    measure visits
    bands {
      from 5  earns 2
      from 10 earns 6
    }
    advice "Visit more people."
    basis  chosen
  }

  criterion photo "Photo" worth 4 {
    measure photo
    earns   4 when yes
    advice  "Add one."
    basis   chosen
  }
}

level starting "Starting" from 0
level going    "Going" from 10
"""


def ruleset(folder: Path) -> Ruleset:
    """The sample, as a file in a folder."""
    file = folder / "sample.ssi"
    file.write_text(RULES, encoding="utf-8")
    return load_ruleset(file)


def members(number: int, seed: int = 1) -> list[Member]:
    """Members whose calls, visits and photos have nothing to do with each other."""
    drawn = random.Random(seed)
    return [
        Member(
            f"m{each:04}",
            None,
            {
                "calls": drawn.randrange(60) * SCALE,
                "visits": drawn.randrange(20) * SCALE,
                "photo": drawn.random() < 0.5,
            },
        )
        for each in range(number)
    ]


def calls(member: Member) -> int:
    """How many calls a member made."""
    return int(member.facts["calls"]) // SCALE  # type: ignore[arg-type] # a count


def of_rules(folder: Path, everyone: Iterable[Member]) -> tuple[Ruleset, Scores]:
    """The sample, and members scored by it."""
    rules = ruleset(folder)
    return rules, scored(rules, everyone)


def made_by(everyone: Iterable[Member], outcome: Callable[[Member], float | str]) -> Outcomes:
    """Outcomes that follow a rule."""
    return outcomes_of("won", {each.id: str(outcome(each)) for each in everyone}, "data")


def rows(everyone: Iterable[Member], outcome: Callable[[Member], object], column: str = "won") -> str:
    """The members as CSV, with a column that follows a rule."""
    lines = (
        f"{each.id},{calls(each)},{int(each.facts['visits']) // SCALE},{'yes' if each.facts['photo'] else 'no'},{outcome(each)}"  # type: ignore[arg-type] # a count
        for each in everyone
    )
    return "\n".join([f"member_id,calls,visits,photo,{column}", *lines]) + "\n"
