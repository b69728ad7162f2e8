"""Names and texts in DuckDB's SQL."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NO_FOLDERS = "hive_partitioning = false"
"""An option of DuckDB's readers: by themselves they put what folders are called in place of what a file says."""


def quoted(name: str) -> str:
    """An identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text."""
    return "'" + text.replace("'", "''") + "'"


def list_of(texts: Iterable[str]) -> str:
    """A list of texts."""
    return f"[{', '.join(map(literal, texts))}]"


def parquet(files: Iterable[Path]) -> str:
    """The rows of Parquet files, one after the other; their names are no patterns and no columns."""
    return f"read_parquet({list_of(glob.escape(str(each)) for each in files)}, {NO_FOLDERS})"
