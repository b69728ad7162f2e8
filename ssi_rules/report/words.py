"""Numbers, days and small phrases as people read them; every renderer takes them from here."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import POINT_SCALE, as_decimal
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ssi_rules.scorecard import Criterion, MeasureValue, TypeName

BY_HAND = "entered by hand"
"""The origin of what no export and no file of LinkedIn holds."""

_WIDE = Context(prec=80)  # measures may have more digits than the default context keeps
_PERCENT = Decimal(100)


def plain(value: Decimal) -> str:
    """A number with thousands apart and no trailing zeros: 1,500, 0.5, -2.25."""
    digits = f"{value.copy_abs():,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"-{digits}" if value < 0 else digits


def points(value: Decimal) -> str:
    """Points with their word: 1 point, 3.5 points."""
    return f"{plain(value)} {'point' if value == 1 else 'points'}"


def signed(value: Decimal) -> str:
    """A number with its sign, zero without."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def several(count: int | Decimal, one: str, many: str | None = None) -> str:
    """A number and its noun: 1 row, 3 rows."""
    return f"{plain(Decimal(count))} {one if count == 1 else many or one + 's'}"


def day(value: date) -> str:
    """A day without a doubt about its order: 30 Jun 2026."""
    return f"{value.day} {value:%b} {value.year}"


def listed(parts: Iterable[str]) -> str:
    """Parts in one phrase: a, b and c."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last


def sentence(text: str) -> str:
    """Text with a capital first (unless it begins with a name such as ``members.csv``) and a full stop last."""
    safe = inert(text).strip()
    if not safe:
        return ""
    first = safe.split(maxsplit=1)[0].rstrip(".,:;")
    opened = safe[0].upper() + safe[1:] if first.isalpha() else safe
    return opened + ("" if safe[-1] in ".!?…" else ".")


def origin(source: str) -> str:
    """Where something unknown could come from, as a sentence."""
    if source == BY_HAND:
        return "It has to be entered by hand."
    return sentence(f"It would come from {source}")


def unit(criterion: Criterion) -> TypeName:
    """The type to read a criterion's numbers in: a ratio whose cut-points pass 1 is a plain number, not a percent."""
    if criterion.measure.type != "ratio":
        return criterion.measure.type
    cuts = _cuts(criterion)
    return "percent" if cuts and max(cuts) <= 1 else "number"


def amount(value: MeasureValue, type_: TypeName, cuts: Iterable[Decimal] = ()) -> str:
    """A value in its unit, as short as it can be without seeming to stand on the other side of a cut-point.

    Args:
        value: What was measured, or a cut-point; percents as fractions.
        type_: Its unit.
        cuts: Cut-points that the shown number must stay on the right side of.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal() if type_ in ("percent", "ratio"):
            return f"{plain(_short(_percent(value), 1, list(map(_percent, cuts))))}%"
        case Decimal():
            return plain(_short(value, 2, list(cuts)))
        case str():
            return inert(value)


def of_criterion(value: MeasureValue, criterion: Criterion) -> str:
    """A value of a criterion in its unit, true to its cut-points."""
    return amount(value, unit(criterion), _cuts(criterion))


def gap(distance: Decimal, criterion: Criterion) -> str:
    """A distance in a criterion's unit; between percents it is counted in percentage points."""
    if unit(criterion) != "percent":
        return amount(distance, unit(criterion))
    return f"{plain(_short(_percent(distance), 1, [Decimal(0)]))} percentage points"


def _cuts(criterion: Criterion) -> list[Decimal]:
    return [each.at for each in criterion.cut_points if isinstance(each.at, Decimal)]


def _short(value: Decimal, places: int, cuts: list[Decimal]) -> Decimal:
    for digits in range(places, 7):
        shown = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _WIDE)
        if all((shown > cut, shown < cut) == (value > cut, value < cut) for cut in cuts):
            return shown
    return value


def _percent(value: Decimal) -> Decimal:
    return _WIDE.multiply(value, _PERCENT)


def hundredths(held: int) -> str:
    """Points as rulesets hold them: 350 is 3.5."""
    return plain(as_decimal(held, POINT_SCALE))


def decimal(value: float) -> Decimal:
    """A number of a document as it was written."""
    return Decimal(str(value))
