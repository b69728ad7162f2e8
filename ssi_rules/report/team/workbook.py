"""A team's page as a workbook: a sheet a table, formatted, with texts that are never formulas."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from ssi_rules.report.team.parts import Kind
from ssi_rules.report.team.sheets import Sheet, sheets

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ssi_rules.report.team.parts import Cell, Column, TeamView

_MADE = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands in every workbook, so that the same page gives the same bytes."""

_FAINT, _STRONG = "#FFFFFF", "#9DB2EF"
_NARROW, _WIDE, _TOLD = 9, 48, 110
_NAME = 31
"""Characters of a sheet's name that Excel takes."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_FORMATS = {
    Kind.TEXT: {"text_wrap": True, "valign": "top"},
    Kind.COUNT: {"num_format": "#,##0", "valign": "top"},
    Kind.POINTS: {"num_format": "#,##0.00", "valign": "top"},
    Kind.CHANGE: {"num_format": "+#,##0.00;-#,##0.00;0.00", "valign": "top"},
}


def write_workbook(view: TeamView, stream: BinaryIO) -> None:
    """Write the page as XLSX; the same view gives the same bytes.

    Args:
        view: All it says.
        stream: Where to; written once, at the end.
    """
    # Loaded here, for only those who ask for a workbook wait for it.
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        book.set_properties({"title": view.title, "comments": view.claim, "created": _MADE})
        styles = _Styles(book)
        names = _Names()
        _about(book.add_worksheet(names.take(view.about)), view, styles)
        for sheet in sheets(view):
            _sheet(book.add_worksheet(names.take(sheet.title)), sheet, styles)


class _Styles:
    """Formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.heading: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        )
        self.right: Format = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom", "align": "right"}
        )
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.apart: Format = book.add_format({"italic": True, "align": "right", "valign": "top"})
        self.of: dict[Kind, Format] = {kind: book.add_format(each) for kind, each in _FORMATS.items()}


class _Names:
    """Sheet names as Excel takes them: short, without certain signs, each once whatever its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, title: str) -> str:
        base = _NOT_IN_NAMES.sub(" ", title).strip() or "-"
        name, turn = base[:_NAME].strip(), 2
        while name.casefold() in self._taken:
            mark = f" {turn}"
            name, turn = base[: _NAME - len(mark)].strip() + mark, turn + 1
        self._taken.add(name.casefold())
        return name


def _about(page: Worksheet, view: TeamView, styles: _Styles) -> None:
    """The sentences of the page, one a row, in two columns."""
    page.set_column(0, 0, 28)
    page.set_column(1, 1, _TOLD)
    page.hide_gridlines(2)
    page.write_string(0, 0, view.headline, styles.title)
    lines = [("", each) for each in (*view.story, view.claim)]
    for part in view.parts:
        lines += [(part.title, each) for each in (*part.told, part.withheld) if each]
        lines += [(each.title, f"{each.text} {each.brings}") for each in part.advice]
    lines += [(each.label, each.text) for each in view.provenance]
    for row, (label, text) in enumerate(lines, 1):
        page.write_string(row, 0, label, styles.of[Kind.TEXT])
        page.write_string(row, 1, text, styles.of[Kind.TEXT])


def _sheet(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, _width(sheet, index))
        page.write_string(
            0, index, _heading(column), styles.heading if column.kind is Kind.TEXT else styles.right
        )
    for number, row in enumerate(sheet.rows, 1):
        for index, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, (number, index), column, cell, styles)
    _shade(page, sheet)


def _heading(column: Column) -> str:
    return f"{column.title}\n{column.worth}" if column.worth else column.title


def _width(sheet: Sheet, index: int) -> int:
    longest = max((len(row[index].text) for row in sheet.rows), default=0)
    title = max(map(len, sheet.columns[index].title.split()), default=0)
    return min(_WIDE, max(_NARROW, longest + 2, title + 2))


def _cell(page: Worksheet, at: tuple[int, int], column: Column, cell: Cell, styles: _Styles) -> None:
    if cell.number is not None:
        page.write_number(*at, float(cell.number), styles.of[column.kind])
    else:
        page.write_string(*at, cell.text, styles.of[Kind.TEXT] if column.kind is Kind.TEXT else styles.apart)


def _shade(page: Worksheet, sheet: Sheet) -> None:
    """The heat map's colours, from nothing to the column's worth."""
    for index, column in enumerate(sheet.columns):
        if column.most is not None and sheet.rows:
            page.conditional_format(
                1,
                index,
                len(sheet.rows),
                index,
                {
                    "type": "2_color_scale",
                    "min_type": "num",
                    "min_value": 0,
                    "min_color": _FAINT,
                    "max_type": "num",
                    "max_value": float(column.most),
                    "max_color": _STRONG,
                },
            )
