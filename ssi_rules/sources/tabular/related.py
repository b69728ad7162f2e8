"""Related tables in memory, grouped by member."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import LARGEST_TABLE
from ssi_rules.sources.dataset import DataError, Missing, Rows
from ssi_rules.sources.tabular.rows import Field, Reading, open_reading
from ssi_rules.sources.tabular.undated import without_dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ssi_rules.language.types import Value
    from ssi_rules.model import Table
    from ssi_rules.sources.tabular.piece import Piece
    from ssi_rules.sources.tally import Tally

_NAMED = 3
_SHARED = 50_000
"""Distinct values that are kept once; days and titles recur, what differs in every row gains nothing."""


@dataclass(slots=True)
class Gathered:
    """A table being read: the rows of every member so far.

    Attributes:
        table: Its declaration.
        origin: The files it comes from.
        missing: Why a column is unknown in every row.
        notes: What a reader should know of every member's rows.
        latest: The latest day of its dated column.
    """

    table: Table
    origin: str
    missing: dict[str, Missing] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    latest: date | None = None
    _cells: dict[str, list[Value | None]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _same: dict[Value, Value] = field(default_factory=dict)
    _dated: int | None = field(init=False)

    def __post_init__(self) -> None:
        names = [column.name for column in self.table.columns]
        self._dated = names.index(self.table.dated) if self.table.dated in names else None

    def add(self, member: str, values: Sequence[Value | None]) -> None:
        """Append a row; ``values`` has one per declared column.

        Raises:
            OverflowError: The member has more rows than any table may.
        """
        self._counts[member] = self._counts.get(member, 0) + 1
        if is_too_many(self._counts[member]):
            raise OverflowError
        # One list for all columns: with many members, lists are what takes room.
        self._cells.setdefault(member, []).extend(map(self._shared, values))
        if self._dated is not None:
            self._see(values[self._dated])

    def of(self, member: str) -> Rows:
        """A member's rows; none where the table has none of theirs."""
        cells, width = self._cells.get(member, []), len(self.table.columns)
        columns = {column.name: cells[at::width] for at, column in enumerate(self.table.columns)}
        count = self._counts.get(member, 0)
        return Rows(columns, count, self.origin, self.notes if count else (), self.missing)

    def take(self, member: str) -> Rows:
        """A member's rows, which are not asked for again."""
        rows = self.of(member)
        self._cells.pop(member, None)
        return rows

    @property
    def count(self) -> int:
        """Rows of all members so far."""
        return sum(self._counts.values())

    def _shared(self, value: Value | None) -> Value | None:
        """The same object for the same day or text, so that rows take the room of a reference each."""
        if not isinstance(value, date | str):
            return value
        if len(self._same) >= _SHARED:
            return self._same.get(value, value)
        return self._same.setdefault(value, value)

    def _see(self, day: Value | None) -> None:
        if isinstance(day, date) and (self.latest is None or day > self.latest):
            self.latest = day


def is_too_many(rows: int) -> bool:
    """Whether no member may have so many rows in a table."""
    return rows > LARGEST_TABLE


def gather(table: Table, pieces: Sequence[Piece], is_listed: Callable[[str], bool], tally: Tally) -> Gathered:
    """Read a table whole, without the rows of members who are not listed.

    Args:
        table: Its declaration.
        pieces: Its parts.
        is_listed: Whether a member is.
        tally: Told what is passed over.

    Raises:
        DataError: A part cannot be read, or a member has too many rows.
    """
    fields = [Field(column.name, column.type) for column in table.columns]
    readings = [each for piece in pieces if (each := open_reading(piece, fields, tally=tally))]
    gathered = Gathered(table, origin_of(pieces), _absent_everywhere(table, readings))
    for reading in readings:
        before = gathered.count
        _gather_part(gathered, reading, is_listed, tally)
        if table.dated and table.dated in reading.absent and gathered.count > before:
            _note_undated(gathered, reading, table.dated, gathered.count - before, tally)
    return gathered


def note_undated(reading: Reading, column: str, rows: int, tally: Tally) -> str:
    """Say loudly that a part's rows count in no window; gives what is to be said where results are explained."""
    why = without_dates(reading, column)
    its = "its 1 row is" if rows == 1 else f"its {rows} rows are"
    tally.note(why.replace("its rows are", its))
    return why


def _note_undated(gathered: Gathered, reading: Reading, column: str, rows: int, tally: Tally) -> None:
    why = note_undated(reading, column, rows, tally)
    gathered.notes += (why,)
    if column in gathered.missing:
        gathered.missing[column] = Missing(why, gathered.missing[column].origin)


def _gather_part(
    gathered: Gathered, reading: Reading, is_listed: Callable[[str], bool], tally: Tally
) -> None:
    order = _positions(gathered.table, reading)
    for row in reading.typed(tally, is_listed):
        try:
            gathered.add(row.member, [None if at is None else row.values[at] for at in order])
        except OverflowError:
            raise too_many(reading.piece.place.path, row.number) from None


def _positions(table: Table, reading: Reading) -> list[int | None]:
    at = {each.name: i for i, (each, _) in enumerate(reading.found)}
    return [at.get(column.name) for column in table.columns]


def _absent_everywhere(table: Table, readings: Sequence[Reading]) -> dict[str, Missing]:
    names = [column.name for column in table.columns if all(column.name in each.absent for each in readings)]
    return {name: readings[0].no_column(name) for name in names if readings}


def origin_of(pieces: Sequence[Piece]) -> str:
    """The files of a table, as they are told."""
    names = [piece.place.origin for piece in pieces]
    told = ", ".join(names[:_NAMED])
    return f"{told} and {len(names) - _NAMED} more" if len(names) > _NAMED else told


def too_many(path: str, row: int) -> DataError:
    """The error for the row that is one more than a member may have in a table."""
    return DataError(
        path,
        f"a member has more than {LARGEST_TABLE:,} rows",
        row=row,
        help="keep the period that the rules look at",
    )
