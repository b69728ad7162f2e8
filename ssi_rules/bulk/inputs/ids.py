"""What is asked of members' ids: that none is blank, that none is there twice, and who is listed.

Each question is asked in the cheapest way that gives a certain answer, and again in a dearer one only where that gives none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.spans import most_rows
from ssi_rules.bulk.inputs.texts import stripped
from ssi_rules.bulk.sql import quoted
from ssi_rules.sources.tabular.related import is_too_many
from ssi_rules.sources.tabular.rows import MEMBER_ID

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.relation import Relation

_ID = quoted(MEMBER_ID)
_FIRST, _LAST = "'!'", "'~'"
"""The printed ASCII characters: an id that begins and ends with one has no blanks around it."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What is found of the ids of a relation.

    Attributes:
        blank: Whether a row names no member.
        padded: Whether an id has blanks at its ends.
        twice: Whether an id is there twice; not asked where one is blank or padded.
        ascend: Whether each comes after the one before.
    """

    blank: bool = False
    padded: bool = False
    twice: bool = False
    ascend: bool = False

    @property
    def is_clean(self) -> bool:
        """Whether they can stay as they are."""
        return not (self.is_faulty or self.padded)

    @property
    def is_faulty(self) -> bool:
        """Whether a row is to be refused."""
        return self.blank or self.twice


@dataclass(frozen=True, slots=True)
class Rows:
    """Whose rows a table holds.

    Attributes:
        blank: Whether a row names no member.
        padded: Whether an id has blanks at its ends.
        most: The rows of the listed member with the most, or a number that is not below it.
        unlisted: Rows of members who are not listed.
    """

    blank: bool
    padded: bool
    most: int
    unlisted: int

    @property
    def is_clean(self) -> bool:
        """Whether they can stay as they are."""
        return not (self.is_faulty or self.padded)

    @property
    def is_faulty(self) -> bool:
        """Whether a row is to be refused."""
        return self.blank or is_too_many(self.most)


def ids_of(connection: DuckDBPyConnection, members: Relation) -> Ids:
    """Look at the ids of the members: files are often sorted, and then none is there twice.

    Raises:
        duckdb.Error: They cannot be read.
    """
    ids = f"(SELECT {_ID} AS id, lag({_ID}) OVER () AS before FROM {quoted(members.name)})"  # noqa: S608 -- names of ours
    ((blank, padded, ascend),) = connection.execute(
        _faults(ids, "coalesce(bool_and(coalesce(id > before, true)), true) AS ascend")
    ).fetchall()
    clean = not (blank or padded)
    return Ids(bool(blank), bool(padded), clean and not ascend and _twice(connection, members), ascend)


def surely_listed(
    connection: DuckDBPyConnection, tables: Sequence[Relation], members: Relation
) -> dict[str, Rows]:
    """Tables all of whose rows are of listed members, none of whom may have too many: found without counting each one's.

    Files mostly hold a member's rows together, so that only the first of each run of rows is looked up. An id that is a
    member's is neither blank nor padded where the members' own are not.

    Raises:
        duckdb.Error: They cannot be read.
    """
    bounds = {each.name: bound for each in tables if (bound := most_rows(connection, each)) is not None}
    if not bounds:
        return {}
    ids = " UNION ALL ".join(
        f"SELECT {at} AS t, id FROM (SELECT {_ID} AS id, lag({_ID}) OVER () AS before FROM {quoted(name)}) "  # noqa: S608 -- the same
        "WHERE id IS DISTINCT FROM before OR id IS NULL"
        for at, name in enumerate(bounds)
    )
    found = connection.execute(
        f"SELECT t FROM ({ids}) AS r LEFT JOIN {quoted(members.name)} AS m ON r.id = m.{_ID} "  # noqa: S608 -- the same
        f"GROUP BY t HAVING count(m.{_ID}) < count(*)"
    ).fetchall()
    strange = {at for (at,) in found}
    return {
        name: Rows(blank=False, padded=False, most=bound, unlisted=0)
        for at, (name, bound) in enumerate(bounds.items())
        if at not in strange
    }


def rows_of(connection: DuckDBPyConnection, table: Relation, members: Relation) -> Rows:
    """Look at whose rows a table holds.

    Raises:
        duckdb.Error: They cannot be read.
    """
    ((blank, padded, most, unlisted),) = connection.execute(
        f"WITH g AS MATERIALIZED (SELECT {_ID} AS id, count(*) AS n FROM {quoted(table.name)} GROUP BY 1), "  # noqa: S608 -- the same
        f"faults AS ({_faults('g')}), "
        f"listed AS (SELECT max(n) AS most, sum(n) AS n FROM g SEMI JOIN {quoted(members.name)} AS m ON g.id = m.{_ID}) "
        "SELECT blank, padded, coalesce(most, 0), coalesce((SELECT sum(n) FROM g), 0) - coalesce(n, 0) FROM faults, listed"
    ).fetchall()  # to the end: an unfinished result would be in the way of the next query
    return Rows(bool(blank), bool(padded), int(most), int(unlisted))


def is_blank(connection: DuckDBPyConnection, member: str, source: str) -> bool:
    """Whether a row of a piece names no member.

    Args:
        connection: Where it is read.
        member: SQL of the id.
        source: What stands behind FROM.

    Raises:
        duckdb.Error: It cannot be read.
    """
    found = connection.execute(_faults(f"(SELECT {member} AS id FROM {source})")).fetchone()  # noqa: S608 -- all names quoted
    return bool(found and found[0])


def count_listed(
    connection: DuckDBPyConnection, member: str, source: str, members: Relation
) -> tuple[int, int]:
    """How many rows of a piece are of listed members, and how many of others.

    Raises:
        duckdb.Error: It cannot be read.
    """
    found = connection.execute(
        f"SELECT count(m.{_ID}), count(*) - count(m.{_ID}) FROM (SELECT {member} AS id FROM {source}) AS p "  # noqa: S608 -- the same
        f"LEFT JOIN {quoted(members.name)} AS m ON p.id = m.{_ID}"
    ).fetchone()
    listed, others = found or (0, 0)
    return int(listed), int(others)


def _twice(connection: DuckDBPyConnection, members: Relation) -> bool:
    """Whether an id is there twice; hashes, which are smaller, are compared first."""
    return _repeats(connection, members, f"hash({_ID})") and _repeats(connection, members, _ID)


def _repeats(connection: DuckDBPyConnection, members: Relation, key: str) -> bool:
    query = f"SELECT 1 FROM {quoted(members.name)} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"  # noqa: S608 -- the same
    return connection.execute(query).fetchone() is not None


def _faults(ids: str, *more: str) -> str:
    """A query for whether one of some ids is blank, whether one has blanks at its ends, and more."""
    doubtful, bare = _doubtful("id"), stripped("id")
    return (
        f"SELECT bool_or(id IS NULL OR CASE WHEN {doubtful} THEN {bare} = '' ELSE false END) AS blank, "  # noqa: S608 -- the same
        f"{', '.join([f'bool_or(CASE WHEN {doubtful} THEN {bare} <> id ELSE false END) AS padded', *more])} FROM {ids}"
    )


def _doubtful(text: str) -> str:
    return f"{text} < {_FIRST} OR {text} > {_LAST} OR right({text}, 1) NOT BETWEEN {_FIRST} AND {_LAST}"
