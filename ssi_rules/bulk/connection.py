"""DuckDB at work on a population: so much memory and so many threads."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.bulk.interrupt import interruptible
from ssi_rules.bulk.sql import list_of, literal
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

SPILL = "spill"
"""The folder, in a run's own, for what does not fit into memory."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT])(i?)B", re.IGNORECASE | re.ASCII)
LEAST = 32_000_000
"""Bytes of memory below which there is no room for the first rows."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "preserve_insertion_order": True,  # rows come out in the order of the data
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take of the machine.

    Attributes:
        memory: Of the whole process, as in "4GB"; None for four fifths of what there is.
        threads: None for one a core.
    """

    memory: str | None = None
    threads: int | None = None


@contextmanager
def connected(room: Path, limits: Limits) -> Iterator[DuckDBPyConnection]:
    """A connection that works in a room of its own; ``inputs.confine`` shuts it in with what is read.

    Args:
        room: A folder that is there: all of it may be written, and what does not fit into memory goes there.
        limits: What it may take of the machine.

    Raises:
        DataError: There is not so much memory, or it is too little to begin with.
    """
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a population

    try:
        connection = duckdb.connect(":memory:", config={**_CONFIG, **_limited(limits)})
        _settle(connection, room)
    except duckdb.Error as error:
        raise _cannot_begin(limits, str(error)) from None
    try:
        with interruptible(connection):
            yield connection
    finally:
        connection.close()


def _limited(limits: Limits) -> dict[str, str | bool | int | float | list[str]]:
    memory = {} if limits.memory is None else {"memory_limit": _for_data(limits.memory)}
    return {**memory, **({} if limits.threads is None else {"threads": limits.threads})}


def _settle(connection: DuckDBPyConnection, room: Path) -> None:
    spill = room / SPILL
    spill.mkdir(exist_ok=True)
    connection.execute(f"SET temp_directory = {literal(str(spill))}")
    connection.execute(f"SET allowed_directories = {list_of([str(room)])}")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET enable_progress_bar = true")  # it is counted, and told by whoever asks
    connection.execute("SET progress_bar_time = 0")


def is_memory_size(text: str) -> bool:
    """Whether a text names an amount of memory that a run can begin with: 4GB, 1.5 GiB, 500MB."""
    return (bytes_of(text) or 0) >= LEAST


def bytes_of(text: str) -> int | None:
    """The bytes that a text names; None where it names none."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        return None
    prefix, binary = found[2].upper(), found[3]
    return int(Decimal(found[1]) * (1024 if binary else 1000) ** (1 + "KMGT".index(prefix)))


def _for_data(memory: str) -> str:
    """What DuckDB may take of the memory: the process has taken some already, for Python and all that is loaded."""
    total = bytes_of(memory) or 0
    return f"{max(total - _taken(), total // 2) // 1000}KB"


def _taken() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not everywhere

    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken if sys.platform == "darwin" else taken * 1024


def _cannot_begin(limits: Limits, said: str) -> DataError:
    told = f"{limits.memory or 'the memory'}, {limits.threads or 'all'} threads"
    return DataError(
        "DuckDB", f"it cannot work with {told}: {said.splitlines()[0]}", help="allow more: --memory-limit 1GB"
    )
