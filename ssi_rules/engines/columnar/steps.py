"""A query in steps: each column is worked out in the first step in which all that it reads is there.

Columns have names that are unique within the query, so that a value is written once and read by name. Which columns a step
must hand on is found at the end, from what is wanted back to what is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.names import MEMBER_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.engines.columnar.vocabulary import Sql


BEFORE = "before"
"""What a step calls the one before it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A relation with one row a member, or a row for each text, beside a step.

    Attributes:
        alias: What it is called there.
        query: What it is; a relation's name, or a query of its own.
        on: When a row of it belongs to a row of the step.
        columns: What it brings: the name in this query, and there.
        reads: Columns of the step before that its query reads by that step's name.
        needed: Whether a row that has none beside it is left out.
    """

    alias: str
    query: exp.Table | exp.Subquery
    on: Sql
    columns: dict[str, str]
    reads: tuple[str, ...] = ()
    needed: bool = False


@dataclass
class Steps:
    """A query under construction.

    Attributes:
        name: Of its steps.
        source: What the first step reads, without columns.
        alias: What the relation is called there that the member's id comes from.
        columns: The first step's columns.
    """

    name: str
    source: exp.Select
    alias: str
    columns: dict[str, Sql] = field(default_factory=dict)
    _defined: dict[str, tuple[Sql, int]] = field(default_factory=dict)
    _joined: dict[int, list[Joined]] = field(default_factory=dict)
    _heights: dict[str, int] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def base(self, wanted: str, value: Sql) -> exp.Column:
        """A column of the first step; the same value has one."""
        return self._named(wanted, value, 0)

    def define(self, wanted: str, value: Sql) -> Sql:
        """A column for a value, unless it is one, or a literal, already."""
        if isinstance(value, exp.Column | exp.Literal) or sql.whole(value) is not None:
            return value
        return self._named(wanted, value, 1 + self.height(value))

    def join(self, joined: Joined, height: int) -> None:
        """Bring in a relation at a step; its columns can be read from then on."""
        self._joined.setdefault(height, []).append(joined)
        for each in joined.columns:
            self._heights[each] = height

    def bring(self, joined: Joined, columns: dict[str, str]) -> None:
        """Read more columns of a relation that stands beside the first step; the first time, put it there."""
        there = [each for each in self._joined.get(0, []) if each.alias == joined.alias]
        if not there:
            self.join(joined, 0)
        (there[0] if there else joined).columns.update(columns)
        self._heights |= dict.fromkeys(columns, 0)

    def fresh(self, wanted: str) -> str:
        """A name that no column has; capitals do not tell names apart."""
        taken = {each.casefold() for each in self._heights}
        number, found = 1, wanted
        while found.casefold() in taken:
            number += 1
            found = f"{wanted}_{number}"
        return found

    def height(self, value: Sql) -> int:
        """The step in which all that a value reads is there."""
        return max((self._heights[each] for each in _reads(value)), default=0)

    def step(self, height: int) -> str:
        """What the relation after a step is called."""
        return self.name if height == 0 else f"{self.name}_{height}"

    def written(self, wanted: Iterable[str], top: int) -> Iterator[tuple[str, exp.Select]]:
        """The queries of all steps, the first one first.

        Args:
            wanted: The columns to be there after the last one, beside the member's id.
            top: The last one.
        """
        needed = dict.fromkeys(wanted)
        found: list[tuple[str, exp.Select]] = []
        for height in range(top, 0, -1):
            found.append((self.step(height), self._select(height, needed)))
            needed = dict.fromkeys(self._read_at(height, needed))
        found.append((self.step(0), self._first(needed)))
        yield from reversed(found)

    def _named(self, wanted: str, value: Sql, height: int) -> exp.Column:
        key = value.sql(copy=False)
        if key not in self._known:
            self._known[key] = self.fresh(wanted)
            self._heights[self._known[key]] = height
            if height == 0:
                self.columns[self._known[key]] = value
            else:
                self._defined[self._known[key]] = (value, height)
        return sql.column(self._known[key])

    def _first(self, needed: Iterable[str]) -> exp.Select:
        query = self.source.copy().select(sql.column(MEMBER_ID, self.alias))
        joins = self._joined.get(0, [])
        for each in joins:
            query = _with(query, each)
        brought = {
            own: sql.column(there, each.alias) for each in joins for own, there in each.columns.items()
        }
        held = {**self.columns, **brought}
        return query.select(*(sql.named(held[each].copy(), each) for each in needed))

    def _select(self, height: int, needed: Iterable[str]) -> exp.Select:
        """What is handed on from the step before, what is worked out, and what is joined."""
        query = exp.select(sql.column(MEMBER_ID, BEFORE)).from_(sql.relation(self.step(height - 1), BEFORE))
        joins = self._joined.get(height, [])
        for each in joins:
            query = _with(query, each)
        brought = {
            own: sql.column(there, each.alias) for each in joins for own, there in each.columns.items()
        }
        for name in needed:
            if name in brought:
                query = query.select(sql.named(brought[name], name), copy=False)
            elif self._heights[name] == height:
                query = query.select(sql.named(_before(self._defined[name][0]), name), copy=False)
            else:
                query = query.select(sql.column(name, BEFORE), copy=False)
        return query

    def _read_at(self, height: int, needed: Iterable[str]) -> Iterator[str]:
        """What a step takes from the one before."""
        for each in needed:
            if self._heights[each] < height:
                yield each
            elif each in self._defined:
                yield from _reads(self._defined[each][0])
        for joined in self._joined.get(height, []):
            yield from joined.reads


def _reads(value: Sql) -> Iterator[str]:
    yield from (each.name for each in value.find_all(exp.Column) if not each.table)


def _before(value: Sql) -> Sql:
    """The value, reading the step before: what is joined there may have columns of the same names."""
    found = value.copy()
    for each in [each for each in found.find_all(exp.Column) if not each.table]:
        each.set("table", sql.name(BEFORE))
    return found


def _with(query: exp.Select, joined: Joined) -> exp.Select:
    kind = "inner" if joined.needed else "left"
    return query.join(
        joined.query, on=joined.on, join_type=kind, join_alias=sql.name(joined.alias), copy=False
    )
