"""Parquet files and DuckDB databases, read through DuckDB: read-only, this file alone, no extensions.

Every cell comes back as text: DuckDB prints floats in their shortest form and moments in UTC, which is what the
decoder reads.
"""

from __future__ import annotations

import glob
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.decode import Cell, CellError
from ssi_rules.sources.tabular.piece import Place, RawRow, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

_BATCH = 4096
_MAGIC = b"DUCK"
"""Bytes 8 to 11 of every DuckDB file."""

_NESTED = ("STRUCT", "MAP", "UNION", "BLOB", "BIT", "VARIANT", "GEOMETRY")
_FLOATS = ("FLOAT", "DOUBLE")
_NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@dataclass(frozen=True, eq=False)
class DuckPiece:
    """A Parquet file, or one table or view of a DuckDB file.

    Attributes:
        file: Where it is.
        place: How people know it.
        table: Schema and name within a DuckDB file; None for Parquet.
    """

    file: Path
    place: Place
    table: tuple[str, str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(self._types)

    @property
    def remarks(self) -> tuple[str, ...]:
        """None: both formats are typed."""
        return ()

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Its rows, as text."""
        names = [self.columns[i] for i in wanted]
        nested = [name for name in names if _is_nested(self._types[name])]
        selected = ", ".join(_as_text(name, self._types[name]) for name in names)
        with self._connected() as connection:
            connection.execute(f"SELECT {selected} FROM {self._relation}", self._bound)  # noqa: S608 -- all names quoted
            for number, cells in enumerate(_batches(connection), 1):
                yield _row(number, cells, names, nested)

    @cached_property
    def _types(self) -> dict[str, str]:
        with self._connected() as connection:
            described = connection.execute(f"DESCRIBE SELECT * FROM {self._relation}", self._bound).fetchall()  # noqa: S608 -- the same
        return {str(name): str(kind).upper() for name, kind, *_ in described}

    @property
    def _relation(self) -> str:
        # Identifiers are quoted by _quoted; paths are bound, never spelled. What folders say, PartitionPiece tells.
        if self.table is None:
            return "read_parquet(?, hive_partitioning = false)"
        return ".".join(map(_quoted, self.table))

    @property
    def _bound(self) -> list[str]:
        # A name with * or [ in it is this file's, not a pattern.
        return [glob.escape(str(self.file))] if self.table is None else []

    @contextmanager
    def _connected(self) -> Iterator[DuckDBPyConnection]:
        check = _check_parquet if self.table is None else _check_database
        with _reading(self.place.path):
            check(self.file, self.place.path)
            connection = _parquet_connection(self.file) if self.table is None else open_database(self.file)
            try:
                yield connection
            finally:
                connection.close()


def is_database(file: Path) -> bool:
    """Whether a file begins like a DuckDB file."""
    with file.open("rb") as handle:
        return handle.read(12)[8:] == _MAGIC


def tables_of(file: Path, path: str) -> list[tuple[str, str]]:
    """Schema and name of every table and view of a DuckDB file.

    Raises:
        DataError: It is not a DuckDB file, is damaged, or is open for writing elsewhere.
    """
    with _reading(path):
        _check_database(file, path)
        connection = open_database(file)
        try:
            found = connection.execute(
                "SELECT table_schema, table_name FROM information_schema.tables"
                " WHERE table_catalog = current_database() ORDER BY table_schema <> 'main', table_schema, table_name"
            ).fetchall()
        finally:
            connection.close()
    return [(str(schema), str(name)) for schema, name in found]


def open_database(file: Path, *, read_only: bool = True) -> DuckDBPyConnection:
    """Connect to a DuckDB file and nothing else: no extensions, no other file, no network, UTC.

    Raises:
        duckdb.Error: It is none, is damaged, or is open elsewhere.
    """
    import duckdb  # noqa: PLC0415 -- heavy: only where there is something for it to read

    connection = duckdb.connect(
        str(file), read_only=read_only, config={**_NO_EXTENSIONS, "enable_external_access": False}
    )
    return _closed(connection)


def _parquet_connection(file: Path) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415 -- heavy: only where there is something for it to read

    connection = duckdb.connect(":memory:", config=_NO_EXTENSIONS)
    allowed = ", ".join("'" + each.replace("'", "''") + "'" for each in (str(file), glob.escape(str(file))))
    connection.execute(f"SET allowed_paths = [{allowed}]")
    connection.execute("SET enable_external_access = false")
    return _closed(connection)


def _closed(connection: DuckDBPyConnection) -> DuckDBPyConnection:
    """The same connection, in UTC, with its settings out of reach of what it reads."""
    # A file that this process has open already comes with its settings made.
    if connection.execute("SELECT current_setting('lock_configuration')").fetchone() != (True,):
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
    return connection


@contextmanager
def _reading(path: str) -> Iterator[None]:
    """Turn what DuckDB and the system say into a DataError."""
    import duckdb  # noqa: PLC0415 -- heavy: only where there is something for it to read

    try:
        with reading(path):
            yield
    except duckdb.Error as error:
        raise DataError(path, f"DuckDB cannot read it: {str(error).splitlines()[0]}") from None


def _check_parquet(file: Path, path: str) -> None:
    with file.open("rb") as handle:
        head = handle.read(4)
        handle.seek(0, 2)
        handle.seek(max(0, handle.tell() - 4))
        tail = handle.read(4)
    if head != b"PAR1":
        raise DataError(path, "not a Parquet file", help="export it again, or save it as CSV")
    if tail != b"PAR1":
        raise DataError(
            path, "the Parquet file is cut off: its end is missing", help="copy or export it again"
        )


def _check_database(file: Path, path: str) -> None:
    with file.open("rb") as handle:
        head = handle.read(16)
    if head.startswith(b"SQLite format 3"):
        raise DataError(
            path, "this is an SQLite database, not a DuckDB file", help="export its tables as CSV or Parquet"
        )
    if head[8:12] != _MAGIC:
        raise DataError(
            path, "not a DuckDB file", help="give a folder of CSV, JSON Lines or Parquet files instead"
        )


def _batches(connection: DuckDBPyConnection) -> Iterator[tuple[Cell, ...]]:
    while batch := connection.fetchmany(_BATCH):
        yield from batch


def _row(number: int, cells: tuple[Cell, ...], names: list[str], nested: list[str]) -> RawRow:
    for name in nested:
        if cells[names.index(name)] is not None:
            return RawRow(
                number,
                (),
                CellError("the cell holds a list, an object or bytes", "write one plain value", name),
            )
    return RawRow(number, cells)


def _is_nested(kind: str) -> bool:
    return kind.endswith("]") or kind.startswith(_NESTED)


def _as_text(name: str, kind: str) -> str:
    text = f"CAST({_quoted(name)} AS VARCHAR)"
    # A float column has NaN where others have NULL; as text it would be a word.
    return f"CASE WHEN isnan({_quoted(name)}) THEN NULL ELSE {text} END" if kind in _FLOATS else text


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
