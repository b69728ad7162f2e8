"""Explanations of invented members under shipped rulesets."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import ssi_rules
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, write_team

if TYPE_CHECKING:
    from ssi_rules.report.member.view import Explanation
    from ssi_rules.scorecard import Scorecard


def explained(ruleset: str) -> tuple[Explanation, ...]:
    """A small team's explanations under a shipped ruleset."""
    return tuple(map(ssi_rules.explain, cards(ruleset)))


@cache
def cards(ruleset: str) -> tuple[Scorecard, ...]:
    """A small team's scorecards."""
    rules = ssi_rules.load_ruleset(ruleset)
    with TemporaryDirectory() as folder:
        write_team(Path(folder), seed=4, members=SMALLEST_TEAM, as_of=AS_OF)
        dataset = ssi_rules.open_dataset(folder, rules.catalogue)
        return tuple(ssi_rules.score(rules, dataset))
