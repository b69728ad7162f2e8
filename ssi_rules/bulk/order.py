"""Rows in the order of the data: a query keeps it by itself only where it joins nothing.

Rows are sorted right after the last join, where they are narrower than in the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.bulk.sql import quoted
from ssi_rules.engines.columnar.dialects import DIALECTS
from ssi_rules.engines.columnar.names import MEMBER_ID, MEMBERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from ssi_rules.engines.columnar.population import Population

_DIALECT = DIALECTS["duckdb"]
_PLACES = "_places"
_PLACE = "_place"
_ID = quoted(MEMBER_ID)


def keeps_order(query: Population) -> bool:
    """Whether a query gives rows in the order of the members by itself: DuckDB's joins do not."""
    return query.query.find(exp.Join) is None


def by_id(query: exp.Select) -> str:
    """The text of a query with its rows by the members' ids, which is their order in data whose ids ascend."""
    ordered = query.copy()
    for step in _last_to_join(ordered):
        step.order_by(_member(step), copy=False)
    return _DIALECT.render(ordered)


def by_place(query: exp.Select) -> str:
    """The text of a query with its rows by the members' places, which are noted before."""
    ordered = query.copy()
    for step in _last_to_join(ordered):
        at_place = exp.column(MEMBER_ID, _PLACES, quoted=True).eq(_member(step))
        step.join(exp.to_table(_PLACES), on=at_place, join_type="inner", copy=False)
        step.order_by(exp.column(_PLACE, _PLACES, quoted=True), copy=False)
    return _DIALECT.render(ordered)


def _last_to_join(query: exp.Select) -> list[exp.Select]:
    """The step after whose joins each row is a member's, and stays in its place; none where nothing is joined."""
    return [each.this for each in query.ctes if each.this.args.get("joins")][-1:]


def _member(step: exp.Select) -> exp.Expression:
    """The member's id in a step."""
    found: exp.Expression = next(each for each in step.expressions if each.name == MEMBER_ID)
    return found.copy()


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
