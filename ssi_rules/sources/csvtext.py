"""CSV as people send it: any usual encoding, any of three delimiters, a header that may not come first.

Nothing is decided about meaning here. Rows stream; a file is decoded twice (once to learn its encoding, once to read),
never held.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import IO, TypeAlias

from ssi_rules.sources.dataset import DataError

Opener: TypeAlias = Callable[[], IO[bytes]]
"""Opens the same bytes afresh each time it is called."""

IsHeader: TypeAlias = Callable[[Sequence[str]], bool]
"""Whether a row of normalised cells (see ``column_name``) is the header."""

LARGEST_CELL = 4 * 1024 * 1024
"""Characters a single cell may have; a lost quotation mark makes one cell of the rest of a file."""

DELIMITERS = ",\t;"
HEADER_WITHIN = 50
_CHUNK = 1 << 16
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class UnknownHeader(DataError):  # noqa: N818 - it is a DataError that says which columns there were
    """No row near the top is the header that was looked for; ``found`` is the likeliest row instead."""

    found: tuple[str, ...] = ()


def column_name(cell: str) -> str:
    """A header cell as it is compared: trimmed, unquoted, caseless."""
    return cell.strip().strip("\"'\ufeff").strip().casefold()


def any_header(cells: Sequence[str]) -> bool:
    """Take the first row that is not blank."""
    return any(cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A CSV text whose header has been found.

    Attributes:
        path: How the file is named to people.
        header: Its header cells, trimmed and unquoted, in their own case.
        header_row: The header's row, counted from 1 with everything above it.
        delimiter: What stands between cells.
        encoding: The Python codec that decodes it.
        opener: Opens its bytes.
        notices: What a reader should know about how it was decoded.
    """

    path: str
    header: tuple[str, ...]
    header_row: int
    delimiter: str
    encoding: str
    opener: Opener
    notices: tuple[str, ...] = ()

    def positions(self, *names: str) -> tuple[int, ...]:
        """Where columns of any of these names stand."""
        wanted = {column_name(name) for name in names}
        return tuple(i for i, cell in enumerate(self.header) if column_name(cell) in wanted)

    def position(self, *names: str) -> int | None:
        """Where the first column of these names stands, earlier names first; None without one."""
        return next((found[0] for name in names if (found := self.positions(name))), None)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row below the header that is not blank, with its number; padded to the header's width.

        Raises:
            DataError: Quoting is broken, a cell is too large, a row has more cells than the header, or the bytes
                cannot be read.
        """
        width = len(self.header)
        for number, cells in self.records():
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            elif any(cell.strip() for cell in cells[width:]):
                raise _too_many_cells(self.path, number, len(cells), width)
            yield number, cells

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """The same as written, neither padded nor judged by its width.

        Raises:
            DataError: Quoting is broken, a cell is too large, or the bytes cannot be read.
        """
        with open_text(self.opener, self.encoding) as text:
            for number, cells in _cells(text, self.delimiter, self.path):
                if number > self.header_row and any(cell.strip() for cell in cells):
                    yield number, cells

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every physical line below the header with its number, for files whose quoting cannot be trusted."""
        with open_text(self.opener, self.encoding) as text:
            yield from islice(enumerate(text, 1), self.header_row, None)


def open_sheet(opener: Opener, path: str, is_header: IsHeader = any_header) -> Sheet:
    """Learn a CSV's encoding and delimiter and find its header.

    Args:
        opener: Opens the bytes.
        path: How the file is named to people.
        is_header: Tells the header among the first rows, by normalised cells.

    Raises:
        UnknownHeader: No row near the top is the header.
        DataError: The bytes are not text or cannot be read.
    """
    encoding, notices = encoding_of(opener, path)
    found: tuple[str, ...] = ()
    for delimiter in _delimiters(opener, encoding):
        with open_text(opener, encoding) as text:
            for number, cells in islice(_cells(text, delimiter, path), HEADER_WITHIN):
                if is_header([column_name(cell) for cell in cells]):
                    header = tuple(cell.strip().strip("\"'\ufeff").strip() for cell in cells)
                    return Sheet(path, header, number, delimiter, encoding, opener, notices)
                found = max(found, tuple(cells), key=_filled)
    raise _unknown_header(path, tuple(cell.strip()[:60] for cell in found[:40] if cell.strip()))


def encoding_of(opener: Opener, path: str) -> tuple[str, tuple[str, ...]]:
    """The codec of a text and what to say about it: UTF-8, UTF-16 by its mark, else Latin-1.

    Raises:
        DataError: The bytes are no text: they hold NULs, or break the encoding that their mark announces.
    """
    with opener() as raw:
        start = raw.read(4)
    marked = next((codec for mark, codec in _BOMS if start.startswith(mark)), None)
    if marked == "utf-16":
        if not _decodes(opener, marked):
            raise DataError(path, "the text is marked as UTF-16 but is not", help="Download the file again.")
        return marked, (f"{path} is UTF-16, which LinkedIn does not write: it was saved again",)
    _refuse_nul(opener, path)
    if _decodes(opener, "utf-8"):
        return "utf-8-sig", ()
    return "latin-1", (f"{path} is not UTF-8 and was read as Latin-1: accents may be wrong",)


@contextmanager
def open_text(opener: Opener, encoding: str) -> Iterator[io.TextIOWrapper]:
    """The decoded text with its own line ends."""
    with opener() as raw, io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
        yield text


def _cells(text: Iterator[str], delimiter: str, path: str) -> Iterator[tuple[int, list[str]]]:
    """Records with their numbers from 1; a blank line is a record, as in a spreadsheet."""
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST_CELL))
    record = _Lines(text)
    reader = csv.reader(record, delimiter=delimiter)
    number = 0
    while True:
        record.lines.clear()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(path, number, str(error)) from error
        if record.ended:
            _refuse_unclosed(record.lines, delimiter, path, number)
        if any(len(cell) > LARGEST_CELL for cell in cells):
            raise _broken(path, number, "a cell is too large")
        yield number, cells


class _Lines:
    """Lines for a csv reader; keeps those of the record being read, so that its end can be judged."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self.lines: list[str] = []
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._text, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.lines.append(line)
        return line


def _refuse_unclosed(lines: Sequence[str], delimiter: str, path: str, number: int) -> None:
    """A quotation mark left open at the end has swallowed rows; Python's reader says nothing unless strict."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _broken(path, number, "a quotation mark is opened and never closed") from error


def _delimiters(opener: Opener, encoding: str) -> list[str]:
    """Delimiters to try: those of the first lines, most frequent first; the comma where there are none."""
    with open_text(opener, encoding) as text:
        sample = text.read(_CHUNK)
    present = [each for each in DELIMITERS if each in sample]
    return sorted(present, key=sample.count, reverse=True) or [","]


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _decodes(opener: Opener, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for chunk in _chunks(opener):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _refuse_nul(opener: Opener, path: str) -> None:
    if any(b"\0" in chunk for chunk in _chunks(opener)):
        raise DataError(
            path, "the file holds NUL bytes, so it is not a text", help="Download the file again."
        )


def _chunks(opener: Opener) -> Iterator[bytes]:
    with opener() as raw:
        while chunk := raw.read(_CHUNK):
            yield chunk


def _broken(path: str, row: int, why: str) -> DataError:
    advice = "Use the file as LinkedIn or the tool wrote it; a program that saved it again may have broken its quoting."
    return DataError(path, f"the row cannot be read as CSV: {why}", row=row, help=advice)


def _too_many_cells(path: str, row: int, cells: int, width: int) -> DataError:
    advice = "A quotation mark or a delimiter inside a cell may be missing its quoting."
    return DataError(path, f"the row has {cells} cells under a header of {width}", row=row, help=advice)


def _unknown_header(path: str, found: tuple[str, ...]) -> UnknownHeader:
    seen = ", ".join(found) if found else "none; the file is empty"
    error = UnknownHeader(path, f"no header with the columns needed; columns found: {seen}")
    error.found = found
    return error
