"""One member's row of a result that was kept, to rebuild the scorecard from."""

from __future__ import annotations

import glob
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.confine import confine
from ssi_rules.bulk.origin import KEY, origin_of
from ssi_rules.bulk.sql import literal, parquet, quoted
from ssi_rules.bulk.target import TABLE, Form, form_of
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.duck import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.model import Ruleset

_AGAIN = "score again with --columns full into a .parquet or .duckdb file"
_HERE = f"{_AGAIN}, with --engine duckdb"


def find_row(file: Path, ruleset: Ruleset, member: str) -> tuple[object, ...] | None:
    """The values of ``wide_columns`` with FULL for a member; None where the result has no such member.

    Args:
        file: A result with full columns, in Parquet or DuckDB.
        ruleset: What it was scored by.
        member: Their id.

    Raises:
        DataError: The file cannot be read, has not all columns, or is of other rules.
    """
    with _opened(file) as (connection, source, origin):
        if origin is None:
            raise DataError(
                str(file), "the file does not say which rules it is of; results of Spark do not", help=_HERE
            )
        if origin != origin_of(ruleset):
            raise DataError(str(file), "this is no result of these rules as they are now", help=_AGAIN)
        names = {name for name, *_ in connection.execute(f"DESCRIBE FROM {source}").fetchall()}
        wanted = [each.name for each in wide_columns(ruleset, Detail.FULL)]
        lacking = [name for name in wanted if name not in names]
        if lacking:
            raise DataError(
                str(file), f"the result has not the columns to explain it: {lacking[0]}", help=_AGAIN
            )
        columns = ", ".join(map(quoted, wanted))
        return connection.execute(f"SELECT {columns} FROM {source} WHERE member = ?", [member]).fetchone()  # noqa: S608 - names are quoted


@contextmanager
def _opened(file: Path) -> Iterator[tuple[DuckDBPyConnection, str, str | None]]:
    """A connection to a result, what to select from, and what it says of its rules."""
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a result

    if file.is_dir():
        raise DataError(str(file), "this is a folder, and a score is explained from one file", help=_HERE)
    if not file.is_file():
        raise DataError(str(file), "there is no such file", help=_AGAIN)
    form = form_of(file)
    if form not in (Form.PARQUET, Form.DUCKDB):
        raise DataError(str(file), "a score is explained from Parquet or DuckDB", help=_AGAIN)
    is_parquet = form is Form.PARQUET
    try:
        connection = duckdb.connect() if is_parquet else open_database(file)
        try:
            yield (connection, *(_parquet(connection, file) if is_parquet else _table(connection)))
        finally:
            connection.close()
    except duckdb.Error as error:
        raise DataError(
            str(file), f"DuckDB cannot read it: {str(error).splitlines()[0]}", help=_AGAIN
        ) from None


def _parquet(connection: DuckDBPyConnection, file: Path) -> tuple[str, str | None]:
    confine(connection, (file,))
    path = literal(glob.escape(str(file)))
    own = f"SELECT value FROM parquet_kv_metadata({path}) WHERE key = '{KEY}'"  # noqa: S608 - a literal
    found = connection.execute(own).fetchone()
    origin = None if found is None else bytes(found[0]).decode()
    return parquet([file]), origin


def _table(connection: DuckDBPyConnection) -> tuple[str, str | None]:
    found = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = ?", [TABLE]).fetchone()
    return TABLE, None if found is None else found[0]
