"""How many rows a member may have at most, told from what Parquet files say of their parts, without reading a row."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.scans import PARQUET, file_of
from ssi_rules.bulk.sql import list_of
from ssi_rules.sources.tabular.related import is_too_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.relation import Relation, Source


def most_rows(connection: DuckDBPyConnection, table: Relation) -> int | None:
    """A number that no member's rows exceed; None where files do not say that no member has too many.

    Raises:
        duckdb.Error: They cannot be read.
    """
    sources = [source for source in table.sources if source.typed is None]
    if len(sources) < len(table.sources) or not all(map(_is_plain_parquet, sources)):
        return None
    parts = [part for group in _alike(sources) for part in _parts(connection, group)]
    total = sum(rows for rows, _, _ in parts)
    bound = total if not is_too_many(total) else _deepest(parts)
    return None if is_too_many(bound) else bound


def _is_plain_parquet(source: Source) -> bool:
    """Whether a piece is Parquet with ids that are texts, so that bounds of ids compare as ids do."""
    return (
        source.scan is not None
        and source.scan.format == PARQUET
        and source.scan.kinds[source.reading.id] == "VARCHAR"
    )


def _alike(sources: Sequence[Source]) -> Iterable[list[Source]]:
    """Pieces by what their columns of ids are called."""
    by_name: dict[str, list[Source]] = {}
    for source in sources:
        by_name.setdefault(source.piece.columns[source.reading.id], []).append(source)
    return by_name.values()


def _parts(
    connection: DuckDBPyConnection, sources: Sequence[Source]
) -> list[tuple[int, str | None, str | None]]:
    """Rows, first and last id of every row group."""
    files = list_of(glob.escape(str(file_of(source.piece))) for source in sources)
    query = f"FROM parquet_metadata({files}) SELECT num_values, stats_min_value, stats_max_value WHERE path_in_schema = ?"
    return connection.execute(query, [sources[0].piece.columns[sources[0].reading.id]]).fetchall()


def _deepest(parts: Sequence[tuple[int, str | None, str | None]]) -> int:
    """The most rows of row groups that may hold one and the same id."""
    everywhere = sum(
        rows for rows, first, last in parts if first is None or last is None or "\\" in first + last
    )
    known = [
        (rows, first, last) for rows, first, last in parts if first and last and "\\" not in first + last
    ]
    # At equal ids, a row group begins before another ends.
    steps = sorted(
        [(first, 0, rows) for rows, first, _ in known] + [(last, 1, -rows) for rows, _, last in known]
    )
    deepest = depth = 0
    for _, _, change in steps:
        depth += change
        deepest = max(deepest, depth)
    return everywhere + deepest
