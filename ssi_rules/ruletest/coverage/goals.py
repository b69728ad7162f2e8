"""What there is to try in a ruleset.

Of a criterion: every band, and every stretch of a ramp; each cut-point itself and a value just below it; each state it can
end in. Of a cap or a deduction: that it acts and that it does not. Each level, and a total below all of them. Each clause
of a market, on a row that it decides. Only what counts for the ruleset is listed (``ruletest.scope``), and of that only what
the checker cannot prove impossible.

Facts and cells are taken not to be below 0. So the first cut-point has something below it only where it lies above 0, or
where the measure subtracts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.numbers import format_points
from ssi_rules.ruletest.coverage.criteria import CriterionGoals
from ssi_rules.ruletest.coverage.items import AdjustmentGoal, ClauseGoal, Group, Item, LevelGoal
from ssi_rules.ruletest.mutation.reach import ranges_of
from ssi_rules.ruletest.scope import Clause, ClauseKind, clauses, in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator


def goals(ruleset: model.Ruleset) -> tuple[Group, ...]:
    """Everything there is to try, in the order of the ruleset; parts without anything to try are left out."""
    groups = (*_pillars(ruleset), *_levels(ruleset), *_markets(ruleset))
    return tuple(each for each in groups if each.items)


def _pillars(ruleset: model.Ruleset) -> Iterator[Group]:
    ranges = ranges_of(ruleset)
    for at, pillar in enumerate(ruleset.pillars):
        for number, criterion in enumerate(pillar.criteria):
            items = CriterionGoals(ruleset, ranges, at, number).items()
            yield Group(f"{pillar.id}.{criterion.id}", criterion.span, tuple(items))
        yield Group(f"{pillar.id}, caps and deductions", pillar.span, tuple(_adjustments(ruleset, at)))


def _adjustments(ruleset: model.Ruleset, pillar: int) -> Iterator[Item]:
    for number, each in enumerate(ruleset.pillars[pillar].adjustments):
        if in_scope(ruleset, each.span):
            named = _named(each)
            yield Item(f"{named} taking effect", each.span, AdjustmentGoal(pillar, number, acts=True))
            yield Item(f"{named} without effect", each.span, AdjustmentGoal(pillar, number, acts=False))


def _named(adjustment: model.Adjustment) -> str:
    match adjustment:
        case model.Cap(at):
            return f"the cap at {format_points(at)}"
        case model.Deduct(points):
            return f"the deduction of {format_points(points)}"


def _levels(ruleset: model.Ruleset) -> Iterator[Group]:
    own = [each for each in ruleset.levels if in_scope(ruleset, each.span)]
    if not own:
        return
    items = [Item(f"level `{each.id}`", each.span, LevelGoal(each.id)) for each in own]
    lowest = ruleset.levels[0]
    if lowest.start > 0 and lowest in own:
        items.insert(0, Item("a total below every level", lowest.span, LevelGoal(None)))
    yield Group("levels", own[0].span, tuple(items))


def _markets(ruleset: model.Ruleset) -> Iterator[Group]:
    by_market: dict[str, list[Clause]] = {}
    for each in clauses(ruleset):
        by_market.setdefault(each.market.name, []).append(each)
    for name, found in by_market.items():
        items = tuple(Item(_clause_words(each), each.span, ClauseGoal(each)) for each in found)
        yield Group(f"market {name}", found[0].market.span or found[0].span, items)


def _clause_words(clause: Clause) -> str:
    match clause.kind:
        case ClauseKind.HAS if isinstance(clause.market, model.PhraseMarket) and _finds_alone(clause.market):
            return "a text that this `has` line finds"
        case ClauseKind.HAS:
            return "a text that would be in the market but for this `has` line"
        case ClauseKind.NOT:
            return "a text that is in the market but for this `not` line"
        case ClauseKind.OPERAND:
            return f"a text that `{' '.join(clause.span.text.split())}` decides about"


def _finds_alone(market: model.PhraseMarket) -> bool:
    """Whether one line finds; several all have to, so that each can only leave out."""
    return sum(not each.vetoes for each in market.lines) == 1
