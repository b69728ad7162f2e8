"""A DuckDB file with one table, written whole."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.bulk.sql import literal

if TYPE_CHECKING:
    from pathlib import Path

_MAKING = "_making"


def write_database(
    connection: duckdb.DuckDBPyConnection, file: Path, table: str, query: str, comment: str = ""
) -> None:
    """Make a file with the rows of a query; one that is there is replaced.

    Args:
        connection: Runs it.
        file: Where to.
        table: What its table is called.
        query: Gives its rows.
        comment: What is said of the table.

    Raises:
        duckdb.Error: The rows cannot be read or written; what there is of the file is no database then.
    """
    for each in (file, file.with_name(f"{file.name}.wal")):  # left by a run that was killed
        each.unlink(missing_ok=True)
    connection.execute(f"ATTACH {literal(str(file))} AS {_MAKING}")
    try:
        connection.execute(f"CREATE TABLE {_MAKING}.{table} AS {query}")
        if comment:
            connection.execute(f"COMMENT ON TABLE {_MAKING}.{table} IS {literal(comment)}")
        connection.execute(f"CHECKPOINT {_MAKING}")  # when that fails it says why, which DETACH does not
    except duckdb.Error:
        with suppress(duckdb.Error):
            connection.execute(f"DETACH {_MAKING}")
        raise
    connection.execute(f"DETACH {_MAKING}")
