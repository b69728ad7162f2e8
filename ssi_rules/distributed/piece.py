"""A part of a table in Spark, as the readers of data know parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pyspark.sql import functions as f

from ssi_rules.distributed.sql import quoted
from ssi_rules.distributed.trouble import reading
from ssi_rules.sources.tabular.piece import Place, RawRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import Column, DataFrame, SparkSession

    from ssi_rules.distributed.places import Stored


@dataclass(frozen=True)
class SparkPiece:
    """Parquet files, or a table of a catalog.

    Attributes:
        session: What reads it.
        stored: Where it is.
    """

    session: SparkSession
    stored: Stored

    @property
    def place(self) -> Place:
        """How people know it."""
        return Place(self.stored.shown, self.stored.shown.rstrip("/").rpartition("/")[2])

    @cached_property
    def frame(self) -> DataFrame:
        """Its rows.

        Raises:
            DataError: It is not there or cannot be read.
        """
        with reading(self.stored.shown):
            if self.stored.is_table:
                return self.session.table(self.stored.name)
            return self.session.read.parquet(self.stored.name)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns as written."""
        return tuple(self.frame.columns)

    @property
    def remarks(self) -> tuple[str, ...]:
        """None: Parquet is typed."""
        return ()

    def rows(self, wanted: Sequence[int]) -> Iterator[RawRow]:
        """Its rows as text, in no order, one part of the data at a time."""
        chosen = self.frame.select([self.cell(at).cast("string") for at in wanted])
        with reading(self.stored.shown):
            for number, row in enumerate(chosen.toLocalIterator(), 1):
                yield RawRow(number, tuple(row))

    def cell(self, position: int) -> Column:
        """A column, whatever is in its name."""
        return f.col(quoted(self.columns[position]))
