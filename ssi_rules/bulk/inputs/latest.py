"""The latest date of the data, which stands for the days that it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import quoted
from ssi_rules.sources.tabular.related import origin_of
from ssi_rules.sources.tabular.rows import MEMBER_ID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.relation import Relation
    from ssi_rules.model import Table

_ID = quoted(MEMBER_ID)


def latest_day(
    connection: DuckDBPyConnection, dates: Iterable[tuple[Table, Relation]], members: Relation
) -> tuple[date, str] | None:
    """The latest date of a listed member in any dated column, and the words for it and where it is from.

    Args:
        connection: Where they are read.
        dates: Tables with dated columns; of equal days the first's counts.
        members: Who is listed.

    Raises:
        duckdb.Error: They cannot be read.
    """
    latest: tuple[date, str] | None = None
    for table, relation in dates:
        column = quoted(str(table.dated))
        day = _latest(connection, column, relation, members, latest[0] if latest else None)
        if day is not None:
            origin = origin_of([source.piece for source in relation.sources])
            latest = day, f"{day} ({origin}: {table.dated})"
    return latest


def _latest(
    connection: DuckDBPyConnection, column: str, relation: Relation, members: Relation, known: date | None
) -> date | None:
    """The latest date of a listed member in a column, if it is later than one that is known.

    Files say the latest date of all; usually it is a listed member's.
    """
    rows, listed = quoted(relation.name), quoted(members.name)
    (day,) = connection.execute(f"SELECT max({column}) FROM {rows}").fetchone() or (None,)  # noqa: S608 -- names of ours
    if day is not None and not _is_listed(connection, column, day, rows, listed):
        query = f"SELECT max({column}) FROM {rows} SEMI JOIN {listed} USING ({_ID})"  # noqa: S608 -- the same
        (day,) = connection.execute(query).fetchone() or (None,)
    return day if day is not None and (known is None or day > known) else None


def _is_listed(connection: DuckDBPyConnection, column: str, day: date, rows: str, listed: str) -> bool:
    """Whether a row of that day is of a listed member: one row is looked at."""
    that_day = f"{column} = DATE '{day.isoformat()}'"
    found = connection.execute(f"SELECT {_ID} FROM {rows} WHERE {that_day} LIMIT 1").fetchone()  # noqa: S608 -- the same
    query = f"SELECT 1 FROM {listed} WHERE {_ID} = ? LIMIT 1"  # noqa: S608 -- the same
    return found is not None and connection.execute(query, [found[0]]).fetchone() is not None
