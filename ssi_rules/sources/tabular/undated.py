"""Tables without the column that windows look by: every window is empty then, which must not pass in silence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.decode import CellError, decode
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.sources.decode import Cell
    from ssi_rules.sources.tabular.piece import Piece
    from ssi_rules.sources.tabular.rows import Reading

_SAMPLE = 20
"""Rows looked at to tell whether a column holds dates."""


def without_dates(reading: Reading, column: str) -> str:
    """Why the rows of a file without its dated column count in no window, naming the likely column.

    Args:
        reading: The file with its columns found.
        column: The dated column, which it has not.

    Raises:
        DataError: The file cannot be read.
    """
    likely = _likely(reading, column)
    hint = f"; did you mean `{likely}`?" if likely else ""
    lacks = f"{reading.piece.place.origin} has no column `{column}`, by which windows look"
    return f"{lacks}: its rows are outside every window{hint}"


def _likely(reading: Reading, column: str) -> str | None:
    """The unused column of a near name, else the first that holds dates."""
    piece = reading.piece
    used = {reading.id, *(at for _, at in reading.found)}
    others = [at for at, name in enumerate(piece.columns) if at not in used and name]
    near = nearest(column, (piece.columns[at] for at in others))
    if near is not None:
        return near
    return next((piece.columns[at] for at in _dated(piece, others)), None)


def _dated(piece: Piece, positions: Sequence[int]) -> list[int]:
    """Those of some columns whose first cells are dates."""
    if not positions:
        return []
    sample = [row.cells for row in islice(piece.rows(positions), _SAMPLE) if row.fault is None]
    return [at for at, *cells in zip(positions, *sample, strict=True) if _are_dates(cells)]


def _are_dates(cells: Sequence[Cell]) -> bool:
    try:
        return any([decode(cell, Type.DATE) is not None for cell in cells])  # noqa: C419 -- all are tried
    except CellError:
        return False
