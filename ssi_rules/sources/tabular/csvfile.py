"""CSV of a dataset: what ``csvtext`` reads, with rows judged one by one so that they can be set aside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.sources.csvtext import IsHeader, Sheet, UnknownHeader, open_sheet
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.decode import CellError
from ssi_rules.sources.tabular.piece import Place, RawRow, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@dataclass(frozen=True, eq=False)
class CsvPiece:
    """A CSV file.

    Attributes:
        file: Where it is.
        place: How people know it.
        is_header: Tells the header among the first rows, by normalised cells.
    """

    file: Path
    place: Place
    is_header: IsHeader

    @property
    def columns(self) -> tuple[str, ...]:
        """The header's cells, trimmed; the likeliest row's where none is the header."""
        sheet = self.sheet
        return sheet.header if isinstance(sheet, Sheet) else sheet

    @property
    def remarks(self) -> tuple[str, ...]:
        """The encoding, where it had to be guessed."""
        if isinstance(self.sheet, Sheet) and self.sheet.encoding == "latin-1":
            return (f"{self.place.path}: not UTF-8, read as Latin-1; check accented names",)
        return ()

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Every record under the header that is not blank."""
        if not isinstance(self.sheet, Sheet):
            return
        width = len(self.sheet.header)
        with reading(self.place.path):
            for number, record in self.sheet.records():
                if len(record) == width or (len(record) > width and not any(record[width:])):
                    yield RawRow(number, [record[i] for i in wanted])
                else:
                    yield RawRow(number, (), _ragged(len(record), width))

    @cached_property
    def sheet(self) -> Sheet | tuple[str, ...]:
        """The text with its header found; only the likeliest row's cells where there is none.

        Raises:
            DataError: It cannot be read, or is empty.
        """
        with reading(self.place.path):
            try:
                return open_sheet(lambda: self.file.open("rb"), self.place.path, self.is_header)
            except UnknownHeader as error:
                if not error.found:
                    raise _empty(self.place.path) from None
                return error.found


def _empty(path: str) -> DataError:
    return DataError(
        path, "the file is empty: it has not even a header row", help="write a row of column names"
    )


def _ragged(found: int, width: int) -> CellError:
    return CellError(
        f"the row has {found} cells and the header {width}",
        "put quotes around cells that hold the separator, and fill up short rows",
    )
