"""Cells of typed columns as Spark expressions, by the rules of ``sources/decode.py``.

Texts are not decoded here: what they stand for is decided by that module alone (``texts_as_values``). A column of numbers, flags
or days needs no Python: its cells are compared and shifted where they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql import functions as f
from pyspark.sql import types as t

from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.texts import BLANKS
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from pyspark.sql import Column

_INTEGRAL = (t.ByteType, t.ShortType, t.IntegerType, t.LongType)
_MOMENTS = (t.TimestampType, t.TimestampNTZType)
_PLACES = 6
_DENSE = 2**29
"""From here on, doubles lie further apart than the seventh decimals."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of the data, decoded.

    Attributes:
        value: What the query reads: null where the cell is blank or does not fit.
        fits: Whether the cell is blank or fits; None where every cell does.
        rounded: Whether it had more than six decimals; None where none can have.
    """

    value: Column
    fits: Column | None = None
    rounded: Column | None = None


def canonical(type_: Type) -> t.DataType:
    """The type in which the query reads values of a declared type."""
    match type_:
        case Type.FLAG:
            return t.BooleanType()
        case Type.TEXT:
            return t.StringType()
        case Type.DATE:
            return t.DateType()
        case _:
            return t.LongType()


def is_plain(kind: t.DataType) -> bool:
    """Whether cells of a type hold one plain value: no list, object or bytes."""
    plain = (t.BooleanType, t.DecimalType, t.DoubleType, t.FloatType, t.DateType, t.StringType, t.NullType)
    return isinstance(kind, (*plain, *_INTEGRAL, *_MOMENTS))


def needs_python(kind: t.DataType, type_: Type) -> bool:
    """Whether cells are texts that stand for something else."""
    return isinstance(kind, t.StringType) and type_ is not Type.TEXT


def trimmed(cell: Column) -> Column:
    """A text without blanks around it; null where nothing is left. Spark by itself trims spaces alone."""
    return f.nullif(f.btrim(cell, f.lit(BLANKS)), f.lit(""))


def cells(cell: Column, kind: t.DataType, type_: Type) -> Cells | None:
    """The cells of a column.

    Args:
        cell: The column.
        kind: Its type in the data.
        type_: The declared type.

    Returns:
        None where the text of these values depends on the program that writes it, as that of short floats always does.
    """
    if isinstance(kind, t.FloatType):
        return None
    if isinstance(kind, t.NullType) or not is_plain(kind):
        return _unfit(cell, type_)
    if isinstance(kind, t.DoubleType):
        cell = f.when(~f.isnan(cell), cell)  # NaN is missing
    match type_:
        case Type.COUNT:
            return _count(cell, kind)
        case Type.NUMBER | Type.PERCENT | Type.RATIO:
            return _number(cell, kind)
        case Type.FLAG:
            return _flag(cell, kind)
        case Type.DATE:
            return _day(cell, kind)
        case Type.TEXT:
            return _text(cell, kind)


def _unfit(cell: Column, type_: Type) -> Cells:
    return Cells(f.lit(None).cast(canonical(type_)), cell.isNull())


def _fitting(value: Column, cell: Column, condition: Column) -> Cells:
    """The value where the condition is yes; a blank cell fits, too."""
    holds = f.coalesce(condition, f.lit(False))  # noqa: FBT003 -- a column, not an option
    return Cells(f.when(holds, value), cell.isNull() | holds)


def _count(cell: Column, kind: t.DataType) -> Cells:
    if isinstance(kind, _INTEGRAL):
        return _fitting(cell.cast("bigint"), cell, cell.between(0, LARGEST_FACT))
    if not isinstance(kind, (t.DecimalType, t.DoubleType)):
        return _unfit(cell, Type.COUNT)
    exact = _exact(cell)
    return _fitting(exact.try_cast("bigint"), cell, exact.between(0, LARGEST_FACT) & (cell % 1 == 0))


def _number(cell: Column, kind: t.DataType) -> Cells:
    if isinstance(kind, _INTEGRAL):
        within = cell.between(-LARGEST_FACT, LARGEST_FACT)
        return _fitting(f.try_multiply(cell.cast("bigint"), f.lit(SCALE)), cell, within)
    if not isinstance(kind, (t.DecimalType, t.DoubleType)):
        return _unfit(cell, Type.NUMBER)
    held = f.try_multiply(_exact(cell), f.lit(SCALE)).try_cast("bigint")
    if isinstance(kind, t.DoubleType):
        held = _tie_kept(held, cell)
    found = _fitting(held, cell, held.between(-LARGEST_FACT * SCALE, LARGEST_FACT * SCALE))
    keeps_all = isinstance(kind, t.DecimalType) and kind.scale <= _PLACES
    return found if keeps_all else Cells(found.value, found.fits, _of_millionths(held, kind) != cell)


def _exact(cell: Column) -> Column:
    """With six decimals, rounded half away from zero, once; null where 19 digits before the point do not hold it.

    Spark takes a double by the decimal text it is written as, which is the shortest one from Java 19 on.
    """
    return cell.try_cast(f"decimal(38,{_PLACES})").try_cast(f"decimal(25,{_PLACES})")


def _of_millionths(held: Column, kind: t.DataType) -> Column:
    if isinstance(kind, t.DecimalType):
        return held.cast("decimal(19,0)") * f.lit("0.000001").cast("decimal(7,6)")
    return f.try_divide(held, f.lit(SCALE)).cast(kind)


def _tie_kept(held: Column, cell: Column) -> Column:
    """The same where Java 17 writes a double with more digits than it takes.

    That matters only where the shortest text ends in a five at the seventh decimal. Below 2^29 no two numbers of seven decimals
    are the same double, so that such a tie is found by asking whether it is this double.
    """
    tie = ((f.abs(held) * 10 + 5).cast("decimal(38,0)") * f.lit("0.0000001").cast("decimal(8,7)")).cast(
        "double"
    )
    is_tie = (f.abs(cell) < _DENSE) & (tie == f.abs(cell))
    return f.when(is_tie, held + f.signum(cell).cast("bigint")).otherwise(held)


def _flag(cell: Column, kind: t.DataType) -> Cells:
    if isinstance(kind, t.BooleanType):
        return Cells(cell)
    # A decimal's text has all its digits, and `1.00` is no flag.
    long = isinstance(kind, t.DecimalType) and kind.scale > 1
    if long or not isinstance(kind, (*_INTEGRAL, t.DoubleType, t.DecimalType)):
        return _unfit(cell, Type.FLAG)
    # A float's text knows a zero below zero.
    one_of = cell.cast("string").isin("0.0", "1.0") if isinstance(kind, t.DoubleType) else cell.isin(0, 1)
    return _fitting(cell == 1, cell, one_of)


def _day(cell: Column, kind: t.DataType) -> Cells:
    if not isinstance(kind, (t.DateType, *_MOMENTS)):
        return _unfit(cell, Type.DATE)
    day = cell.cast("date")
    first, last = (f.lit(each).cast("date") for each in ("0001-01-01", "9999-12-31"))
    return _fitting(day, cell, day.between(first, last))


def _text(cell: Column, kind: t.DataType) -> Cells | None:
    if isinstance(kind, t.StringType):
        return Cells(f.when(trimmed(cell).isNotNull(), cell))
    if isinstance(kind, (*_INTEGRAL, t.BooleanType, t.DateType)):
        return Cells(cell.cast("string"))
    return None
