"""What a file holds of a column, and what it is known by from run to run: as long as the file stays, so do the texts in it."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import duckdb

from ssi_rules.bulk.inputs.scans import Described, file_of
from ssi_rules.sources.tabular.duck import DuckPiece
from ssi_rules.sources.tabular.partition import PartitionPiece

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from ssi_rules.bulk.inputs.relation import Relation, Source
    from ssi_rules.sources.tabular.piece import Piece

_SETTLED: Final = 2 * 10**9
"""Nanoseconds after which another change of a file would give it another time, on every file system."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a relation, in portions.

    Attributes:
        relation: The relation, with this column alone.
        portions: What each of its pieces is known by.
        states: The state of each portion's file, None where it does not tell what the portion holds.
    """

    relation: Relation
    portions: tuple[str, ...]
    states: Mapping[str, str | None]

    def rows(self, portions: Container[str]) -> str:
        """SQL of the rows of some portions."""
        places = zip(self.relation.sources, self.portions, strict=True)
        return replace(self.relation, sources=[each for each, place in places if place in portions]).sql()


def portions_of(relation: Relation, name: str) -> Column:
    """A column in portions, with the states in which their files are now: before anything is read of them."""
    column = replace(relation, columns={name: relation.columns[name]})
    places = tuple(_place(column, source) for source in column.sources)
    states = {place: _state(source) for place, source in zip(places, column.sources, strict=True)}
    return Column(column, places, states)


def _place(column: Relation, source: Source) -> str:
    """What a portion is known by: the file, and how DuckDB reads the column, to the letter."""
    sql = replace(column, sources=[source]).sql()
    told = json.dumps([str(file_of(source.piece).absolute()), sql, duckdb.__version__])
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _state(source: Source) -> str | None:
    """The state of a portion's file; None where the file alone does not tell what the portion holds, or may change unnoticed."""
    if source.typed is not None or not _is_file(source.piece):
        return None
    try:
        found = file_of(source.piece).stat()
    except OSError:  # whoever reads it says so
        return None
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    if changed > time.time_ns() - _SETTLED:
        return None
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


def _is_file(piece: Piece) -> bool:
    """Whether a piece is a file to itself; a table of DuckDB may be a view, and changes may stand in another file."""
    match piece:
        case Described(piece=inner) | PartitionPiece(piece=inner):
            return _is_file(inner)
        case DuckPiece(table=table):
            return table is None
        case _:
            return True
