"""Numbers in their units and small phrases as people read them; every part of a page takes them from here."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import as_decimal, as_points
from ssi_rules.language.types import Type
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.scorecard import Adjustment, BasisName, Criterion, MeasureValue, TypeName, Unknown

BY_HAND = "entered by hand"
"""The origin of what no export and no file of LinkedIn holds."""

_WIDE = Context(prec=80)  # measures may have more digits than the default context keeps
_PERCENT = Decimal(100)
_HUNDREDTH, _PERMILLE = Decimal("0.01"), Decimal("0.001")


def plain(value: Decimal) -> str:
    """A number in English: 1,500, 0.5, -2.25."""
    return ENGLISH.number(value)


def day(value: date) -> str:
    """A day in English: 30 Jun 2026."""
    return ENGLISH.day(value)


def points(value: Decimal, language: Language = ENGLISH) -> str:
    """Points with their word: 1 point, 3.5 points."""
    return language.plural("{count} point", "{count} points", value)


def rows(count: int, language: Language = ENGLISH) -> str:
    """A number of rows: 1 row, 3 rows."""
    return language.plural("{count} row", "{count} rows", count)


def ruled(text: str, language: Language = ENGLISH) -> str:
    """A rule file's own title or note, safe to show."""
    return inert(language.rule(text))


def advised(text: str, language: Language = ENGLISH) -> str:
    """A rule file's own advice or reason as a sentence, safe to show."""
    return sentence(ruled(text, language))


def told(text: str, language: Language = ENGLISH) -> str:
    """What the engine or a reader of files has to say, as a sentence that is safe to show."""
    return sentence(inert(language.told(text)))


def sentence(text: str) -> str:
    """Text with a capital first (unless it begins with a name such as ``members.csv``) and a full stop last."""
    safe = text.strip()
    if not safe:
        return ""
    first = safe.split(maxsplit=1)[0].rstrip(".,:;")
    opened = safe[0].upper() + safe[1:] if first.isalpha() else safe
    return opened + ("" if safe[-1] in ".!?…" else ".")


def without_points(criterion: Criterion, language: Language = ENGLISH) -> str:
    """Why a criterion has no points, as a sentence."""
    return told(criterion.reason, language) if criterion.reason else language.text("There is no value.")


def because(adjustment: Adjustment, language: Language = ENGLISH) -> str:
    """What a cap, a deduction or a spread is told with: its author's words, or the engine's where those are wanting."""
    ruled_text = language.rule(adjustment.because)
    return (
        told(adjustment.because, language)
        if ruled_text == adjustment.because
        else sentence(inert(ruled_text))
    )


def basis(basis: BasisName, language: Language = ENGLISH) -> str:
    """Where a number comes from, in a word."""
    match basis:
        case "published":
            return language.text("published")
        case "inferred":
            return language.text("inferred")
        case "chosen":
            return language.text("chosen")


def joined(*sentences: str) -> str:
    """Sentences in a row; empty ones are left out."""
    return " ".join(filter(None, sentences))


def origin(unknown: Unknown, language: Language = ENGLISH) -> str:
    """Where something unknown could come from, as a sentence; empty where nobody knows."""
    if not unknown.origin:
        return ""
    if unknown.origin == BY_HAND:
        return language.text("It has to be entered by hand.")
    if unknown.origin == unknown.name:  # a table that a dataset lacks, in documents that do not name its file
        return language.text("It could come from: {origin}.", origin=inert(f"{unknown.name}.csv"))
    return language.text("It could come from: {origin}.", origin=inert(language.told(unknown.origin)))


def unit(criterion: Criterion) -> TypeName:
    """The type to read a criterion's numbers in: a ratio whose cut-points pass 1 is a plain number, not a percent."""
    if criterion.measure.type != "ratio":
        return criterion.measure.type
    cuts = _cuts(criterion)
    return "percent" if cuts and max(cuts) <= 1 else "number"


def amount(
    value: MeasureValue, type_: TypeName, cuts: Iterable[Decimal] = (), language: Language = ENGLISH
) -> str:
    """A value in its unit, as short as it can be without seeming to stand on the other side of a cut-point.

    Args:
        value: What was measured, or a cut-point; percents as fractions.
        type_: Its unit.
        cuts: Cut-points that the shown number must stay on the right side of.
        language: What it is written in.
    """
    match value:
        case bool():
            return language.text("yes") if value else language.text("no")
        case Decimal() if type_ in ("percent", "ratio"):
            return language.percent(_short(_percent(value), 1, list(map(_percent, cuts))))
        case Decimal():
            return language.number(_short(value, 2, list(cuts)))
        case "yes" | "no" if type_ == "flag":
            return amount(value == "yes", type_, (), language)
        case str():
            return inert(value)


def of_criterion(value: MeasureValue, criterion: Criterion, language: Language = ENGLISH) -> str:
    """A value of a criterion in its unit, true to its cut-points."""
    return amount(value, unit(criterion), _cuts(criterion), language)


def gap(difference: Decimal, criterion: Criterion, language: Language = ENGLISH) -> str:
    """A distance in a criterion's unit; between percents it is counted in percentage points."""
    return distance(difference, unit(criterion), language)


def distance(
    difference: Decimal, type_: TypeName, language: Language = ENGLISH, *, exact: bool = False
) -> str:
    """A distance in a unit, never short of what it takes; between percents it is counted in percentage points."""
    shown = enough(difference, type_, exact=exact)
    if type_ == "percent":
        return language.plural("{count} percentage point", "{count} percentage points", _percent(shown))
    return language.number(shown)


def enough(difference: Decimal, type_: TypeName, *, exact: bool = False) -> Decimal:
    """The distance as ``distance`` shows it: rounded up where it need not be exact."""
    if exact:
        return difference
    return difference.quantize(_PERMILLE if type_ == "percent" else _HUNDREDTH, ROUND_CEILING, _WIDE)


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


def held(value: Value | None, type_: Type, language: Language = ENGLISH) -> str:
    """A fact's or a cell's value as a person reads it."""
    match value:
        case None:
            return language.text("not known")
        case bool():
            return language.text("yes") if value else language.text("no")
        case int() if type_ in (Type.PERCENT, Type.RATIO):
            return language.percent(as_decimal(value * 100))
        case int():
            return language.number(as_decimal(value))
        case str():
            return inert(value)
        case _:
            return _day(value, language)


def _day(value: date, language: Language) -> str:
    return language.day(value)


def hundredths(held: int) -> str:
    """Points as rulesets hold them: 350 is 3.5."""
    return plain(as_points(held))


def decimal(value: float) -> Decimal:
    """A number of a document as it was written."""
    return Decimal(str(value))
