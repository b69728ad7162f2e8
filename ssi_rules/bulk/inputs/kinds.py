"""The kinds of columns that files have, as DuckDB calls them, and what SQL makes of the cells of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from ssi_rules.language.types import Type

SMALL = frozenset({"TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER"})
UNSIGNED = frozenset({"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"})
WHOLE = SMALL | {"BIGINT", "UBIGINT", "HUGEINT", "UHUGEINT"}

JSON = "JSON of a line"
"""The kind of a column of JSON Lines, read as texts."""

_TEXTS = frozenset({"VARCHAR", JSON})


@dataclass(frozen=True, slots=True)
class Cell:
    """How a column is read.

    Attributes:
        plain: The value; the query fails at a cell that is not plain.
        value: The value; NULL where the cell is odd.
        odd: Whether the decoder must read the cell; None where it never must.
        rounded: Whether the cell has more decimals than a number keeps; None where it never has.
        above: Whether the cell is a percent above 100 % that is written without a %; None where it never is.
    """

    plain: str
    value: str
    odd: str | None = None
    rounded: str | None = None
    above: str | None = None


def is_text(kind: str) -> bool:
    """Whether a column holds texts, which people may have put blanks around."""
    return kind in _TEXTS or kind.startswith("ENUM")


def as_text(column: str, kind: str) -> str:
    """The cell as the decoder is given it."""
    return column if kind in _TEXTS else f"CAST({column} AS VARCHAR)"


def refusing(unless: str, value: str) -> str:
    """The value, unless the cell is not plain; unknown is."""
    return f"CASE WHEN {unless} THEN error('a cell is not plain') ELSE {value} END"


def absent(type_: Type) -> str:
    """The value of a column that is not there."""
    return f"CAST(NULL AS {held_as(type_)})"


def held_as(type_: Type) -> str:
    """The SQL type that holds values of a type: counts as they are, other numbers in millionths."""
    match type_:
        case Type.COUNT | Type.NUMBER | Type.RATIO | Type.PERCENT:
            return "BIGINT"
        case Type.FLAG:
            return "BOOLEAN"
        case Type.TEXT:
            return "VARCHAR"
        case Type.DATE:
            return "DATE"
        case _:
            assert_never(type_)
