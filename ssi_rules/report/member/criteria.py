"""One criterion in words: its state, the member's value and place, what comes next, and where the numbers are from."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.member.ahead import ahead
from ssi_rules.report.member.gains import next_gain
from ssi_rules.report.member.own import yours
from ssi_rules.report.member.provenance import shared_source
from ssi_rules.report.member.soon import soon
from ssi_rules.report.member.standing import fraction
from ssi_rules.report.member.view import CriterionView, Line, StepView, Tone
from ssi_rules.scorecard import CutPoint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ssi_rules.report.member.gains import Gain
    from ssi_rules.scorecard import Criterion, Measure, Pillar, Scorecard, WindowDates


def criterion_view(
    card: Scorecard, pillar: Pillar, criterion: Criterion, language: Language = ENGLISH
) -> CriterionView:
    """Everything the explanation says of one criterion.

    Args:
        card: The scorecard.
        pillar: One of its pillars.
        criterion: One of the pillar's criteria.
        language: What it is said in.
    """
    return CriterionView(
        id=f"{pillar.id}.{criterion.id}",
        title=words.ruled(criterion.title, language),
        tone=_tone(criterion),
        state=_state(criterion, language),
        points=_points(criterion, language),
        share=None if criterion.points is None else fraction(criterion.points, criterion.worth),
        steps=tuple(_steps(criterion, language)),
        lines=tuple(_lines(card, pillar, criterion, language)),
    )


def _tone(criterion: Criterion) -> Tone:
    if criterion.points is None:
        return Tone.APART if criterion.state == "not_applicable" else Tone.OPEN
    if criterion.points >= criterion.worth:
        return Tone.FULL
    return Tone.PARTLY if criterion.points else Tone.NONE


def _state(criterion: Criterion, language: Language) -> str:
    match criterion.state:
        case "not_applicable":
            return language.text("does not apply")
        case "too_few":
            return language.text("too few to judge")
        case "unknown":
            return language.text("not known")
        case "scored" if criterion.points is not None and criterion.points >= criterion.worth:
            return language.text("full points")
        case "scored" if criterion.points:
            return language.text("some points")
        case "scored":
            return language.text("no points")


def _points(criterion: Criterion, language: Language) -> str:
    worth = language.number(criterion.worth)
    if criterion.state != "scored":
        return language.text("worth {worth}", worth=worth)
    points = language.number(criterion.points or Decimal(0))
    return language.text("{points} of {worth}", points=points, worth=worth)


def _steps(criterion: Criterion, language: Language) -> Iterator[StepView]:
    first = criterion.cut_points[0].at if criterion.cut_points else None
    if criterion.award == "bands" and isinstance(first, Decimal) and first > 0:
        below = criterion.state == "scored" and not any(each.here for each in criterion.cut_points)
        at = language.text("below {value}", value=words.of_criterion(first, criterion, language))
        yield StepView(at, language.number(Decimal(0)), below)
    yield from (_step(each, criterion, language) for each in _places(criterion))


def _places(criterion: Criterion) -> tuple[CutPoint, ...]:
    """The cut-points; on a ramp, whoever stands between two of them stands on neither, but at a place of their own."""
    cuts, value, points = criterion.cut_points, criterion.measure.value, criterion.points
    if criterion.award != "ramp" or points is None or not isinstance(value, Decimal):
        return tuple(cuts)
    before = tuple(each for each in cuts if isinstance(each.at, Decimal) and each.at < value)
    after = tuple(each for each in cuts if isinstance(each.at, Decimal) and each.at > value)
    if not before or not after or len(before) + len(after) < len(cuts):
        return tuple(cuts)
    apart = (each.model_copy(update={"here": False}) for each in before)
    return (*apart, CutPoint(at=value, points=points, here=True), *after)


def _step(cut: CutPoint, criterion: Criterion, language: Language) -> StepView:
    value = words.of_criterion(cut.at, criterion, language)
    match criterion.award:
        case "bands":
            at = language.text("from {value}", value=value)
        case "ramp":
            at = language.text("at {value}", value=value)
        case "when":
            at = language.text("when {value}", value=value)
    return StepView(at, language.number(cut.points), cut.here)


def _lines(card: Scorecard, pillar: Pillar, criterion: Criterion, language: Language) -> Iterator[Line]:
    if criterion.state != "scored":
        why = words.joined(words.without_points(criterion, language), _then(criterion, language))
        yield Line(language.text("Why"), why, "why")
    if criterion.measure.value is not None:
        yield Line(language.text("Yours"), yours(criterion, language), "yours")
    yield from _data_lines(criterion.measure, language)
    yield from _coming_lines(criterion, next_gain(card, pillar, criterion), language)
    yield from _authority(criterion, shared_source(card), language)


def _then(criterion: Criterion, language: Language) -> str:
    if criterion.missing == "redistribute":
        return language.text("Its worth goes to the other criteria.")
    return language.text("Without it this line adds 0.")


def _coming_lines(criterion: Criterion, coming: Gain | None, language: Language) -> Iterator[Line]:
    """What to do; nothing where all points are there already, unless some are about to go."""
    step, leaving = ahead(criterion, coming, language), soon(criterion, language)
    if step:
        yield Line(language.text("Next"), step, "next")
    if leaving:
        yield Line(language.text("Soon"), leaving, "later")
    if criterion.advice and (criterion.points is None or criterion.points < criterion.worth):
        yield Line(language.text("Advice"), words.advised(criterion.advice, language), "advice")


def _data_lines(measure: Measure, language: Language) -> Iterator[Line]:
    if measure.windows:
        days = words.sentence(language.listed(_windows(measure.windows, language)))
        yield Line(language.text("Days"), days, "days")
    if measure.left_out:
        yield Line(language.text("Left out"), _left_out(measure, language), "left_out")
    if measure.undated:
        rows = words.rows(measure.undated, language)
        text = language.text("{rows} without a date, so in no window.", rows=rows)
        yield Line(language.text("Undated"), text, "undated")


def _left_out(measure: Measure, language: Language) -> str:
    """How many rows; parts of a measure may have left out the same ones."""
    if measure.left_out_most is None:
        rows = words.rows(measure.left_out, language)
        return language.text("{rows} with nothing to judge by.", rows=rows)
    least, most = (language.number(Decimal(each)) for each in (measure.left_out, measure.left_out_most))
    return language.text(
        "{least} to {most} rows with nothing to judge by: what one part of the rule left out another may have, too.",
        least=least,
        most=most,
    )


def _windows(windows: Iterable[WindowDates], language: Language) -> Iterator[str]:
    """The days of each window; tables that share them are named together."""
    tables: dict[tuple[date, date], list[str]] = {}
    for each in windows:
        tables.setdefault((each.after + timedelta(1), each.until), []).append(inert(each.table))
    for (first, last), named in tables.items():
        yield language.text(
            "{first} to {last} ({table})",
            first=language.day(first),
            last=language.day(last),
            table=language.listed(named),
        )


def _authority(criterion: Criterion, shared: str | None, language: Language) -> Iterator[Line]:
    told = words.joined(_basis(criterion, language), _source(criterion, shared, language))
    if told:
        yield Line(language.text("Basis"), told, "basis")
    rule = inert(f"{criterion.measure.text}  [{criterion.origin}]".strip())
    yield Line(language.text("Rule"), rule, "rule")


def _source(criterion: Criterion, shared: str | None, language: Language) -> str:
    if not criterion.source:
        return ""
    if criterion.source == shared:  # told once, where the page says which rules made it
        return language.text("Source: that of the rules.")
    source = words.ruled(criterion.source, language)
    return words.sentence(language.text("Source: {source}", source=source))


def _basis(criterion: Criterion, language: Language) -> str:
    if criterion.basis is None:
        return ""
    basis = words.basis(criterion.basis, language)
    if not criterion.basis_note:
        return words.sentence(basis)
    note = words.ruled(criterion.basis_note, language)
    return words.sentence(language.text("{basis}: {note}", basis=basis, note=note))
