"""Explanations of invented members under shipped rulesets."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import ssi_rules
from ssi_rules.engines.reference.explain.later import AHEAD
from ssi_rules.report.context import Before, Context, Past, Peers
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.member.explain import explain
from ssi_rules.sources.own_reading import LinkedInScore
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, write_team
from ssi_rules.workspace import ruleset_files

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


@cache
def crowded(ruleset: str, tag: str) -> tuple[Explanation, ...]:
    """The same with everything beside it that a page can show: a plan, an earlier run, a trend, LinkedIn's series, peers."""
    now, earlier = (_scored(ruleset, days) for days in (0, 7))
    spoken = language(tag, ruleset_files(ruleset))
    medians = {each.id: each.worth * Decimal("0.3") for each in now[0].pillars}
    peers = Peers(len(now), now[0].total.worth * Decimal("0.3"), medians)
    return tuple(
        explain(card, spoken, _beside(card, then, peers)) for card, then in zip(now, earlier, strict=True)
    )


@cache
def _scored(ruleset: str, days_ago: int) -> tuple[Scorecard, ...]:
    rules = ssi_rules.load_ruleset(ruleset)
    with TemporaryDirectory() as folder:
        write_team(Path(folder), seed=4, members=SMALLEST_TEAM, as_of=AS_OF)
        dataset = ssi_rules.open_dataset(folder, rules.catalogue)
        return tuple(ssi_rules.score(rules, dataset, AS_OF - timedelta(days_ago), ahead=AHEAD, plan=True))


def _beside(card: Scorecard, then: Scorecard, peers: Peers) -> Context:
    rules = then.ruleset
    past = tuple(
        Past(AS_OF - timedelta(7 * weeks), then.total.points, then.total.worth, then.level, rules.fingerprint, rules.version)
        for weeks in (4, 3, 2, 1)
    )  # fmt: skip
    own = tuple(LinkedInScore(AS_OF - timedelta(days), Decimal("44.6"), {}, "own.csv") for days in (28, 4))
    return Context(
        Before(then, then), (*past, replace(past[-1], day=AS_OF, points=card.total.points)), own, peers
    )
