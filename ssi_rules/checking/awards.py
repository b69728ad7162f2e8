"""The types of awards: their cut-points among themselves, and against the measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking import operators
from ssi_rules.checking import problems_awards as say
from ssi_rules.checking.constants import constant_number
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.checking.elaborate import Elaboration
    from ssi_rules.text import Span


def typed_award(
    award: ast.Award,
    measure: ast.Measure | None,
    measured: model.Expression | None,
    lets: Mapping[str, ast.Let],
    typing: Elaboration,
) -> model.Award | None:
    """The award with its cut-points worked out; None, and problems, when they do not make sense.

    Args:
        award: As written.
        measure: What it awards, as written.
        measured: The same with its type, where it has one.
        lets: For saying where a cut-point comes from.
        typing: The names in sight, and where problems go.
    """
    if not _fits_measure(award, measure, measured, typing):
        return None  # what cut-points a measure of another kind would take cannot be told
    match award:
        case ast.EarnsWhen(points, when):
            return model.EarnsWhen(points.hundredths, when)
        case ast.Bands(written):
            steps = _steps(written, measure, measured, lets, typing)
            return None if steps is None else model.Bands(steps)
        case ast.Ramp(written):
            steps = _steps(written, measure, measured, lets, typing)
            return None if steps is None else model.Ramp(steps)


def _fits_measure(
    award: ast.Award, measure: ast.Measure | None, measured: model.Expression | None, typing: Elaboration
) -> bool:
    """Bands and ramps take numbers, ``earns`` takes flags; of a measure without a type nothing is said."""
    if measure is None or measured is None:
        return True
    fits = measured.type is Type.FLAG if isinstance(award, ast.EarnsWhen) else measured.type.is_numeric
    if not fits:
        typing.problems.add(say.award_mismatch(award, measure, measured.type))
    return fits


def _steps(
    written: tuple[ast.Step, ...],
    measure: ast.Measure | None,
    measured: model.Expression | None,
    lets: Mapping[str, ast.Let],
    typing: Elaboration,
) -> tuple[model.Step, ...] | None:
    """The steps in numbers; None when one has none or does not go with the others or the measure."""
    cuts = [(step, typing.expression(step.cut)) for step in written]
    numbers = [_number(step.cut, cut, lets, typing) for step, cut in cuts]
    numeric = [(step.cut, cut.type) for step, cut in cuts if cut is not None and cut.type.is_numeric]
    sound = _alike(numeric, None if measured is None else measured.type, typing)
    if sound and measure is not None and measured is not None:
        sound = _go_with(measure, measured.type, numeric, typing)
    if not sound or any(number is None for number in numbers):
        return None
    return tuple(
        model.Step(number, step.points.hundredths, step.span, _lets(step.cut, lets))
        for step, number in zip(written, numbers, strict=True)
        if number is not None
    )


def _lets(cut: ast.Expression, lets: Mapping[str, ast.Let]) -> tuple[Span, ...]:
    """Where the lets stand that a cut-point goes by, one behind the other."""
    found: dict[str, Span] = {}
    while isinstance(cut, ast.Reference) and cut.name in lets and cut.name not in found:
        let = lets[cut.name]
        found[cut.name], cut = let.span, let.value
    return tuple(found.values())


def _number(
    cut: ast.Expression, typed: model.Expression | None, lets: Mapping[str, ast.Let], typing: Elaboration
) -> int | None:
    if typed is None:
        return None
    value = constant_number(typed, typing.names.constants)
    if value is None:
        let = lets.get(cut.name) if isinstance(cut, ast.Reference) else None
        typing.problems.add(say.cut_point_not_constant(cut, let))
    return value


def _alike(cuts: list[tuple[ast.Expression, Type]], measured: Type | None, typing: Elaboration) -> bool:
    """Whether all go with the first that goes with the measure, else with the first; each that does not is a problem."""
    fitting = (cut for cut in cuts if measured is not None and operators.comparable(measured, cut[1]))
    first = next(fitting, cuts[0]) if cuts else None
    odd = [] if first is None else [cut for cut in cuts if not operators.comparable(first[1], cut[1])]
    if first is not None:
        for cut, kind in odd:
            typing.problems.add(say.mixed_cut_points(*first, cut, kind))
    return not odd


def _go_with(
    measure: ast.Measure, kind: Type, cuts: list[tuple[ast.Expression, Type]], typing: Elaboration
) -> bool:
    """Whether the cut-points go with the measure; the first tells of all, since they are alike."""
    odd = [(cut, of) for cut, of in cuts if not operators.comparable(kind, of)]
    if odd:
        typing.problems.add(say.cut_point_type(measure, kind, *odd[0]))
    return not odd
