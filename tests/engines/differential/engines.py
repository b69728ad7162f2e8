"""Engines to hold against each other: each turns members into the rows of the wide result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

import duckdb
import pyarrow as pa

from ssi_rules.engines.columnar.population import population
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from tests.engines.differential.relations import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from tests.engines.differential.group import Group
    from tests.engines.differential.relations import Relation

Row: TypeAlias = "tuple[object, ...]"


class Engine(Protocol):
    """Scores members."""

    @property
    def name(self) -> str:
        """What the command calls it."""
        ...

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        """One row a member, in any order, with the values of ``wide_columns``: decimals, days, flags, texts, numbers."""
        ...


@dataclass(frozen=True)
class Reference:
    """The engine that all others must equal."""

    name: str = "reference"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        wide = WideRows(Evaluator(ruleset), detail)
        return [wide.row(each, group.day) for each in group.members]


REFERENCE = Reference()


def connected() -> duckdb.DuckDBPyConnection:
    """A database in memory, on one thread and silent: processes share the machine."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET enable_progress_bar = false")
    return connection


@dataclass(frozen=True)
class DuckDb:
    """The columnar engine's query, executed by DuckDB."""

    name: str = "duckdb"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        asked = population(ruleset, group.provided, detail=detail)
        found = relations(ruleset.catalogue, group, asked)
        try:
            for name, relation in found.items():
                self._connection.register(name, arrow(relation))
            return self._connection.execute(asked.sql).fetchall()
        finally:
            for name in found:
                self._connection.unregister(name)

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return connected()


_ARROW = {"BIGINT": pa.int64(), "BOOLEAN": pa.bool_(), "VARCHAR": pa.string(), "DATE": pa.date32()}


def arrow(relation: Relation) -> pa.Table:
    """A relation in memory, as DuckDB and Spark take it."""
    return pa.table({name: pa.array(cells, _ARROW[of]) for name, (of, cells) in relation.items()})
