"""Where a result goes and in which form, and what of it stands there already."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.duck import is_database, tables_of

TABLE = "scores"
"""The table of a DuckDB file that holds a result."""


class Form(Enum):
    """How a result is written."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    DUCKDB = "duckdb"


def form_of(path: Path) -> Form:
    """The form that a file's name asks for.

    Raises:
        DataError: It asks for none.
    """
    suffix = path.suffix.casefold()
    try:
        return Form(_SUFFIXES.get(suffix, suffix.removeprefix(".")))
    except ValueError:
        forms = ", ".join(f".{each.value}" for each in Form)
        raise DataError(
            str(path), f"results do not stand in `{suffix}` files", help=f"end it in {forms}"
        ) from None


_SUFFIXES = {".ndjson": "jsonl", ".ddb": "duckdb", ".db": "duckdb"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a result goes.

    Attributes:
        path: A file to replace at once, or a device or a pipe to write to; None for stdout.
        form: How it is written.
    """

    path: Path | None
    form: Form

    @property
    def file(self) -> Path | None:
        """The file that will be replaced, links followed; None where something is written to instead."""
        if self.path is None or (self.path.exists() and not self.path.is_file()):
            return None
        return Path(os.path.realpath(self.path))

    @property
    def told(self) -> str:
        """Its name for people."""
        return "stdout" if self.path is None else str(self.path)


def check_target(target: Target) -> None:
    """See to it, before work begins, that a result can be put where it is to go.

    Raises:
        DataError: It cannot: the folder is not there or not to be written in, or something else would be lost.
    """
    path = target.path
    if path is None:
        return
    if path.is_dir():
        raise DataError(str(path), "this is a folder", help="name a file to write")
    file = target.file
    if file is None:
        return
    if not file.parent.is_dir():
        raise DataError(str(path), f"the folder {file.parent} does not exist", help="make it first")
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise DataError(str(path), f"nothing can be written in the folder {file.parent}", help=_ELSEWHERE)
    if file.exists() and target.form is Form.DUCKDB:
        _check_database(path)


def is_target(target: Target, file: Path) -> bool:
    """Whether a file is the one that will be replaced, by whatever name."""
    place = target.file
    return place is not None and place.exists() and place.samefile(file)


_ELSEWHERE = "allow writing to it, or name another place"


def _check_database(path: Path) -> None:
    """A DuckDB file is replaced whole, which must cost nobody anything but earlier scores."""
    if path.stat().st_size and not is_database(path):
        raise DataError(
            str(path), "this file is no DuckDB file; nothing was changed", help="name another file"
        )
    others = [name for _, name in tables_of(path, str(path)) if name != TABLE] if path.stat().st_size else []
    if others:
        raise DataError(
            str(path),
            f"the file holds other tables, which would be lost: {', '.join(others[:3])}; nothing was changed",
            help="name another file",
        )
