"""What is said about value ranges (SSI5): each states what the values can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_types import quoted
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import LARGEST_FACT, SCALE, format_number, format_percent
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator

if TYPE_CHECKING:
    from ssi_rules.checking.intervals import Interval
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span

_LONGEST_NUMBER = 10**7
_DIGITS = 38


def _power(value: int) -> str:
    """A large number from above, to one digit: ``10^18``, ``4·10^36``."""
    exponent = len(str(abs(value))) - 1
    lead = -(-abs(value) // 10**exponent)
    if lead == 10:  # noqa: PLR2004 (rounded up to the next power)
        lead, exponent = 1, exponent + 1
    return f"10^{exponent}" if lead == 1 else f"{lead}·10^{exponent}"


def shown(value: int, kind: Type) -> str:
    """A value of a type; what is very large as a power of ten."""
    ones = abs(value) // SCALE
    if ones >= _LONGEST_NUMBER:
        return f"-{_power(ones)}" if value < 0 else _power(ones)
    return format_percent(value) if kind in (Type.PERCENT, Type.RATIO) else format_number(value)


def _range(interval: Interval, kind: Type) -> str:
    """``is from 0 to 1000000``; one value, or none."""
    if not interval.known:
        return "is never known"
    if interval.low == interval.high:
        return f"is always {shown(interval.low, kind)}"
    if interval.low <= -LARGEST_FACT * SCALE and interval.high >= LARGEST_FACT * SCALE:
        return "is any number"
    return f"is from {shown(interval.low, kind)} to {shown(interval.high, kind)}"


def excluded_label(right: ast.Expression, *, never: bool) -> Label:
    """Why two conditions together never are yes, or never are no."""
    why = "never yes where the left side is" if never else "always yes where the left side is no"
    return Label(right.span, why)


def range_label(node: ast.Expression, interval: Interval, kind: Type) -> Label:
    """What a side of a comparison can be."""
    return Label(node.span, f"{quoted(node.span)} {_range(interval, kind)}")


def nearest_condition(
    left: ast.Expression, comparison: Comparison, interval: Interval, kind: Type
) -> str | None:
    """The comparison nearest to one that never holds: with the end of what its left side can be."""
    match comparison:
        case Comparison.LESS | Comparison.AT_MOST:
            sign, end = Comparison.AT_MOST, interval.low
        case Comparison.MORE | Comparison.AT_LEAST:
            sign, end = Comparison.AT_LEAST, interval.high
        case _:
            return None
    readable = interval.known and abs(end) // SCALE < _LONGEST_NUMBER
    return f"{left.span.text} {sign.value} {shown(end, kind)}" if readable else None


def too_large(place: Span, operator: Operator, left: Interval, right: Interval, digits: int) -> Diagnostic:
    """A calculation could leave the range of numbers."""
    sides = f"{_power(left.size)} {operator.value} {_power(right.size)}"
    if operator is Operator.DIVIDE:
        sides = f"{_power(left.size)} * {_power(SCALE)}"
    return Diagnostic(
        codes.TOO_LARGE,
        f"{quoted(place, 'This')} can reach {sides} = {_power(digits)} millionths, and numbers hold {_DIGITS} digits.",
        place,
        help="divide before you multiply, or multiply fewer values",
    )


def ramp_too_large(place: Span, digits: int) -> Diagnostic:
    """The straight line between two points of a ramp could leave the range of numbers."""
    return Diagnostic(
        codes.TOO_LARGE,
        f"The line to this point can reach {_power(digits)} on the way, and numbers hold {_DIGITS} digits.",
        place,
        help="put the points of the ramp closer together",
    )


def never_holds(place: Span, what: str, labels: tuple[Label, ...], instead: str | None) -> Diagnostic:
    """A cap, a deduction, ``applies when`` or ``assume`` can never take effect; ``instead`` is a condition that could be yes."""
    return Diagnostic(
        codes.NEVER_HOLDS,
        f"This can never be yes, so {what}.",
        place,
        labels,
        f"write `{instead}`, or delete what depends on it"
        if instead
        else "mend the condition, or delete what depends on it",
    )


def always_holds(place: Span, what: str, labels: tuple[Label, ...]) -> Diagnostic:
    """A cap, a deduction or ``applies when`` is never without effect."""
    return Diagnostic(
        codes.ALWAYS_HOLDS,
        f"This can never be no, so {what}.",
        place,
        labels,
        "mend the condition, or leave it out",
    )


def needs_never_met(place: Span, name: str, labels: tuple[Label, ...]) -> Diagnostic:
    """What a criterion needs can never be there."""
    return Diagnostic(
        codes.NEVER_SCORED,
        f"This can never be yes, so criterion `{name}` can never be scored.",
        place,
        labels,
        "mend the condition, or delete the criterion",
    )


def conditions_exclude(place: Span, name: str, applies: Span) -> Diagnostic:
    """``applies when`` and ``needs`` contradict each other."""
    return Diagnostic(
        codes.NEVER_SCORED,
        f"This is never yes where `applies when` is, so criterion `{name}` can never be scored.",
        place,
        (Label(applies, "both would have to be yes"),),
        "mend one of the two conditions",
    )


def assumptions_exclude(place: Span, first: Span) -> Diagnostic:
    """A claim whose assumptions contradict each other."""
    return Diagnostic(
        codes.NEVER_HOLDS,
        "This is never yes where all that is assumed before it is, so the claim is about nobody.",
        place,
        (Label(first, "all would have to be yes"),),
        "mend one of the assumptions, or make two claims of the one",
    )


def measure_never_known(place: Span, name: str) -> Diagnostic:
    """The measure of a criterion is always unknown."""
    return Diagnostic(
        codes.NEVER_SCORED,
        f"The measure is never known, so criterion `{name}` can never be scored.",
        place,
        help="look for a division by 0, or for a condition that no row meets",
    )


def unreachable_cut_point(value: Span, measure: Span, interval: Interval, kind: Type) -> Diagnostic:
    """A cut-point that no value of the measure can reach."""
    return Diagnostic(
        codes.UNREACHABLE_CUT_POINT,
        f"No value can reach {quoted(value)}.",
        value,
        (Label(measure, f"the measure {_range(interval, kind)}"),),
        "delete the line, or mend its cut-point",
    )


def empty_band(ends: tuple[Span, Span], measure: Span, interval: Interval, kind: Type) -> Diagnostic:
    """No value of the measure lies in a band."""
    holds = f"the measure {_range(interval, kind)}"
    if interval.step == SCALE:
        holds += ", in whole numbers"
    return Diagnostic(
        codes.UNREACHABLE_CUT_POINT,
        f"No value lies from {quoted(ends[0])} up to {quoted(ends[1])}.",
        ends[0],
        (Label(measure, holds),),
        "delete the line, or mend its cut-point",
    )


def unreachable_flag(award: Span, when: str, measure: Span) -> Diagnostic:
    """The measure is never what earns the points."""
    return Diagnostic(
        codes.UNREACHABLE_CUT_POINT,
        f"The measure is never {when}, so this earns nothing.",
        award,
        (Label(measure, f"this is never {when}"),),
    )
