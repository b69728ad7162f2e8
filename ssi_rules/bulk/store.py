"""Relations kept in files of a run's folder: each is there whole or not at all, and a later run finds it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.database import write_database
from ssi_rules.bulk.sql import literal, quoted

if TYPE_CHECKING:
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Store:
    """Relations by name, each in a DuckDB file of its own: Parquet has no integers of 38 digits."""

    room: Path

    def keep(self, connection: DuckDBPyConnection, name: str, query: str) -> None:
        """Keep the rows of a query, unless they are kept already.

        Raises:
            duckdb.Error: They cannot be read or written; nothing is kept then.
        """
        if self.has(name):
            return
        file = self._file(name)
        made = file.with_suffix(".making")
        write_database(connection, made, _ROWS, query)
        made.replace(file)

    def has(self, name: str) -> bool:
        """Whether a relation is kept."""
        return self._file(name).exists()

    def attach(self, connection: DuckDBPyConnection, name: str) -> str:
        """What to select from to have the rows again; the number of each is its ``rowid``.

        Raises:
            duckdb.Error: They are damaged.
        """
        database = f"_kept_{name}"
        path = literal(str(self._file(name)))
        connection.execute(f"ATTACH IF NOT EXISTS {path} AS {quoted(database)} (READ_ONLY)")
        return f"{quoted(database)}.{_ROWS}"

    def clear(self, connection: DuckDBPyConnection, name: str) -> None:
        """Keep a relation no longer."""
        connection.execute(f"DETACH DATABASE IF EXISTS {quoted(f'_kept_{name}')}")
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.room / f"{name}.kept"
