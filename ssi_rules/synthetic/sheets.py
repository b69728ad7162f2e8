"""Turns rows into the bytes of a CSV as LinkedIn, or a program after it, would write them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.synthetic.eras import Quirk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing, '
    'because ""Example"" people keep theirs to themselves."\n'
    "\n"
)
"""What stands above the header of Connections.csv; LinkedIn's own words are others."""

_RESAVED = frozenset((Quirk.EXCEL_RESAVE, Quirk.SEMICOLONS))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV before it is written.

    Attributes:
        name: Its path in the archive.
        header: Column names.
        rows: Cells as text.
        preamble: What stands above the header.
        quotes_all: Whether every cell is quoted, the header's too.
        escapes: Whether quotes are escaped by a backslash rather than doubled.
        fixed: Columns must stay in this order for the file to be LinkedIn's.
    """

    name: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    preamble: str = ""
    quotes_all: bool = False
    escapes: bool = False
    fixed: bool = False


def render(sheet: Sheet, quirks: frozenset[Quirk], rng: Random) -> bytes:
    """The file's bytes with every quirk that concerns writing."""
    sheet = _arranged(sheet, quirks, rng)
    delimiter = ";" if Quirk.SEMICOLONS in quirks else ","
    lines = [_line(row, sheet, delimiter) for row in (sheet.header, *sheet.rows)]
    if Quirk.PADDING in quirks:
        blank = delimiter * (len(sheet.header) - 1)
        lines[1:1] = [blank]
        lines += [blank, ""]
    end = "\r\n" if quirks & _RESAVED else "\n"
    head_end = "\r\n" if Quirk.CRLF_HEADER in quirks else end
    text = sheet.preamble.replace("\n", end) + lines[0] + head_end + "".join(line + end for line in lines[1:])
    if Quirk.NO_FINAL_NEWLINE in quirks:
        text = text.rstrip("\r\n")
    return _encoded(text, sheet, quirks)


def _arranged(sheet: Sheet, quirks: frozenset[Quirk], rng: Random) -> Sheet:
    if Quirk.EXTRA_COLUMNS in quirks and not sheet.fixed:
        sheet = replace(
            sheet, header=("New Thing", *sheet.header), rows=[("x, y", *row) for row in sheet.rows]
        )
    if Quirk.REORDERED_COLUMNS in quirks and not sheet.fixed:
        order = rng.sample(range(len(sheet.header)), len(sheet.header))
        sheet = replace(
            sheet,
            header=tuple(sheet.header[i] for i in order),
            rows=[tuple(row[i] for i in order) for row in sheet.rows],
        )
    if Quirk.UPPER_CASE_HEADERS in quirks:
        sheet = replace(sheet, header=tuple(f" {name.upper()} " for name in sheet.header))
    return sheet


def _line(row: tuple[str, ...], sheet: Sheet, delimiter: str) -> str:
    return delimiter.join(_cell(cell, sheet, delimiter) for cell in row)


def _cell(cell: str, sheet: Sheet, delimiter: str) -> str:
    if not sheet.quotes_all and not any(mark in cell for mark in f'{delimiter}"\r\n'):
        return cell
    escaped = cell.replace('"', '\\"') if sheet.escapes else cell.replace('"', '""')
    return f'"{escaped}"'


def _encoded(text: str, sheet: Sheet, quirks: frozenset[Quirk]) -> bytes:
    if Quirk.UTF16_ENDORSEMENTS in quirks and sheet.name.casefold().startswith("endorsement"):
        return text.replace(";" if Quirk.SEMICOLONS in quirks else ",", "\t").encode("utf-16")
    if Quirk.LATIN_1 in quirks:
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode()
    return text.encode("utf-8-sig" if quirks & {Quirk.BOM, Quirk.EXCEL_RESAVE} else "utf-8")
