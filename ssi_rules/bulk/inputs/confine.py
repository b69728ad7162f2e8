"""A connection that reaches the files of one run and nothing else."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import list_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from duckdb import DuckDBPyConnection


def confine(connection: DuckDBPyConnection, files: Iterable[Path]) -> None:
    """Shut a connection in: no extensions, no network, no file but those named and those already attached.

    What a DuckDB file brings along (views, macros) can then reach no other data. Settings cannot be changed any more.

    Args:
        connection: Where data is read.
        files: What may be read and written.

    Raises:
        duckdb.Error: The connection was shut in before.
    """
    names = (name for file in files for name in (str(file), glob.escape(str(file))))
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute("SET autoload_known_extensions = false")
    connection.execute(f"SET allowed_paths = {list_of(dict.fromkeys(names))}")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
