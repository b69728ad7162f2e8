"""Which engine scores: a member at a time where there are few or all is to be told of each, DuckDB where there are many."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.cli.population.request import Engine, Request

MANY = 1 << 18
"""Bytes of data from which on starting DuckDB takes less time than it saves."""


def chosen(request: Request) -> Engine:
    """The engine asked for, or the one for this data and output.

    Raises:
        Trouble: The engine asked for cannot do what was asked of it.
    """
    engine = request.engine or ("duckdb" if _wanted(request) or _is_better(request) else "reference")
    if engine == "reference":
        _refuse(request)
    elif engine == "duckdb" and (why := _cannot(request)) is not None:
        raise Trouble(f"DuckDB {why[0]}.", why[1])
    return engine


def _wanted(request: Request) -> bool:
    """Whether something was asked for that only DuckDB does."""
    asked = request.memory_limit or request.threads or request.resume or request.dictionary
    return bool(asked)


def _refuse(request: Request) -> None:
    given = {
        "--resume": request.resume,
        "--memory-limit": request.memory_limit,
        "--threads": request.threads,
        "--dictionary": request.dictionary,
    }
    for option, value in given.items():
        if value:
            raise Trouble(f"{option} is not for the reference engine.", "Leave --engine out, or take duckdb.")


def _is_better(request: Request) -> bool:
    data = request.given
    return _cannot(request) is None and size(data) >= MANY and is_tabular(data)


def _cannot(request: Request) -> tuple[str, str] | None:
    """What of a request only the reference engine does, and the way out."""
    leave = "Leave --engine out, or take the reference engine."
    if request.detail is None:
        rows = "writes rows and no scorecards"
        return rows, "Name a file with -o that ends in .parquet, .csv or .duckdb, or add --columns for rows."
    if request.history is not None:
        return "keeps no history", leave
    if request.maps:
        return "reads no column maps", leave
    return None


def is_tabular(data: Path) -> bool:
    """Whether the data is a dataset, and no LinkedIn exports."""
    from ssi_rules.sources.tabular import layout

    if data.is_dir():
        return layout.has_members(data)
    if layout.is_pattern(data):
        return True
    return data.suffix.casefold() in layout.SUFFIXES | layout.DATABASES


def size(data: Path) -> int:
    """Bytes of all files of the data."""
    return sum(each.stat().st_size for each in files_below(data))


def files_below(data: Path) -> Iterator[Path]:
    """All files of the data, read or not."""
    if data.is_file():
        yield data
    elif data.is_dir():
        yield from (each for each in data.rglob("*") if each.is_file())
    else:
        yield from (each for each in map(Path, glob.glob(str(data), recursive=True)) if each.is_file())  # noqa: PTH207 - a whole path
