"""Slips in caps and deductions.

Left out, because no member could tell: whatever becomes of a cap that takes nothing before and after, since its condition never
holds or keeps so much of the pillar from being earned that no more than the cap is left; a deduction of more than the pillar's
worth, which takes all as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.conditions import together
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import Missing
from ssi_rules.ruletest.mutation.expressions import YES, edits
from ssi_rules.ruletest.mutation.mutant import Kind, Slip
from ssi_rules.ruletest.mutation.sameness import same
from ssi_rules.ruletest.scope import in_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.ranges import Ranges

_NEVER = model.Not(YES)


def adjustment_slips(
    ruleset: model.Ruleset, pillar: model.Pillar, adjustment: model.Adjustment, ranges: Ranges
) -> Iterator[Slip]:
    """Every slip in a cap or deduction that counts for the ruleset and that some member can tell."""
    if not in_scope(ruleset, adjustment.span):
        return
    idle = _takes_nothing(pillar, adjustment, ranges)
    for slip, changed in _slips(pillar, adjustment, ranges):
        if not idle or not (changed is None or _takes_nothing(pillar, changed, ranges)):
            yield slip


def _slips(
    pillar: model.Pillar, adjustment: model.Adjustment, ranges: Ranges
) -> Iterator[tuple[Slip, model.Adjustment | None]]:
    """An unknown condition costs no points, like a no."""
    name, span = _name(pillar, adjustment), adjustment.span
    yield Slip(None, Kind.ADJUSTMENT, f"{name} dropped", span), None
    for changed, points in _other_amounts(pillar, adjustment):
        yield Slip(changed, Kind.ADJUSTMENT, f"{name} made {format_points(points)}", span), changed
    for each in edits(adjustment.when, ranges, only_yes=True):
        changed = replace(adjustment, when=each.node)
        yield Slip(changed, each.kind, f"{name}: {each.change}", each.span or span), changed


def _name(pillar: model.Pillar, adjustment: model.Adjustment) -> str:
    """``cap at 20 in engage``."""
    match adjustment:
        case model.Cap(at):
            return f"cap at {format_points(at)} in {pillar.id}"
        case model.Deduct(points):
            return f"deduct {format_points(points)} in {pillar.id}"


def _other_amounts(
    pillar: model.Pillar, adjustment: model.Adjustment
) -> Iterator[tuple[model.Adjustment, int]]:
    match adjustment:
        case model.Cap(at):
            amounts = [each for each in (at - 1, at + 1) if 0 <= each <= pillar.worth]
            yield from ((replace(adjustment, at=each), each) for each in amounts)
        case model.Deduct(points):
            amounts = [each for each in (points - 1, points + 1) if 0 < each <= pillar.worth]
            yield from ((replace(adjustment, points=each), each) for each in amounts)


def _takes_nothing(pillar: model.Pillar, adjustment: model.Adjustment, ranges: Ranges) -> bool:
    if same(adjustment.when, _NEVER, ranges, only_yes=True):
        return True
    return isinstance(adjustment, model.Cap) and adjustment.at >= _most(pillar, adjustment.when, ranges)


def _most(pillar: model.Pillar, when: model.Expression, ranges: Ranges) -> int:
    """The most that the pillar's criteria can come to while a condition holds.

    A criterion whose own conditions cannot hold with it earns nothing; one whose worth is then spread over the others takes
    nothing from what they can come to together.
    """
    lost = (
        each.worth
        for each in pillar.criteria
        if each.missing is Missing.ZERO and not together(_conditions(each, when), ranges)
    )
    return pillar.worth - sum(lost)


def _conditions(criterion: model.Criterion, when: model.Expression) -> list[model.Expression]:
    own = (criterion.applies, criterion.needs)
    return [when, *(each for each in own if each is not None)]
