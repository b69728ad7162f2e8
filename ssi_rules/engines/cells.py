"""How a value of the wide result stands in CSV and in JSON Lines, whichever engine found it."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.engines.wide import WideColumn

Cell: TypeAlias = str | int | bool | Decimal | date | None
"""A value of the wide result."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets take the wide ones too
"""What a spreadsheet takes for the beginning of a formula."""

_WITHIN = re.compile(rf"([;\t]\s*)(?=[{re.escape(''.join(FORMULA))}])")
"""Where a spreadsheet that parts cells by other signs than ours would begin one with a formula."""
_PARTING = re.compile('[,"\r\n]')


def defused(text: str) -> str:
    """Text for a spreadsheet cell, never taken for a formula, nor its end where a semicolon or a tab parts cells."""
    whole = _WITHIN.sub(r"\1'", text)
    return f"'{whole}" if whole.startswith(FORMULA) else whole


def csv_line(row: Iterable[Cell]) -> str:
    """A row as a line of CSV with its end; what is unknown is an empty cell."""
    return ",".join(map(_csv_cell, row)) + "\n"


def csv_head(columns: Iterable[WideColumn]) -> str:
    """The first line of a CSV."""
    return csv_line(each.name for each in columns)


def csv_text(text: str) -> str:
    """A text of the data as a cell of CSV: no formula, and in quotes where it would part cells or lines."""
    whole = defused(text)
    return '"' + whole.replace('"', '""') + '"' if _PARTING.search(whole) else whole


def json_line(columns: Sequence[WideColumn], row: Iterable[Cell]) -> str:
    """A row as one JSON object with the end of its line; numbers are written out with every digit."""
    parts = (f"{json_text(column.name)}:{_json(cell)}" for column, cell in zip(columns, row, strict=True))
    return "{" + ",".join(parts) + "}\n"


def json_text(text: str) -> str:
    """A text in JSON."""
    return json.dumps(text, ensure_ascii=False)


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return csv_text(cell)
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Decimal():
            return f"{cell:f}"
        case date():
            return cell.isoformat()
        case _:
            assert_never(cell)


def _json(cell: Cell) -> str:
    match cell:
        case None:
            return "null"
        case str():
            return json_text(cell)
        case date():
            return json_text(cell.isoformat())
        case _:
            return _csv_cell(cell)
