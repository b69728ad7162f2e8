"""Tables of the data as the query reads them: canonical types, one column per fact or table column that is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from pyspark.sql import functions as f

from ssi_rules.distributed.decoding import Cells, cells, is_plain, needs_python, trimmed
from ssi_rules.distributed.piece import SparkPiece
from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.texts_as_values import ABOVE, FAULT, ROUNDED, decode_texts
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.rows import MEMBER_ID, Field, Reading, open_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from pyspark.sql import Column, DataFrame, SparkSession
    from pyspark.sql.types import DataType

    from ssi_rules.distributed.places import Stored
    from ssi_rules.sources.tally import Tally

PART = "#part"
"""Which part of the table a row is of."""

_ID = "#id"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table.

    Attributes:
        reading: The part with its columns found.
        piece: The part itself.
        read: The fields that are wanted and there, with their positions.
    """

    reading: Reading
    piece: SparkPiece
    read: tuple[tuple[Field, int], ...]

    def kind(self, position: int) -> DataType:
        """The type of a column in the data."""
        return self.piece.frame.schema.fields[position].dataType


@dataclass(frozen=True, slots=True)
class Relation:
    """A table of the data.

    Attributes:
        name: As the rules call it.
        frame: ``member_id``, the columns, and beside each what is to be said of its cells (``ssi_rules.distributed.texts_as_values``).
        columns: The columns that the data has.
        parts: What it comes from.
    """

    name: str
    frame: DataFrame
    columns: frozenset[str]
    parts: tuple[Part, ...]

    def rows(self) -> DataFrame:
        """What the query reads."""
        return self.frame.select(MEMBER_ID, *(quoted(name) for name in sorted(self.columns)))


def open_relation(  # noqa: PLR0913 - where it is, what it holds, what is wanted of it
    session: SparkSession,
    name: str,
    stored: Sequence[Stored],
    *,
    fields: Sequence[Field],
    read: AbstractSet[str],
    tally: Tally,
) -> Relation:
    """Find the columns of a table and decode those that are read.

    Args:
        session: What reads.
        name: The table.
        stored: Its parts.
        fields: All that it may hold.
        read: Names of the fields that are wanted.
        tally: Told what is ignored.

    Raises:
        DataError: A part cannot be read, or has no column ``member_id``.
    """
    parts = tuple(_part(SparkPiece(session, each), fields, read, tally) for each in stored)
    frame = reduce(_stacked, [_decoded(number, part) for number, part in enumerate(parts)])
    return Relation(name, frame, frozenset(field.name for part in parts for field, _ in part.read), parts)


def _part(piece: SparkPiece, fields: Sequence[Field], read: AbstractSet[str], tally: Tally) -> Part:
    reading = open_reading(piece, fields, tally=tally)
    if reading is None:
        raise DataError(piece.place.path, "there is no column in it", help="write it with a `member_id`")
    return Part(reading, piece, tuple((field, at) for field, at in reading.found if field.name in read))


def _stacked(above: DataFrame, below: DataFrame) -> DataFrame:
    return above.unionByName(below, allowMissingColumns=True)


def _decoded(number: int, part: Part) -> DataFrame:
    """A part decoded: texts in Python where they stand for something else, all other cells where they are."""
    raw = part.piece.frame.select(
        part.piece.cell(part.reading.id).alias(_ID),
        *(part.piece.cell(at).alias(field.name) for field, at in part.read),
    )
    through = [(field.name, field.type) for field, at in part.read if needs_python(part.kind(at), field.type)]
    told = decode_texts(raw, through)
    chosen = [f.lit(number).alias(PART), _identity(part).alias(MEMBER_ID)]
    for field, at in part.read:
        chosen += _told(field) if (field.name, field.type) in through else _here(part, field, at)
    return told.select(chosen)


def _identity(part: Part) -> Column:
    kind = part.kind(part.reading.id)
    found = cells(f.col(quoted(_ID)), kind, Type.TEXT)
    if found is None or not is_plain(kind):
        raise _no_text(part, part.reading.id)
    return trimmed(found.value)


def _told(field: Field) -> list[Column]:
    names = [field.name, *(each.format(field.name) for each in (FAULT, ROUNDED, ABOVE))]
    return [f.col(quoted(name)) for name in names]


def _here(part: Part, field: Field, position: int) -> list[Column]:
    cell = f.col(quoted(field.name))
    found = cells(cell, part.kind(position), field.type)
    if found is None:
        raise _no_text(part, position)
    return [found.value.alias(field.name), *_beside(field, cell, found)]


def _beside(field: Field, cell: Column, found: Cells) -> Iterator[Column]:
    if found.fits is not None:
        yield f.when(~found.fits, cell.cast("string")).alias(FAULT.format(field.name))
    if found.rounded is not None:
        yield found.rounded.alias(ROUNDED.format(field.name))
    if field.type is Type.PERCENT:
        yield (found.value > SCALE).alias(ABOVE.format(field.name))


def _no_text(part: Part, position: int) -> DataError:
    kind = part.kind(position).simpleString()
    return DataError(
        part.reading.piece.place.path,
        f"the column is {kind}, whose values every program writes with other digits",
        column=part.reading.column(position),
        help="write numbers as doubles, decimals or whole numbers, and texts as strings",
    )
