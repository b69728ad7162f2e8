"""Files in folders that say what all of their rows have: ``members/team=west/as_of=2026-06-30/part-0.parquet``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ssi_rules.sources.tabular.piece import RawRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ssi_rules.sources.decode import Cell
    from ssi_rules.sources.tabular.csvfile import CsvPiece
    from ssi_rules.sources.tabular.duck import DuckPiece
    from ssi_rules.sources.tabular.jsonlines import JsonLinesPiece
    from ssi_rules.sources.tabular.piece import Place

_NOTHING = "__HIVE_DEFAULT_PARTITION__"
"""What such a folder is called where rows have no value."""


@dataclass(frozen=True, eq=False)
class PartitionPiece:
    """A file with the columns that its folders' names add; a column that the file has itself is the file's.

    Attributes:
        piece: The file.
        said: What the folders say, by column.
    """

    piece: CsvPiece | DuckPiece | JsonLinesPiece
    said: Mapping[str, Cell]

    @property
    def file(self) -> Path:
        """Where it is."""
        return self.piece.file

    @property
    def place(self) -> Place:
        """How people know it."""
        return self.piece.place

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the file's columns, then of the folders'."""
        return (*self.piece.columns, *self.added) if self.piece.columns else ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its reader should be told."""
        return self.piece.remarks

    @cached_property
    def added(self) -> Mapping[str, Cell]:
        """What the folders add to the file's columns."""
        own = {each.strip().casefold() for each in self.piece.columns}
        return {name: cell for name, cell in self.said.items() if name.casefold() not in own}

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Its rows, each with what the folders say."""
        own, added = len(self.piece.columns), list(self.added.values())
        inside = [at for at in wanted if at < own]
        for row in self.piece.rows(inside):
            if row.fault is not None:
                yield row
                continue
            cells = iter(row.cells)
            yield RawRow(row.number, [next(cells) if at < own else added[at - own] for at in wanted])


def said_by(folders: Sequence[str]) -> dict[str, Cell]:
    """What the names of folders say of the files in them."""
    pairs = (each.partition("=") for each in folders if is_partition(each))
    return {unquote(name): None if value == _NOTHING else unquote(value) for name, _, value in pairs}


def is_partition(folder: str) -> bool:
    """Whether a folder's name says something of its files: ``team=west``."""
    name, sign, _ = folder.partition("=")
    return bool(name and sign)
