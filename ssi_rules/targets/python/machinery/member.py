"""One member as plain Python values, read by the rules of the language: typed, or refused with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from ssi_rules.language.types import Type
from ssi_rules.language.windows import Window
from ssi_rules.sources.decode import CellError, decode

if TYPE_CHECKING:
    from ssi_rules.language.windows import Length
    from ssi_rules.targets.python.machinery.rows import Condition, Row


class DataError(ValueError):
    """A fact, a row or a day that the rules cannot take; the message has its place and a way out."""


@dataclass(frozen=True)
class Declared:
    """What the rules know of a member.

    Attributes:
        facts: Type by fact.
        tables: Type by column, by table.
        dated: The column that windows use, by table.
        reads_dates: Whether there is no score without a day.
    """

    facts: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]]
    dated: Mapping[str, str]
    reads_dates: bool


@dataclass(frozen=True)
class Member:
    """Values as the rules reckon with them: numbers in whole millionths, unknown as None."""

    facts: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    dated: Mapping[str, str]
    as_of: Any

    def fact(self, name: str) -> Any:
        """A fact of the member."""
        return self.facts.get(name)

    def rows(
        self,
        table: str,
        *,
        over: Length | None = None,
        ending: Length | None = None,
        where: Condition | None = None,
    ) -> list[Row] | None:
        """The rows of a window that meet a condition; None where the table is not provided.

        Args:
            table: Its name.
            over: How long the window is; none takes in rows without a date, too.
            ending: How long before the day of the score it ends.
            where: What must be yes of a row.
        """
        rows = self.tables.get(table)
        if rows is None:
            return None
        if over is not None:
            after, until = Window(over, ending).bounds(self.as_of)
            column = self.dated[table]
            rows = tuple(row for row in rows if row[column] is not None and after < row[column] <= until)
        return [row for row in rows if where is None or where(row) is True]


def read_member(declared: Declared, facts: object, tables: object, as_of: object) -> Member:
    """A member from plain values.

    Raises:
        DataError: Something has a name that the rules do not know, or does not fit its type.
    """
    day = _read(as_of, Type.DATE, "as_of")
    if day is None and declared.reads_dates:
        raise DataError("as_of: these rules look at dates; give the day to look from, such as 2026-06-30")
    read = {name: _fact(declared, name, value) for name, value in _named(facts, "facts").items()}
    provided = {name: rows for name, rows in _named(tables, "tables").items() if rows is not None}
    return Member(
        read, {name: _rows(declared, name, rows, day) for name, rows in provided.items()}, declared.dated, day
    )


def _fact(declared: Declared, name: str, value: object) -> Any:
    _known(name, declared.facts, "facts")
    return _read(value, Type(declared.facts[name]), f"facts, {name}")


def _rows(declared: Declared, table: str, rows: object, day: Any) -> tuple[Row, ...]:
    """Typed rows; those dated after the day of the score never count."""
    _known(table, declared.tables, "tables")
    if isinstance(rows, str | Mapping) or not isinstance(rows, Iterable):
        raise DataError(f"tables, {table}: give a list of rows, each a dict from column to cell")
    columns, dated = declared.tables[table], declared.dated.get(table)
    read = [_row(columns, row, f"tables, {table}, row {number}") for number, row in enumerate(rows, start=1)]
    if day is None or dated is None:
        return tuple(read)
    return tuple(row for row in read if row[dated] is None or row[dated] <= day)


def _row(columns: Mapping[str, str], row: object, place: str) -> Row:
    cells = _named(row, place)
    for name in cells:
        _known(name, columns, place)
    return {name: _read(cells.get(name), Type(type_), f"{place}, {name}") for name, type_ in columns.items()}


def _named(values: object, place: str) -> Mapping[Any, object]:
    if values is None:
        return {}
    if isinstance(values, Mapping):
        return values
    raise DataError(f"{place}: give a dict from names to values, not {type(values).__name__}")


def _known(name: str, names: Iterable[str], place: str) -> None:
    if name not in names:
        near = get_close_matches(str(name), names, 1)
        raise DataError(
            f"{place}: the rules know no `{name}`" + (f"; did you mean {near[0]}?" if near else "")
        )


def _read(value: object, type_: Type, place: str) -> Any:
    """A value as text, as which every reader of the language takes it; a float in its shortest form."""
    try:
        return decode(_text(value, type_), type_)
    except CellError as error:
        raise DataError(f"{place}: {error.message}" + (f"; {error.help}" if error.help else "")) from None


def _text(value: object, type_: Type) -> str | None:
    match value:
        case None | str():
            return value
        case date() | datetime() if type_ is Type.DATE:
            return value.isoformat()
        case bool() if type_ is Type.FLAG:
            return "yes" if value else "no"
        case int() | float() | Decimal() if type_ is not Type.TEXT:
            return str(value)
        case _:
            raise CellError(f"{value!r:.40} is not a {type_.value}")
