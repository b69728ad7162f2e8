"""One criterion in words: its state, the member's value and place, what comes next, and where the numbers are from."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.reasons import ahead, own
from ssi_rules.report.view import CriterionView, Line, StepView, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.gains import Gain
    from ssi_rules.scorecard import Criterion, CutPoint, Measure, WindowDates


def criterion_view(place: str, criterion: Criterion, coming: Gain | None) -> CriterionView:
    """Everything the explanation says of one criterion.

    Args:
        place: ``pillar.criterion``.
        criterion: The criterion.
        coming: From ``next_gain``.
    """
    return CriterionView(
        id=place,
        state=_state(criterion),
        title=inert(criterion.title),
        tone=_tone(criterion),
        points=_points(criterion),
        share=None if criterion.points is None else criterion.points / criterion.worth,
        steps=tuple(_steps(criterion)),
        lines=tuple(_lines(criterion, coming)),
    )


def _tone(criterion: Criterion) -> Tone:
    if criterion.points is None:
        return Tone.APART if criterion.state == "not_applicable" else Tone.OPEN
    if criterion.points >= criterion.worth:
        return Tone.FULL
    return Tone.PARTLY if criterion.points else Tone.NONE


def _state(criterion: Criterion) -> str:
    match _tone(criterion):
        case Tone.FULL:
            return "full points"
        case Tone.PARTLY:
            return "some points"
        case Tone.NONE:
            return "no points"
        case Tone.OPEN:
            return "open"
        case Tone.APART:
            return "does not apply"


def _points(criterion: Criterion) -> str:
    worth = words.plain(criterion.worth)
    match criterion.state:
        case "scored":
            return f"{words.plain(criterion.points or Decimal(0))} of {worth}"
        case "not_applicable":
            return f"does not apply (worth {worth})"
        case "too_few":
            return f"too few to judge (worth {worth})"
        case "unknown":
            return f"not known (worth {worth})"


def _steps(criterion: Criterion) -> Iterator[StepView]:
    first = criterion.cut_points[0].at if criterion.cut_points else None
    if criterion.award == "bands" and isinstance(first, Decimal) and first > 0:
        below = criterion.state == "scored" and not any(each.here for each in criterion.cut_points)
        yield StepView(f"below {words.of_criterion(first, criterion)}", "0", below)
    yield from (_step(each, criterion) for each in criterion.cut_points)


def _step(cut: CutPoint, criterion: Criterion) -> StepView:
    at = words.of_criterion(cut.at, criterion)
    match criterion.award:
        case "bands":
            at = f"from {at}"
        case "ramp":
            at = f"at {at}"
        case "when":
            at = f"when {at}"
    return StepView(at, words.plain(cut.points), cut.here)


def _lines(criterion: Criterion, coming: Gain | None) -> Iterator[Line]:
    if criterion.state != "scored":
        yield Line("Why", f"{words.sentence(criterion.reason or 'There is no value')} {_then(criterion)}")
    if criterion.measure.value is not None:
        yield Line("Yours", words.sentence(own(criterion)))
    yield from _data_lines(criterion.measure)
    step = ahead(criterion, coming)
    if step:
        yield Line("Next", step)
    if criterion.advice:
        yield Line("Advice", words.sentence(criterion.advice))
    yield from _authority(criterion)


def _then(criterion: Criterion) -> str:
    if criterion.missing == "redistribute":
        return "Its worth goes to the other criteria."
    return "Without it this line adds 0."


def _data_lines(measure: Measure) -> Iterator[Line]:
    if measure.windows:
        yield Line("Days", words.sentence(words.listed(_window(each) for each in measure.windows)))
    if measure.left_out:
        yield Line("Left out", f"{words.several(measure.left_out, 'row')} with nothing to judge by.")
    if measure.undated:
        yield Line("Undated", f"{words.several(measure.undated, 'row')} without a date, so in no window.")


def _window(window: WindowDates) -> str:
    first = words.day(window.after + timedelta(1))
    return f"{first} to {words.day(window.until)} ({inert(window.table)})"


def _authority(criterion: Criterion) -> Iterator[Line]:
    if criterion.basis or criterion.source:
        note = f": {inert(criterion.basis_note)}" if criterion.basis_note else ""
        basis = words.sentence(f"{_BASIS[criterion.basis]}{note}") if criterion.basis else ""
        source = words.sentence(f"Source: {criterion.source}") if criterion.source else ""
        yield Line("Basis", " ".join(filter(None, (basis, source))))
    yield Line("Rule", inert(f"{criterion.measure.text}  [{criterion.origin}]".strip()))


_BASIS = {
    "published": "published numbers",
    "inferred": "inferred from what is published",
    "chosen": "chosen by the authors of these rules",
}
