"""The lines between the criteria's sum and a pillar's points, and between the pillars' and the total."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reference.explain.forms import Form
from ssi_rules.engines.reference.explain.unknowns import REMEMBERED, told
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import as_points, format_points
from ssi_rules.language.states import Missing, State
from ssi_rules.model import Cap, Deduct
from ssi_rules.scorecard import Adjustment

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules import model
    from ssi_rules.engines.reference.explain.media import Medium, Part
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.explain.unknowns import Gap, Unknowns
    from ssi_rules.engines.score import PillarScore, Score


@dataclass(frozen=True)
class AdjustmentReader:
    """Reads one cap or deduction from a record; built once.

    Attributes:
        condition: Where the record has whether it acts.
        cost: Where the record has what it cost.
        settled: The line where that is known.
        open: The line where it is not; what is wanting is blank, too.
    """

    adjustment: model.Adjustment
    condition: int
    cost: int
    unknowns: Unknowns
    settled: Form
    open: Form

    def read(self, record: Record, medium: Medium[Part]) -> Part:
        """What it did to one member."""
        holds, cost = record.values[self.condition], medium.points(record.values[self.cost])
        if holds is not None:
            return medium.filled(self.settled, (medium.flag(holds), cost))
        return medium.filled(self._open(self.unknowns.behind(self.adjustment.when, record)), (cost,))

    @cached_property
    def _open(self) -> Callable[[tuple[Gap, ...]], Form]:
        """The line where it is not known, for want of something."""
        return lru_cache(maxsize=REMEMBERED)(lambda gaps: self.open.giving(("cost",), unknown=told(gaps)))


def adjustment_reader(
    adjustment: model.Adjustment, condition: int, cost: int, unknowns: Unknowns
) -> AdjustmentReader:
    """Prepare what is the same for every member."""
    kind, limit, what = _kind(adjustment)
    given = {
        "kind": kind,
        "because": adjustment.because or f"{what}: {words(adjustment.when)}.",
        "limit": as_points(limit),
        "basis": None if adjustment.basis is None else adjustment.basis.value,
        "basis_note": adjustment.basis_note,
        "source": adjustment.source,
        "origin": adjustment.span.origin,
    }
    settled = Form(Adjustment, {**given, "open": False, "unknown": ()}, ("fired", "cost"))
    is_open = Form(Adjustment, {**given, "open": True, "fired": False}, ("cost", "unknown"))
    return AdjustmentReader(adjustment, condition, cost, unknowns, settled, is_open)


def _kind(adjustment: model.Adjustment) -> tuple[str, int, str]:
    match adjustment:
        case Cap(at):
            return "cap", at, f"Capped at {format_points(at)}"
        case Deduct(points):
            return "deduct", points, f"Less {format_points(points)}"
        case _:
            assert_never(adjustment)


def redistributed_in_pillar(
    pillar: model.Pillar, score: PillarScore, costs: int, medium: Medium[Part]
) -> tuple[Part, ...]:
    """The line that carries what redistribution brought, if worth was left out and anything counts.

    Args:
        pillar: The pillar.
        score: Its score.
        costs: What its caps and deductions cost.
        medium: What makes the line.
    """
    counted = sum(
        criterion.worth
        for criterion, state in zip(pillar.criteria, score.states, strict=True)
        if state is State.SCORED or criterion.missing is Missing.ZERO
    )
    if score.points is None or counted == pillar.worth:
        return ()
    earned = sum(each for each in score.criteria if each is not None)
    because = (
        f"What counts is worth {format_points(counted)} of {format_points(pillar.worth)}; "
        f"the {format_points(earned)} earned there stand for the whole."
    )
    return (_redistributed(earned - score.points - costs, because, medium),)


def redistributed_in_total(ruleset: model.Ruleset, score: Score, medium: Medium[Part]) -> tuple[Part, ...]:
    """The line that carries what pillars without a score left to the others."""
    if all(each.points is not None for each in score.pillars):
        return ()
    pairs = list(zip(ruleset.pillars, score.pillars, strict=True))
    absent = [pillar for pillar, each in pairs if each.points is None]
    if score.total is None:
        return ()
    earned = sum(each.points for _, each in pairs if each.points is not None)
    counted = sum(pillar.worth for pillar, each in pairs if each.points is not None)
    because = (
        f"{' and '.join(each.title or each.id for each in absent)}: no score; the {format_points(earned)} "
        f"of {format_points(counted)} in the other pillars stand for the whole {format_points(ruleset.worth)}."
    )
    return (_redistributed(earned - score.total, because, medium),)


_LINE: dict[str, object] = {
    "open": False,
    "limit": None,
    "basis": None,
    "basis_note": None,
    "source": None,
    "origin": None,
    "unknown": (),
}
_REDISTRIBUTED = Form(Adjustment, {**_LINE, "kind": "redistributed", "fired": True}, ("cost", "because"))


def _redistributed(cost: int, because: str, medium: Medium[Part]) -> Part:
    return medium.filled(_REDISTRIBUTED, (medium.points(cost), medium.text(because)))
