"""Typed rows of a piece: columns found by name, cells decoded, rows that do not fit refused or set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type, Value
from ssi_rules.sources.csvtext import column_name
from ssi_rules.sources.dataset import DataError, Missing
from ssi_rules.sources.decode import Cell, CellError, decoder
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from ssi_rules.sources.tabular.piece import Piece, RawRow
    from ssi_rules.sources.tally import Tally

MEMBER_ID = "member_id"
AS_OF = "as_of"
LABELS = ("name", "team")
"""Columns of ``members`` that tell people apart and are no facts."""

_LISTED = 40
_AS_FRACTION = "a percent is stored as a fraction: write 0.35 or 35%"

_WITHOUT_ID = (
    "every table of a dataset names its members in a column `member_id`; to read another program's file as it is, give "
    "`--map FILE`, a column map that says which column holds the member (examples: sales-navigator-usage.toml, "
    "sales-navigator-activity.toml; see docs/data.md)"
)

Form: TypeAlias = Callable[[str], Cell]
"""Rewrites a cell that is not blank into what the decoder reads."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column to read.

    Attributes:
        name: Of the fact or table column it fills.
        type: Its declared type.
        form: How its cells are written, where they are not written as a dataset's.
        above: What to do about a percent above 100 % that is written as a fraction; None where that cannot be a slip.
    """

    name: str
    type: Type
    form: Form | None = None
    above: str | None = _AS_FRACTION


@dataclass(frozen=True, slots=True)
class Typed:
    """A row as read: its member and one value per field, None where the cell is blank."""

    number: int
    member: str
    values: Sequence[Value | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A piece with its columns found.

    Attributes:
        piece: What is read.
        id: Position of the member's id.
        found: The fields there are columns for, with their positions.
        absent: The fields without a column, and the name that it would have.
    """

    piece: Piece
    id: int
    found: Sequence[tuple[Field, int]]
    absent: Mapping[str, str]

    def origin(self, name: str) -> str:
        """File and column that hold a field, or would."""
        held = next((self.column(at) for each, at in self.found if each.name == name), None)
        return f"{self.piece.place.origin}: {held or self.absent[name]}"

    def column(self, position: int) -> str:
        """A column's name as written."""
        return self.piece.columns[position]

    def no_column(self, name: str) -> Missing:
        """Why an absent field is unknown in every row."""
        return Missing(f"{self.piece.place.origin} has no column `{self.absent[name]}`", self.origin(name))

    def blank(self, name: str) -> Missing:
        """Why a field of one row is unknown."""
        return Missing("the cell is blank", self.origin(name))

    def typed(self, tally: Tally, is_listed: Callable[[str], bool] = lambda _: True) -> Iterator[Typed]:
        """Every row that fits; rows of members who are not listed are counted, whatever they hold.

        Raises:
            DataError: A row does not fit, and rows are not to be set aside.
        """
        path, id_column = self.piece.place.path, self.column(self.id)
        cells_of = [(self.column(at), self._reader_of(field, at, tally)) for field, at in self.found]
        for row in self.piece.rows([self.id, *(at for _, at in self.found)]):
            try:
                member = _member(row, id_column)
                if is_listed(member):
                    yield Typed(row.number, member, _values(row, cells_of))
                else:
                    tally.unlisted(path)
            except CellError as fault:
                tally.refuse(path, row.number, fault)

    def _reader_of(self, field: Field, position: int, tally: Tally) -> _CellReader:
        """A reader of a field's cells that notes what is odd about them."""
        read, above = _reader(field, self._rounded(tally, position)), field.above
        if field.type is not Type.PERCENT or above is None:
            return read
        return _watched(read, lambda: self.note_above(tally, position, above))

    def _rounded(self, tally: Tally, position: int) -> Callable[[], None]:
        return lambda: self.note_rounded(tally, position)

    def note_rounded(self, tally: Tally, position: int) -> None:
        """Tell that numbers of a column had more than six decimals."""
        tally.note(
            f"{self.piece.place.path}, column {self.column(position)}: numbers rounded to six decimals"
        )

    def note_above(self, tally: Tally, position: int, above: str, values: int = 1) -> None:
        """Count values of a column that are above 100 %."""
        tally.above(f"{self.piece.place.path}: {self.column(position)}", above, values)


def open_reading(piece: Piece, fields: Sequence[Field], *, tally: Tally) -> Reading | None:
    """Find the columns of a dataset's piece by name.

    Args:
        piece: What to read.
        fields: What may be read from it, by column name.
        tally: Told what is ignored.

    Returns:
        None where there is neither a row nor a column: an empty JSON Lines file.

    Raises:
        DataError: There is no id column, or a wanted column is there twice.
    """
    columns = piece.columns
    for remark in piece.remarks:
        tally.note(remark)
    if not columns:
        _refuse_nameless(piece, tally)
        return None
    positions = {field.name: find(piece, (field.name,)) for field in fields}
    identity = find(piece, (MEMBER_ID,))
    if identity is None:
        raise no_column(piece, (MEMBER_ID,), _WITHOUT_ID)
    known = {*positions.values(), identity}
    _note_ignored(piece, [name for i, name in enumerate(columns) if i not in known], positions, tally)
    found = [(field, at) for field in fields if (at := positions[field.name]) is not None]
    return Reading(piece, identity, found, {name: name for name, at in positions.items() if at is None})


def _refuse_nameless(piece: Piece, tally: Tally) -> None:
    """Refuse every row of a file without columns: lines that are no objects, or empty ones."""
    for row in piece.rows([]):
        tally.refuse(piece.place.path, row.number, row.fault or _blank_id(MEMBER_ID))


def find(piece: Piece, names: Sequence[str]) -> int | None:
    """Position of the one column with one of these names, whatever its case.

    Raises:
        DataError: Several columns have one.
    """
    wanted = {column_name(name) for name in names}
    found = [i for i, name in enumerate(piece.columns) if column_name(name) in wanted]
    if len(found) > 1:
        told = " and ".join(f"`{piece.columns[i]}` (column {i + 1})" for i in found)
        message = f"several columns could be `{names[0]}`: {told}; columns found: {listed(piece.columns)}"
        raise DataError(piece.place.path, message, help="keep one of them")
    return found[0] if found else None


def no_column(piece: Piece, names: Sequence[str], why: str) -> DataError:
    """The error for a column that must be there; lists those that are, and the nearest."""
    near = next((each for name in names if (each := nearest(name, piece.columns))), None)
    hint = f"did you mean `{near}`? " if near else ""
    wanted = " or ".join(f"`{name}`" for name in names)
    return DataError(
        piece.place.path, f"no column {wanted}; columns found: {listed(piece.columns)}", help=hint + why
    )


def listed(names: Sequence[str]) -> str:
    """Names for people: all of them, or the first forty."""
    told = ", ".join(f"`{name}`" for name in names[:_LISTED])
    return f"{told} and {len(names) - _LISTED} more" if len(names) > _LISTED else told or "none"


def _note_ignored(
    piece: Piece, ignored: Sequence[str], positions: Mapping[str, int | None], tally: Tally
) -> None:
    absent = [name for name, at in positions.items() if at is None]
    told = []
    for name in filter(None, ignored):
        near = nearest(name, absent)
        told.append(f"`{name}`" + (f" (did you mean `{near}`?)" if near else ""))
    if told:
        tally.note(f"{piece.place.path}: ignored columns {', '.join(told)}")


_CellReader: TypeAlias = Callable[[Cell], Value | None]


def _reader(field: Field, rounded: Callable[[], None]) -> _CellReader:
    decode, form = decoder(field.type, rounded), field.form
    if form is None:
        return decode
    return lambda cell: decode(form(cell) if cell and cell.strip() else None)


def _watched(read: _CellReader, above: Callable[[], None]) -> _CellReader:
    """Tell of every value above 100 % that is not written with a %."""

    def watched(cell: Cell) -> Value | None:
        value = read(cell)
        if isinstance(value, int) and value > SCALE and not (cell or "").rstrip().endswith("%"):
            above()
        return value

    return watched


def _member(row: RawRow, column: str) -> str:
    if row.fault is not None:
        raise row.fault
    member = (row.cells[0] or "").strip()
    if not member:
        raise _blank_id(column)
    return member


def _blank_id(column: str) -> CellError:
    return CellError("the member's id is blank", "every row names its member", column=column)


def _values(row: RawRow, cells_of: Sequence[tuple[str, _CellReader]]) -> list[Value | None]:
    values: list[Value | None] = []
    for (column, read), cell in zip(cells_of, row.cells[1:], strict=True):
        try:
            values.append(read(cell))
        except CellError as fault:
            fault.column = column
            raise
    return values
