"""Between which values a column lies, as far as its file says: what cannot be there need not be looked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.bulk.sql import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from duckdb import DuckDBPyConnection

Bound: TypeAlias = "Decimal | str"


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the largest value, NaN and nothing aside; texts may be cut off, and then bound the whole ones."""

    low: Bound
    high: Bound

    def within(self, low: float | str | None, high: float | str) -> bool:
        """Whether every value lies between two others; None is no bound."""
        kind = str if isinstance(high, str) else Decimal
        if not isinstance(self.low, kind) or not isinstance(self.high, kind):
            return False
        return (low is None or self.low >= kind(low)) and self.high <= kind(high)  # type: ignore[operator]


_TOLD = (
    "path_in_schema",
    "stats_min_value",
    "stats_max_value",
    "coalesce(stats_null_count = num_values, false)",
)

NOWHERE = Bounds(Decimal("-Infinity"), Decimal("Infinity"))
"""What is known where the file says nothing."""


def bounds_of(connection: DuckDBPyConnection, file: str, kinds: Mapping[str, str]) -> dict[str, Bounds]:
    """The bounds of a Parquet file's columns, for those where every row group has them.

    Args:
        connection: Where it is read.
        file: Its name, escaped.
        kinds: DuckDB's type of each column.

    Raises:
        duckdb.Error: The file cannot be read.
    """
    query = f"FROM parquet_metadata({literal(file)}) SELECT {', '.join(_TOLD)}"
    told = connection.execute(query).fetchall()
    found: dict[str, list[Bounds | None]] = defaultdict(list)
    for name, low, high, is_empty in told:
        read = _reader(kinds.get(name, ""))
        if read is not None and not is_empty:
            found[name].append(_both(read, low, high))
    return {name: bounds for name, parts in found.items() if (bounds := widest(parts)) is not None}


def _as_text(bound: str) -> str:
    """Texts as they are; bytes that are no whole characters are shown with backslashes, and bound nothing then."""
    if "\\" in bound:
        raise ValueError(bound)
    return bound


def _reader(kind: str) -> Callable[[str], Bound] | None:
    """How the bounds of a type are written; None where nothing is made of them."""
    if kind in ("VARCHAR", "DATE"):
        return _as_text
    if kind.endswith("INT") or kind.startswith(("DECIMAL", "INTEGER", "UINTEGER", "DOUBLE")):
        return Decimal
    return None


def _both(read: Callable[[str], Bound], low: str | None, high: str | None) -> Bounds | None:
    if low is None or high is None:
        return None
    try:
        return Bounds(read(low), read(high))
    except (ValueError, InvalidOperation):
        return None


def widest(bounds: Iterable[Bounds | None]) -> Bounds | None:
    """The bounds of several parts of a column together; None where one has none."""
    parts = list(bounds)
    known = [each for each in parts if each is not None and each != NOWHERE]
    if len(known) < len(parts) or not known:
        return None
    return Bounds(min(each.low for each in known), max(each.high for each in known))
