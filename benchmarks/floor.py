"""The floor: the least that a card from Parquet to Parquet costs here.

The best read of any library, the card in C (``floor.c``, compiled for this very machine) on every core, the best write of the same
columns of the same types. Which library reads and writes is tried first and said.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.card import CARD, LEVELS, LINES, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

SOURCE = Path(__file__).parent / "floor.c"
STATES = ("scored", "unknown", "too_few", "not_applicable")

_POINTS = pa.decimal128(18, 2)
_WORTH = 100
_DECIMAL, _INTEGER = 16, 8
"""Bytes of a number."""
_LINE = 64
"""Bytes that Arrow likes its columns to begin at a multiple of."""
_AT_ONCE = 1 << 16


class _Batch(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.c_void_p * len(NAMES)),
        ("valid", ctypes.c_void_p * len(NAMES)),
        ("offset", ctypes.c_int64 * len(NAMES)),
        ("points", ctypes.c_void_p * len(LINES)),
        ("known", ctypes.c_void_p * len(LINES)),
        ("state", ctypes.c_void_p * len(LINES)),
        ("pillar", (ctypes.c_void_p * 3) * len(CARD)),
        ("total", ctypes.c_void_p * 3),
        ("level", ctypes.c_void_p),
        ("open", ctypes.c_void_p),
    )


@cache
def compiled() -> ctypes.CDLL:
    """The C program, made for this processor."""
    made = Path(mkdtemp()) / "floor.so"
    subprocess.run(
        ["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(made), str(SOURCE)],  # noqa: S607 - the compiler that is there
        check=True,
    )
    return ctypes.CDLL(str(made))


def card(table: pa.Table) -> pa.Table:
    """The card of all members, on as many threads as there are cores; results are laid out once for all."""
    batches = table.to_batches(max_chunksize=_AT_ONCE)
    starts = list(accumulate((each.num_rows for each in batches), initial=0))
    assert not any(start % 8 for start in starts[:-1]), "bitmaps are written by the byte"
    made = _Made(table.num_rows)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(partial(_score, made), batches, starts))
    return pa.table(dict(made.columns(table.column("member_id"))))


def _score(made: _Made, batch: pa.RecordBatch, start: int) -> None:
    call = _Batch()
    for place, name in enumerate(NAMES):
        column = batch.column(name)
        valid, data = column.buffers()
        call.data[place] = data.address
        call.valid[place] = None if valid is None else valid.address
        call.offset[place] = column.offset
    made.into(call, start)
    compiled().card(ctypes.byref(call), ctypes.c_int64(batch.num_rows))


class _Room:
    """Memory for all results at once, in large pages where there are any: touching it first is much of what the floor costs."""

    def __init__(self, size: int) -> None:
        memory = mmap.mmap(-1, size)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            memory.madvise(mmap.MADV_HUGEPAGE)
        self._all = pa.py_buffer(memory)
        self._taken = 0

    def take(self, size: int) -> pa.Buffer:
        """The next so many bytes."""
        start = self._taken
        self._taken += -(-size // _LINE) * _LINE
        return self._all.slice(start, size)


class _Made:
    """Where the results go."""

    def __init__(self, rows: int) -> None:
        decimals, codes = len(LINES) + 3 * len(CARD) + 3, len(LINES) + 1
        each = _DECIMAL * decimals + codes + _INTEGER + len(LINES)
        take = _Room(rows * each + _LINE * 4 * (decimals + codes)).take
        self.rows = rows
        self.points = [take(_DECIMAL * rows) for _ in LINES]
        self.known = [take(rows + 7 >> 3) for _ in LINES]
        self.state = [take(rows) for _ in LINES]
        self.pillar = [[take(_DECIMAL * rows) for _ in range(3)] for _ in CARD]
        self.total = [take(_DECIMAL * rows) for _ in range(3)]
        self.level = take(rows)
        self.open = take(_INTEGER * rows)

    def into(self, call: _Batch, start: int) -> None:
        """Have a batch's results written from a row on."""
        for place in range(len(LINES)):
            call.points[place] = self.points[place].address + _DECIMAL * start
            call.known[place] = self.known[place].address + (start >> 3)
            call.state[place] = self.state[place].address + start
        for group in range(len(CARD)):
            for part in range(3):
                call.pillar[group][part] = self.pillar[group][part].address + _DECIMAL * start
        for part in range(3):
            call.total[part] = self.total[part].address + _DECIMAL * start
        call.level = self.level.address + start
        call.open = self.open.address + _INTEGER * start

    def columns(self, members: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """The results by the names they have in ours."""
        yield "member", members
        for name in ("name", "team"):
            yield name, pa.nulls(self.rows, pa.string())
        yield "as_of", pa.nulls(self.rows, pa.date32())
        for part, name in enumerate(("total", "low", "high")):
            yield name, self._hundredths(self.total[part])
        yield "worth", pa.repeat(pa.scalar(Decimal(_WORTH), _POINTS), self.rows)
        yield "level", self._named(self.level, [name for name, _ in LEVELS])
        yield "open", pa.Array.from_buffers(pa.int64(), self.rows, [None, self.open])
        number = 0
        for group, pillar in enumerate(CARD):
            for part, end in enumerate(("", ".low", ".high")):
                yield pillar.id + end, self._hundredths(self.pillar[group][part])
            for line in pillar.lines:
                name = f"{pillar.id}.{line.id}"
                yield name, self._hundredths(self.points[number], self.known[number])
                yield f"{name}.state", self._named(self.state[number], list(STATES))
                number += 1

    def _hundredths(self, values: pa.Buffer, known: pa.Buffer | None = None) -> pa.Array:
        return pa.Array.from_buffers(_POINTS, self.rows, [known, values])

    def _named(self, codes: pa.Buffer, names: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(
            pa.Array.from_buffers(pa.int8(), self.rows, [None, codes]), pa.array(names)
        )


def _read_arrow(path: Path) -> pa.Table:
    return pq.read_table(path)


def _read_duckdb(path: Path) -> pa.Table:
    with duckdb.connect() as database:
        return database.read_parquet(str(path)).to_arrow_table()


def _read_polars(path: Path) -> pa.Table:
    import polars as pl  # noqa: PLC0415 - where it is installed

    return pl.read_parquet(path).to_arrow()


def _write_arrow(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, store_decimal_as_integer=True)


def _write_duckdb(table: pa.Table, path: Path) -> None:
    with duckdb.connect() as database:
        database.register("made", table)
        database.execute(f"COPY made TO '{path}' (FORMAT parquet)")


def _write_polars(table: pa.Table, path: Path) -> None:
    import polars as pl  # noqa: PLC0415 - where it is installed

    made = pl.from_arrow(table)
    assert isinstance(made, pl.DataFrame)
    made.write_parquet(path, compression="snappy")


READERS: Mapping[str, Callable[[Path], pa.Table]] = {
    "pyarrow": _read_arrow,
    "DuckDB": _read_duckdb,
    "Polars": _read_polars,
}
WRITERS: Mapping[str, Callable[[pa.Table, Path], None]] = {
    "pyarrow": _write_arrow,
    "DuckDB": _write_duckdb,
    "Polars": _write_polars,
}


def run(members: Path, out: Path, reader: str, writer: str) -> None:
    """Read, compute, write."""
    WRITERS[writer](card(READERS[reader](members)), out)
