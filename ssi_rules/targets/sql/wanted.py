"""What is to be written, and what there will be to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from ssi_rules.bulk.inputs.needs import needs_of
from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.engines.columnar.texts import Absent
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.wide import Detail
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.bulk.inputs.needs import Needs
    from ssi_rules.language.types import Type
    from ssi_rules.model import Ruleset, Table

Warehouse: TypeAlias = Literal["duckdb", "spark", "postgres", "snowflake", "bigquery", "trino"]
"""The dialects that there are."""

EXECUTED: tuple[Warehouse, ...] = ("duckdb", "postgres", "spark")
"""Those in which our tests execute what is written; the others are rendered and held to golden files."""


@dataclass
class NotRead(Exception):  # noqa: N818 - named for what it is to the person
    """The rules do not read what is to be left out.

    Attributes:
        name: What was named.
        near: A name that was probably meant.
    """

    name: str
    near: str | None


@dataclass(frozen=True)
class Wanted:
    """One export.

    Attributes:
        ruleset: What is scored by.
        warehouse: The dialect.
        schema: Where the warehouse's tables are, and the view goes.
        without: What the warehouse does not have: facts, tables, and columns as ``table.column``.
        detail: How much is told of each member.
        program: Version of the program that writes it.
        day: The day to look from, where it stands in the query itself; else a table of the warehouse has it.
    """

    ruleset: Ruleset
    warehouse: Warehouse
    program: str
    schema: str = "ssi"
    without: frozenset[str] = frozenset()
    detail: Detail = Detail.CRITERIA
    day: str | None = None

    def check(self) -> None:
        """See to it that everything left out is something that is read.

        Raises:
            NotRead: Something is not.
        """
        needs = needs_of(self.ruleset)
        known = {*needs.facts, *needs.tables}
        known |= {f"{table}.{column}" for table, columns in needs.tables.items() for column in columns}
        for name in sorted(self.without - known):
            raise NotRead(name, nearest(name, known))

    @property
    def by_day(self) -> bool:
        """Whether the rules look at dates."""
        return needs_day(self.ruleset)

    @property
    def facts(self) -> dict[str, Type]:
        """Facts that are read and there, in the order declared."""
        found = self._needs.facts - self.without
        return {name: each.type for name, each in self.ruleset.catalogue.facts.items() if name in found}

    @property
    def tables(self) -> dict[str, dict[str, Type]]:
        """Tables that are read and there, with their columns, in the order declared."""
        catalogue = self.ruleset.catalogue.tables
        return {
            name: dict(self._columns(table))
            for name, table in catalogue.items()
            if name in self._needs.tables and name not in self.without
        }

    @property
    def provided(self) -> Provided:
        """The same as the columnar engine asks for it: one day for all, which a query of ours gives."""
        tables = {name: ProvidedTable(frozenset(columns)) for name, columns in self.tables.items()}
        return Provided(frozenset(self.facts), tables, absent=Absent.UNKNOWN)

    @property
    def _needs(self) -> Needs:
        return needs_of(self.ruleset)

    def _columns(self, table: Table) -> Iterator[tuple[str, Type]]:
        for each in table.columns:
            if (
                each.name in self._needs.tables[table.name]
                and f"{table.name}.{each.name}" not in self.without
            ):
                yield each.name, each.type
