"""For a thousand members the numbers shown are the scorecard's and add up, line by line."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.reasons import MOST
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, write_team
from tests.engines.crowd import DAY, member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssi_rules.report.member.view import Bar, Explanation, SumLine
    from ssi_rules.scorecard import Points, Scorecard

RULESETS = {
    "linkedin-ssi-2015": 300,
    "linkedin-ssi-2015-fair": 300,
    "selling-to-financial-advisors": 200,
    "recruiting-agency": 200,
}


def scored(ruleset: str, count: int) -> Iterator[Scorecard]:
    rules = ssi_rules.load_ruleset(ruleset)
    evaluator, rng = Evaluator(rules), Random(ruleset)
    for _ in range(count):
        yield evaluator.scorecard(member(rules.catalogue, rng), DAY)


def number(shown: str) -> Decimal | None:
    """The number that a text of points begins with; None for no score."""
    first = shown.split(" of ", maxsplit=1)[0].replace(",", "")
    return None if first == "no score" else Decimal(first)


@pytest.mark.parametrize(("ruleset", "count"), RULESETS.items())
def test_what_is_shown_adds_up_and_is_the_scorecards(ruleset: str, count: int) -> None:
    for card in scored(ruleset, count):
        _hold(card, explain(card))


def test_so_it_does_for_exports_as_people_hand_them_in(tmp_path: Path) -> None:
    rules = ssi_rules.load_ruleset("linkedin-ssi-2015")
    write_team(tmp_path, seed=11, members=SMALLEST_TEAM, as_of=AS_OF)
    for card in ssi_rules.score(rules, ssi_rules.open_dataset(tmp_path, rules.catalogue)):
        _hold(card, explain(card))


def _hold(card: Scorecard, view: Explanation) -> None:
    _sums_hold(view.sums, card.total)
    for pillar, shown in zip(card.pillars, view.pillars, strict=True):
        _sums_hold(shown.sums, pillar)
        assert number(shown.points) == pillar.points
        earned = [number(each.points) for each in shown.criteria if not each.points.startswith("worth")]
        assert earned == [each.points for each in pillar.criteria if each.points is not None]
        assert number(shown.sums[0].points) == sum(filter(None, earned), Decimal(0))
    assert (None if view.ring.points == "no score" else number(view.ring.points)) == card.total.points
    _bars_hold(view.lifts, card)
    _reasons_hold(view)


def _sums_hold(sums: tuple[SumLine, ...], points: Points) -> None:
    *lines, result = sums
    assert result.is_result
    assert number(result.points) == points.points
    if points.points is not None:
        assert sum((number(each.points) or Decimal(0) for each in lines), Decimal(0)) == points.points


def _bars_hold(bars: tuple[Bar, ...], card: Scorecard) -> None:
    """They follow one another from nothing to the total; by pillar they are the pillar, exactly."""
    if card.total.points is None:
        assert bars == ()
        return
    groups: dict[int, Decimal] = defaultdict(Decimal)
    for each in bars:
        groups[each.group] += Decimal(each.points)
        assert abs((each.end - each.start) * card.total.worth - Decimal(each.points)) < Decimal("1e-20")
    assert sum(groups.values(), Decimal(0)) == card.total.points
    for index, pillar in enumerate(card.pillars):
        assert groups[index] == (pillar.points or 0)
    assert [each.group % 100 for each in bars] == sorted(each.group % 100 for each in bars)
    assert all(one.end == other.start for one, other in pairwise(bars))
    if bars:
        assert (bars[0].start, bars[-1].end) == (Decimal(0), card.total.points / card.total.worth)


def _reasons_hold(view: Explanation) -> None:
    shown = (*view.reasons, *view.unseen)
    assert len(shown) <= MOST
    titles = {each.id: each.title for pillar in view.pillars for each in pillar.criteria}
    for each in shown:
        assert each.criterion is None or each.text.startswith(titles[each.criterion])
        assert any(char.isdigit() for char in each.points)
