"""What columns of the data say of members, so that they can be looked at by cohort."""

from __future__ import annotations

import glob
import json
from itertools import chain
from typing import TYPE_CHECKING

from ssi_rules.bulk.sql import NO_FOLDERS, literal, parquet
from ssi_rules.difference.data.table import LABELS
from ssi_rules.sources.labels import read_labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.difference.data.scored import Asked
    from ssi_rules.model import Catalogue

_TEAM = "team"
"""The column that scores have beside them anyway."""


def put_labels(
    connection: DuckDBPyConnection, columns: Sequence[str], asked: Asked, catalogue: Catalogue, scores: Path
) -> None:
    """Make the relation of cohorts.

    Args:
        connection: Where.
        columns: What members are put together by; at least one.
        asked: Of whom.
        catalogue: The facts and tables that column maps speak of.
        scores: Everybody's, by any ruleset; what is put in its folder stays there.

    Raises:
        DataError: A column is not there, or blank for everyone, or the data cannot be read.
    """
    said = f"SELECT member, nullif(trim({_TEAM}), '') AS l0 FROM {parquet([scores])}"  # noqa: S608 - a literal
    if list(columns) != [_TEAM] or not _says_anything(connection, said):
        file = scores.parent / "labels.jsonl"
        _write(file, columns, asked, catalogue)
        said = _rows(file, len(columns))
    connection.execute(f"CREATE TEMP VIEW {LABELS} AS {said}")


def _says_anything(connection: DuckDBPyConnection, said: str) -> bool:
    found = connection.execute(f"SELECT 1 FROM ({said}) WHERE l0 IS NOT NULL LIMIT 1").fetchone()  # noqa: S608 - made above
    return found is not None


def _write(file: Path, columns: Sequence[str], asked: Asked, catalogue: Catalogue) -> None:
    """Write what the columns say of each member they say anything of."""
    found = read_labels(asked.data, columns, catalogue, maps=asked.maps, rejects=asked.rejects)
    said = [found[column] for column in columns]
    with file.open("w", encoding="utf-8") as lines:
        for member in dict.fromkeys(chain.from_iterable(said)):
            cells = {f"l{place}": texts.get(member) for place, texts in enumerate(said)}
            lines.write(json.dumps({"member": member, **cells}) + "\n")


def _rows(file: Path, columns: int) -> str:
    """What to select of such a file."""
    names = ["member", *(f"l{place}" for place in range(columns))]
    types = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    path = literal(glob.escape(str(file)))
    return f"FROM read_json({path}, format = 'newline_delimited', columns = {{{types}}}, {NO_FOLDERS})"
