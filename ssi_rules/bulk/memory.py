"""How many rows are in hand at a time, so that memory is enough for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW_GROUP = 122_880
"""Rows of Parquet that are written together, if memory allows: fewer take more time, and more no less."""

_VECTOR = 2048
VALUE = 24
"""Bytes that a value takes until it is written, with what belongs to it."""
SHARE = 4
"""Which part of the memory rows may take that are in hand."""

_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")


def row_group(connection: DuckDBPyConnection, columns: int) -> int:
    """Rows that are written together; less than ``ROW_GROUP`` only where memory is short."""
    memory, threads = memory_of(connection), int(_setting(connection, "threads"))
    rows = memory // SHARE // (columns * VALUE * threads)
    return max(_VECTOR, min(ROW_GROUP, rows // _VECTOR * _VECTOR))


def memory_of(connection: DuckDBPyConnection) -> int:
    """The bytes of memory that a connection may take."""
    amount, unit = _setting(connection, "memory_limit").split()
    return int(float(amount) * 1024 ** _UNITS.index(unit))


def _setting(connection: DuckDBPyConnection, name: str) -> str:
    (value,) = connection.execute("SELECT current_setting(?)", [name]).fetchone() or ("",)
    return str(value)
