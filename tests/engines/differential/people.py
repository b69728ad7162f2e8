"""Members who stand where engines could part: at cut-points and a millionth beside them, at the edges of windows, at ties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.engines.reading import aggregates_of, needs_day, roots
from ssi_rules.engines.walk import parts
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Constant, EarnsWhen
from ssi_rules.sources.dataset import Member, Rows
from tests.engines.differential.catalogue import COMPANIES, DAYS, PLAIN_TEXTS, TITLES
from tests.engines.differential.group import Group

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset, Table

_LARGEST = LARGEST_FACT * SCALE
_SIZES = (0, 0, 1, 1, 2, 3, 5, 8)
_MANY = 128
"""Of so many rows a share of one is a tie in the seventh decimal."""
_OFTEN_LARGE = 0.15
"""How often a crowd's numbers are mostly as large as numbers get."""


class Crowd:
    """People for one ruleset, with an eye on its numbers, days and windows.

    Attributes:
        day: The one day of all; None where each has a day of one's own.
        are_large: Whether most numbers are as large as they get.
        tables: Tables there are for some.
        columns: Facts, and columns of tables as ``table.column``, that there are.
    """

    def __init__(self, ruleset: Ruleset, rng: Random) -> None:
        self.ruleset, self.rng = ruleset, rng
        self.day = rng.choice(DAYS) if rng.random() < 0.5 else None
        catalogue = ruleset.catalogue
        self.are_large = rng.random() < _OFTEN_LARGE
        self.tables = {name for name in catalogue.tables if rng.random() < 0.92}
        everything = [
            *catalogue.facts,
            *(f"{t.name}.{c.name}" for t in catalogue.tables.values() for c in t.columns),
        ]
        self.columns = {each for each in everything if rng.random() < 0.95}
        self.dayless = not needs_day(ruleset)
        self.some_lack_tables = rng.random() < 0.5
        self.numbers = sorted(set(_numbers(ruleset)))
        self.windows = {each.window for each in aggregates_of(ruleset) if each.window is not None}

    def group(self, size: int) -> Group:
        """So many of them, and what there is of their data."""
        tables = {
            table: frozenset(
                column.name
                for column in self.ruleset.catalogue.tables[table].columns
                if f"{table}.{column.name}" in self.columns
            )
            for table in sorted(self.tables)
        }
        facts = frozenset(self.ruleset.catalogue.facts.keys() & self.columns)
        return Group(tuple(self.member(each) for each in range(size)), self.day, facts, tables)

    def member(self, number: int) -> Member:
        """The member of this number."""
        rng, catalogue = self.rng, self.ruleset.catalogue
        day = self.day or rng.choice(DAYS)
        own = None if self.day or (self.dayless and rng.random() < 0.5) else day
        known = rng.choice((0.0, 0.5, 0.8, 0.95, 1.0))
        given = [
            each for each in catalogue.facts.values() if each.name in self.columns and rng.random() < known
        ]
        facts = {each.name: self.value(each.type, day) for each in given}
        lacks = rng.choice((0.0, 0.4)) if self.some_lack_tables else 0.0
        tables = {
            name: self.rows(catalogue.tables[name], day)
            for name in sorted(self.tables)
            if rng.random() >= lacks
        }
        labels = {each: rng.choice(TITLES[:4]) for each in ("name", "team") if rng.random() < 0.5}
        return Member(f"m{number:04}", own, facts, tables=tables, labels=labels)

    def rows(self, table: Table, day: date) -> Rows:
        """Rows of a table."""
        count = _MANY if self.rng.random() < 0.02 else self.rng.choice(_SIZES)
        columns: dict[str, list[Value | None]] = {}
        for column in table.columns:
            known = (
                self.rng.choice((0.0, 0.7, 0.9, 1.0, 1.0))
                if f"{table.name}.{column.name}" in self.columns
                else 0.0
            )
            choices = [
                self.cell(column.name, column.type, day) for _ in range(self.rng.choice((1, 2, 4, 16)))
            ]
            columns[column.name] = [
                self.rng.choice(choices) if self.rng.random() < known else None for _ in range(count)
            ]
        return Rows(columns, count, f"{table.name}.csv")

    def cell(self, name: str, of: Type, day: date) -> Value:
        """A cell; titles and companies where they belong."""
        match name:
            case "title":
                return self.rng.choice(TITLES)
            case "company":
                return self.rng.choice(COMPANIES)
            case _:
                return self.value(of, day)

    def value(self, of: Type, day: date) -> Value:
        """A value that a reader would let in."""
        rng = self.rng
        match of:
            case Type.FLAG:
                return rng.random() < 0.5
            case Type.TEXT:
                return rng.choice(rng.choice((PLAIN_TEXTS, PLAIN_TEXTS, TITLES)))
            case Type.DATE:
                return self.date(day)
            case Type.COUNT:
                return min(_LARGEST, max(0, self.number() // SCALE * SCALE))
            case _:
                return max(-_LARGEST, min(_LARGEST, self.number()))

    def number(self) -> int:
        """Small numbers, those that the rules name, the largest; each also a millionth more or less."""
        rng = self.rng
        near = rng.choice(self.numbers) if self.numbers else 0
        found = rng.choice(
            (near, near, rng.randint(0, 12) * SCALE, rng.randint(-9, 9), rng.randint(-40, 40) * SCALE // 8)
        )
        if rng.random() < (0.7 if self.are_large else 0.03):
            found = rng.choice((_LARGEST, _LARGEST // 3, -_LARGEST))
        return found + rng.choice((0, 0, 0, 1, -1))

    def date(self, day: date) -> date:
        """A day near the one looked from, or at the edge of a window, or very far."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.02:
            return rng.choice((date.min, date.max, date(1970, 1, 1)))
        if kind < 0.5 and self.windows:
            edge = rng.choice(rng.choice(sorted(self.windows, key=repr)).bounds(day))
            return edge + timedelta(rng.choice((-1, 0, 1)))
        return day - timedelta(rng.choice((-400, -1, 0, 0, 1, 2, 5, 29, 31, 60, 400)))


def _numbers(ruleset: Ruleset) -> Iterator[int]:
    """Every number the rules name."""
    for pillar in ruleset.pillars:
        for criterion in pillar.criteria:
            if not isinstance(criterion.award, EarnsWhen):
                yield from (step.cut for step in criterion.award.steps)
    where = (each.where for each in aggregates_of(ruleset) if each.where is not None)
    for root in (*roots(ruleset), *(each.value for each in ruleset.lets), *where):
        for node in parts(root):
            if (
                isinstance(node, Constant)
                and isinstance(node.value, int)
                and not isinstance(node.value, bool)
            ):
                yield node.value
