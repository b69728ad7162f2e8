"""The whole view: what it is and needs, the warehouse's tables, the rules in their author's words, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlglot import exp

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.columnar.names import MEMBER_ID
from ssi_rules.engines.columnar.population import Population, population
from ssi_rules.engines.wide import Kind
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import format_points
from ssi_rules.targets.sql.layout import laid_out
from ssi_rules.targets.sql.sources import Sources
from ssi_rules.targets.sql.tables import Column, TableOf, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.columnar.texts import TextColumn
    from ssi_rules.targets.sql.wanted import Wanted

_UNSAID = ("name", "team")
"""What a warehouse knows of its members itself."""


@dataclass(frozen=True)
class View:
    """One ruleset in the SQL of one warehouse."""

    wanted: Wanted

    @cached_property
    def population(self) -> Population:
        """The columnar engine's query."""
        return population(
            self.wanted.ruleset,
            self.wanted.provided,
            detail=self.wanted.detail,
            dialect=self.wanted.warehouse,
        )

    @property
    def columns(self) -> tuple[Column, ...]:
        """What comes out, and what each column is."""
        return tuple(self._columns())

    @property
    def tables(self) -> tuple[TableOf, ...]:
        """What the warehouse must have."""
        return tuple(tables_of(self.wanted, self.population.texts))

    @property
    def matched(self) -> tuple[TextColumn, ...]:
        """The columns of texts whose verdicts come from a table."""
        return tuple(each for each in self.population.texts if each.questions)

    @cached_property
    def query(self) -> str:
        """The query, laid out for people."""
        written = self._with_sources(_with_safe_names(self._commented(self.population.query.copy())))
        return laid_out(written, self.wanted.warehouse)

    @property
    def unmatched(self) -> str | None:
        """The query for texts that have no verdict; None where no verdict is read."""
        found: exp.Query | None = None
        for each in self.matched:
            one = Sources(self.wanted).unmatched(each)
            found = one if found is None else exp.union(found, one, distinct=False)
        return None if found is None else laid_out(found, self.wanted.warehouse)

    def table(self, name: str) -> str:
        """A table of the warehouse, as the query names it."""
        return Sources(self.wanted).table(name).sql(dialect=self.wanted.warehouse)

    def name(self, text: str) -> str:
        """A column of the warehouse, as the query names it."""
        return Sources(self.wanted).name(text).sql(dialect=self.wanted.warehouse)

    # The query.

    def _with_sources(self, query: exp.Select) -> exp.Select:
        given = Sources(self.wanted).relations(self.population.texts, self.population.windows)
        own = query.args["with_"].expressions
        made = exp.Select()
        for name, select, about in given:
            made = made.with_(sql.name(name), as_=select, copy=False)
            made.args["with_"].expressions[-1].add_comments([f" {about} "])
        own[0].add_comments([f" The rules of {self.wanted.ruleset.id} "])
        query.args["with_"].set("expressions", [*made.args["with_"].expressions, *own])
        return query

    def _commented(self, query: exp.Select) -> exp.Select:
        """What each column of the rules is, where it is worked out; what comes out last needs less said."""
        said = dict(self._said())
        for each in query.find_all(exp.Alias):
            if each.parent is not query and each.alias in said and not isinstance(each.this, exp.Column):
                each.add_comments([f" {said.pop(each.alias)} "])
        query.set("expressions", [self._out(each) for each in query.expressions if each.alias not in _UNSAID])
        return query

    def _out(self, column: exp.Expr) -> exp.Expr:
        name = MEMBER_ID if column.alias == "member" else column.alias
        kinds = {each.name: each.kind for each in self.population.columns}
        value = column.this
        if self.wanted.warehouse == "duckdb" and kinds[column.alias] is Kind.TEXT:
            value = sql.cast(value, "TEXT")  # not the enumeration that is quicker to write
        return exp.alias_(value, Sources(self.wanted).name(name))

    def _said(self) -> Iterator[tuple[str, str]]:
        for let in self.wanted.ruleset.lets:
            yield let.name, f"{let.name}: {words(let.value)}"
        for pillar in self.wanted.ruleset.pillars:
            for criterion in pillar.criteria:
                about = criterion.measure_text or words(criterion.measure)
                worth = format_points(criterion.worth)
                yield (
                    f"{pillar.id}.{criterion.id}",
                    f"{criterion.title}, worth {worth}: {' '.join(about.split())}",
                )

    # What comes out.

    def _columns(self) -> Iterator[Column]:
        titles = dict(self._titles())
        safe = _safe_names(each.name for each in self.population.columns)
        for each in self.population.columns:
            if each.name not in _UNSAID:
                name = MEMBER_ID if each.name == "member" else safe[each.name]
                yield Column(name, each.kind.value, titles.get(each.name, each.name))

    def _titles(self) -> Iterator[tuple[str, str]]:
        yield from _OVERALL.items()
        for pillar in self.wanted.ruleset.pillars:
            worth = format_points(pillar.worth)
            yield pillar.id, f"{pillar.title}: points of {worth}"
            yield f"{pillar.id}.low", "The least it could be if what is open were known"
            yield f"{pillar.id}.high", "The most it could be"
            for criterion in pillar.criteria:
                name = f"{pillar.id}.{criterion.id}"
                yield name, f"{criterion.title}: points of {format_points(criterion.worth)}, if scored"
                yield f"{name}.state", "scored, not_applicable, too_few or unknown"


_OVERALL = {
    "member": "Whose score it is",
    "as_of": "The day looked from",
    "total": "Points",
    "low": "The least the total could be if what is open were known",
    "high": "The most it could be",
    "worth": "What the points are out of",
    "level": "The level reached",
    "open": "How many criteria could not be scored yet",
}


def _with_safe_names(query: exp.Select) -> exp.Select:
    """Names without dots, which some warehouses refuse in columns."""
    names = _safe_names(each.name for each in query.find_all(exp.Identifier))
    for each in query.find_all(exp.Identifier):
        each.set("this", names[each.name])
    return query


def _safe_names(names: Iterator[str]) -> dict[str, str]:
    """For each name one with two underscores in place of each dot, no longer than PostgreSQL takes, and no two the same."""
    all_names = dict.fromkeys(names)
    taken = {each.casefold() for each in all_names if "." not in each}
    found = {each: each for each in all_names}
    for each in (each for each in all_names if "." in each):
        wanted = each.replace(".", "__")[:_LONGEST]
        number, free = 1, wanted
        while free.casefold() in taken:
            number += 1
            free = f"{wanted[: _LONGEST - 4]}_{number}"
        taken.add(free.casefold())
        found[each] = free
    return found


_LONGEST = 63
