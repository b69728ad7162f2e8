"""Rows in the order of the data: a query keeps it by itself only where it joins nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.bulk.sql import quoted
from ssi_rules.engines.columnar.names import MEMBER_ID, MEMBERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ssi_rules.engines.columnar.population import Population

_PLACES = "_places"
_PLACE = "_place"
_ID = quoted(MEMBER_ID)


def keeps_order(query: Population) -> bool:
    """Whether a query gives rows in the order of the members by itself: DuckDB's joins do not."""
    return query.query.find(exp.Join) is None


def by_id(query: str) -> str:
    """A query's rows by the members' ids, which is their order in data whose ids ascend."""
    return f"SELECT * FROM ({query}) ORDER BY member"  # noqa: S608 - a query of ours


def by_place(query: str) -> str:
    """A query's rows by the members' places."""
    return f"SELECT q.* FROM ({query}) AS q JOIN {_PLACES} AS p ON q.member = p.{_ID} ORDER BY p.{_PLACE}"  # noqa: S608 - the same


def note_places(connection: DuckDBPyConnection) -> None:
    """Note the place of each member in the data.

    Raises:
        duckdb.Error: The members cannot be read.
    """
    places = f"SELECT {_ID}, row_number() OVER () AS {_PLACE} FROM {quoted(MEMBERS)}"  # noqa: S608 - names of ours
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {_PLACES} AS {places}")


def places_of(connection: DuckDBPyConnection, kept: str) -> None:
    """The same where members are kept in their order.

    Args:
        connection: Where they are wanted.
        kept: What to select them from; the number of each is its ``rowid``.
    """
    places = f"SELECT {_ID}, rowid AS {_PLACE} FROM {kept}"  # noqa: S608 - names of ours
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {_PLACES} AS {places}")
