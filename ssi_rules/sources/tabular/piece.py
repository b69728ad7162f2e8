"""One file (or one table of a DuckDB file) of rows, whatever its format."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.sources.decode import Cell, CellError


@dataclass(frozen=True, slots=True)
class Place:
    """How people know a piece.

    Attributes:
        path: As the user named it: "data/members.csv", "sales.duckdb/members".
        origin: Within the data: "members.csv".
    """

    path: str
    origin: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row: the wanted cells in the order asked for, or why there are none.

    Attributes:
        number: From 1; a CSV's header is row 1, a JSON Lines row is its line.
        cells: The wanted cells.
        fault: What is wrong with the row itself.
    """

    number: int
    cells: Sequence[Cell]
    fault: CellError | None = None


class Piece(Protocol):
    """Rows that can be read as often as wanted; nothing is kept but names."""

    @property
    def place(self) -> Place:
        """How people know it."""
        ...

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns as written.

        Raises:
            DataError: It cannot be read.
        """
        ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its reader should be told: an unusual encoding."""
        ...

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Its rows with only the columns at the ``wanted`` positions.

        Raises:
            DataError: It cannot be read on.
        """
        ...


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Turn what the system says about a file into a DataError."""
    try:
        yield
    except UnicodeError:
        raise DataError(path, "the file is not text in one encoding", help="save it as UTF-8") from None
    except OSError as error:
        raise DataError(path, f"cannot be read: {error.strerror or error}") from None
