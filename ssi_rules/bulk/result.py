"""The rows of a run before they are where they are to go: Parquet files in the run's own folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.memory import ROW_GROUP
from ssi_rules.bulk.origin import KEY
from ssi_rules.bulk.sql import literal, parquet
from ssi_rules.engines.wide import Detail, wide_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.engines.wide import WideColumn
    from ssi_rules.model import Ruleset

_OPTIONS = "FORMAT parquet, COMPRESSION snappy"
"""How Parquet is written: others took longer, or much more room."""

_FROM_DATA = ("member", "name", "team")


@dataclass(frozen=True, slots=True)
class Result:
    """Scored members.

    Attributes:
        parts: Parquet files that hold them, in the order of the data.
        ruleset: What they were scored by.
        detail: How much of each there is.
    """

    parts: tuple[Path, ...]
    ruleset: Ruleset
    detail: Detail

    @property
    def rows(self) -> str:
        """What to select from."""
        return parquet(self.parts)

    @property
    def columns(self) -> tuple[WideColumn, ...]:
        """What is known of each member."""
        return wide_columns(self.ruleset, self.detail)

    @property
    def ids(self) -> frozenset[WideColumn]:
        """Columns of texts that come from the ruleset: levels and states, which have nothing of the data in them."""
        criteria = wide_columns(self.ruleset, Detail.CRITERIA)
        return frozenset(each for each in criteria if each.name not in _FROM_DATA)

    def pillars(self) -> Iterator[str]:
        """The columns of pillars."""
        if self.detail is not Detail.TOTAL:
            yield from (each.id for each in self.ruleset.pillars)

    def criteria(self) -> Iterator[str]:
        """The columns of criteria."""
        if self.detail in (Detail.CRITERIA, Detail.FULL):
            for pillar in self.ruleset.pillars:
                yield from (f"{pillar.id}.{each.id}" for each in pillar.criteria)


def write_part(
    connection: DuckDBPyConnection, query: str, part: Path, origin: str, rows: int = ROW_GROUP
) -> None:
    """Write the rows of a query.

    Args:
        connection: Runs it.
        query: Gives them.
        part: Where to.
        origin: Which rules they are of.
        rows: How many are written together.

    Raises:
        duckdb.Error: They cannot be read or written; nothing is left of the part.
    """
    options = f"{_OPTIONS}, ROW_GROUP_SIZE {rows}, KV_METADATA {{{KEY}: {literal(origin)}}}"
    connection.execute(f"COPY ({query}) TO {literal(str(part))} ({options})")
