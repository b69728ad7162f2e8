"""The windows of each as-of day, where members have different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import quoted
from ssi_rules.engines.columnar.names import AS_OF, DAYS, MEMBERS, bounds_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

    from ssi_rules.language.windows import Window


def make_days(connection: DuckDBPyConnection, windows: Sequence[Window]) -> None:
    """Make the relation of days, with the bounds of each window; nothing where no window asks for it.

    Raises:
        duckdb.Error: The members cannot be read.
    """
    if not windows:
        return
    names = [quoted(name) for number in range(len(windows)) for name in bounds_names(number)]
    columns = ", ".join(f"{name} DATE" for name in (quoted(AS_OF), *names))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {quoted(DAYS)} ({columns})")
    found = connection.execute(
        f"SELECT DISTINCT {quoted(AS_OF)} FROM {quoted(MEMBERS)} WHERE {quoted(AS_OF)} IS NOT NULL"  # noqa: S608 - names of ours
    ).fetchall()
    holes = ", ".join("?" * (len(names) + 1))
    rows = [[day, *_bounds(day, windows)] for (day,) in sorted(found)]
    if rows:
        connection.executemany(f"INSERT INTO {quoted(DAYS)} VALUES ({holes})", rows)  # noqa: S608 - the same


def _bounds(day: date, windows: Sequence[Window]) -> Iterator[date]:
    for window in windows:
        yield from window.bounds(day)
