"""Somebody with random facts, and what is true of every score of anybody."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import TYPE_CHECKING

from rich.console import Console

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import LARGEST_FACT, POINT_SCALE, SCALE
from ssi_rules.language.states import State
from ssi_rules.language.types import Type
from ssi_rules.report.member.explain import explain
from ssi_rules.report.terminal import print_explanation
from ssi_rules.sources.dataset import Member, Rows
from tests.fuzz.case import Broken

if TYPE_CHECKING:
    from random import Random

    from ssi_rules.engines.score import PillarScore, Score
    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, Ruleset, Table
    from ssi_rules.scorecard import Scorecard

_DAY = date(2026, 6, 30)
_TEXTS = (
    "CEO", "Chief Financial Officer", "Financial Advisor, CFP®", "Assistant to the CEO", "Ex-Contoso | CEO at Fabrikam",
    "V.P. Sales - EMEA", "Geschäftsführer", "首席执行官", "генеральный директор", "", "   ", "|", "🙂", "a" * 3000,
    "Owner & Founder / Partner; Advisor", "and and and", "CEO at at at", "\u202eOEC", "\x00", "*", "No", "LIKE",
)  # fmt: skip
_NUMBERS = (0, 1, 3, 17, 90, 100, 500, 10**6, LARGEST_FACT)


def somebody(catalogue: Catalogue, rng: Random) -> Member:
    """A member of whom something is known, in tables of up to thirty rows."""
    known = rng.choice((0.0, 0.5, 0.9, 1.0))
    facts = {name: value(each.type, rng) for name, each in catalogue.facts.items() if rng.random() < known}
    tables = {name: _rows(each, rng) for name, each in catalogue.tables.items() if rng.random() < known}
    return Member("m", _DAY, facts, tables=tables)


def value(type_: Type, rng: Random) -> Value:
    """A value that a reader would let in."""
    match type_:
        case Type.FLAG:
            return rng.random() < 0.5
        case Type.TEXT:
            return rng.choice(_TEXTS).strip() or "x"
        case Type.DATE:
            return _DAY - timedelta(days=rng.randrange(-40, 900))
        case Type.COUNT:
            return rng.choice(_NUMBERS) * SCALE
        case Type.NUMBER | Type.PERCENT | Type.RATIO:
            return rng.choice((1, -1)) * rng.choice(
                (*(n * SCALE for n in _NUMBERS), rng.randrange(2 * SCALE))
            )


def _rows(table: Table, rng: Random) -> Rows:
    count = rng.choice((0, 1, 5, 30))
    columns = {
        column.name: [value(column.type, rng) if rng.random() < 0.8 else None for _ in range(count)]
        for column in table.columns
    }
    return Rows(columns, count, f"{table.name}.csv")


def hold_to_its_promises(ruleset: Ruleset, rng: Random) -> None:
    """Score, explain and print somebody, and look whether what came back can be."""
    evaluator, member = Evaluator(ruleset), somebody(ruleset.catalogue, rng)
    score = evaluator.score(member)
    _within(score.total, score.low, score.high, ruleset.worth)
    for pillar, made in zip(ruleset.pillars, score.pillars, strict=True):
        _within(made.points, made.low, made.high, pillar.worth)
        _states(made)
    card = evaluator.scorecard(member)
    _same(score, card)
    card.model_dump_json(by_alias=True)
    print_explanation(explain(card), Console(file=io.StringIO(), width=rng.choice((20, 80, 200))))


def _within(points: int | None, low: int | None, high: int | None, worth: int) -> None:
    if points is None:
        return
    if low is None or high is None or not 0 <= low <= points <= high <= worth:
        raise Broken(f"{points} points of {worth}, range {low} to {high}")


def _states(pillar: PillarScore) -> None:
    for state, points in zip(pillar.states, pillar.criteria, strict=True):
        if (state is State.SCORED) is (points is None):
            raise Broken(f"{points} points in state {state.value}")


def _same(score: Score, card: Scorecard) -> None:
    explained = card.total.points
    if (None if explained is None else explained * POINT_SCALE) != score.total:
        raise Broken(f"scored {score.total} hundredths, explained {explained} points")
