"""The rows of a result as lines of CSV or JSON, made by DuckDB: to the byte what ``engines/cells.py`` makes of a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from ssi_rules.bulk.sql import literal, quoted
from ssi_rules.engines.cells import FORMULA, csv_text, json_text
from ssi_rules.engines.wide import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from ssi_rules.engines.wide import WideColumn

_CSV_TEXT, _JSON_TEXT = "_ssi_csv_text", "_ssi_json_text"
_UNUSUAL_IN_CSV = f'[,"\\r\\n;\\t]|^[{re.escape("".join(FORMULA))}]'
"""A text in which none of this is found stands in CSV as it is."""
_UNUSUAL_IN_JSON = r'["\\\x00-\x1f\x7f]'


def learn_texts(connection: DuckDBPyConnection) -> None:
    """Teach a connection to write the rare texts that need more than to be copied."""
    text = ["VARCHAR"]
    connection.create_function(_CSV_TEXT, csv_text, text, "VARCHAR")  # type: ignore[arg-type] # types by name
    connection.create_function(_JSON_TEXT, json_text, text, "VARCHAR")  # type: ignore[arg-type] # the same


def csv_line(columns: Sequence[WideColumn], ids: Collection[WideColumn]) -> str:
    """An expression for a row's line of CSV, without its end.

    Args:
        columns: Which there are.
        ids: Columns of texts that hold ids of the ruleset, and nothing from the data.
    """
    cells = (f"coalesce({_csv(each, ids)}, '')" for each in columns)
    return f"concat({_between(cells, ',')})"


def json_line(columns: Sequence[WideColumn], ids: Collection[WideColumn]) -> str:
    """An expression for a row as a JSON object, the same way."""
    parts = [literal(f"{json_text(each.name)}:") for each in columns]
    cells = [f"coalesce({_json(each, ids)}, 'null')" for each in columns]
    pairs = (f"{name}, {cell}" for name, cell in zip(parts, cells, strict=True))
    return f"concat('{{', {_between(pairs, ',')}, '}}')"


def _between(parts: Iterable[str], sign: str) -> str:
    return f", {literal(sign)}, ".join(parts)


def _csv(column: WideColumn, ids: Collection[WideColumn]) -> str:
    name = quoted(column.name)
    if column.kind is Kind.TEXT and column not in ids:
        return _unless(name, _UNUSUAL_IN_CSV, name, f"{_CSV_TEXT}({name})")
    return _plain(column)


def _json(column: WideColumn, ids: Collection[WideColumn]) -> str:
    name, bare = quoted(column.name), f"concat('\"', {quoted(column.name)}, '\"')"
    if column.kind is Kind.TEXT and column not in ids:
        return _unless(name, _UNUSUAL_IN_JSON, bare, f"{_JSON_TEXT}({name})")
    if column.kind in (Kind.TEXT, Kind.DAY):
        return f"CASE WHEN {name} IS NOT NULL THEN {bare} END"
    return _plain(column)


def _unless(name: str, unusual: str, usual: str, otherwise: str) -> str:
    found = f"regexp_matches({name}, {literal(unusual)})"
    return f"CASE WHEN {name} IS NULL THEN NULL WHEN {found} THEN {otherwise} ELSE {usual} END"


def _plain(column: WideColumn) -> str:
    text = f"CAST({quoted(column.name)} AS VARCHAR)"
    match column.kind:
        case Kind.POINTS | Kind.NUMBER:  # always written with a point, so that only decimals lose their zeros
            return f"rtrim(rtrim({text}, '0'), '.')"
        case Kind.TEXT | Kind.DAY | Kind.FLAG | Kind.ROWS:
            return text
        case _:
            assert_never(column.kind)
