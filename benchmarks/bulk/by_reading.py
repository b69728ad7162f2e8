"""Merely reading a Parquet file: the least that anything costs that looks at its rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import duckdb
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

READERS = ("pyarrow", "DuckDB", "Polars")


def ready(path: str, reader: str, *columns: str) -> Callable[[], None]:
    """The columns named, or all; in memory as the library holds them, where DuckDB only passes them by."""
    if reader == "Polars":
        import polars as pl  # noqa: F401, PLC0415 - before the clock starts
    runs = {"pyarrow": _arrow, "DuckDB": _duckdb, "Polars": _polars}
    return partial(runs[reader], path, columns)


def _arrow(path: str, columns: Sequence[str]) -> None:
    pq.read_table(path, columns=list(columns) or None)


def _duckdb(path: str, columns: Sequence[str]) -> None:
    """Every value is looked at once: a query that needs less would read less."""
    with duckdb.connect() as database:
        names = columns or [
            name
            for name, *_ in database.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()  # noqa: S608 - names of ours
        ]
        touched = ", ".join(f'bit_xor(hash("{name}"))' for name in names)
        database.execute(f"SELECT {touched} FROM '{path}'").fetchall()  # noqa: S608 - names of ours


def _polars(path: str, columns: Sequence[str]) -> None:
    import polars as pl  # noqa: PLC0415 - where it is installed

    pl.read_parquet(path, columns=list(columns) or None)
