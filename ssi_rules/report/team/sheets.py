"""A team's tables for spreadsheets: CSV, one file a table, with the numbers that the page says."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.cells import defused
from ssi_rules.report.team.parts import Cell, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.report.team.parts import TeamView


@dataclass(frozen=True, slots=True)
class Sheet:
    """A part's table as a spreadsheet has it; ``key`` is the part's name."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(view: TeamView) -> Iterator[Sheet]:
    """Every table of the page, with the smaller second lines of cells in columns of their own."""
    for part in view.parts:
        if part.table is not None:
            rows = tuple(_row(part.table, row) for row in part.table.rows)
            yield Sheet(part.key, part.title, tuple(_columns(part.table)), rows)


def csv_files(view: TeamView) -> Iterator[tuple[str, str]]:
    """Name and text of a CSV file for every table: ``team-members.csv`` and so on.

    Texts that a spreadsheet would run as a formula are defused with an apostrophe; numbers are plain.
    """
    for sheet in sheets(view):
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(defused(_heading(column)) for column in sheet.columns)
        writer.writerows(map(_value, row) for row in sheet.rows)
        yield f"team-{sheet.key}.csv", stream.getvalue()


def _columns(table: Table) -> Iterator[Column]:
    for column in table.columns:
        yield column
        if column.note:
            yield Column(column.note)


def _row(table: Table, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    spread: list[Cell] = []
    for column, cell in zip(table.columns, row, strict=True):
        spread += [cell, Cell(cell.note)] if column.note else [cell]
    return tuple(spread)


def _heading(column: Column) -> str:
    return f"{column.title} ({column.worth})" if column.worth else column.title


def _value(cell: Cell) -> str:
    return defused(cell.text) if cell.number is None else f"{cell.number:f}"
