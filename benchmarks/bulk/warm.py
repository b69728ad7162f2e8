"""Few members, to have every library loaded before a clock starts."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from benchmarks.populations import scalar
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssi_rules.model import Ruleset

_CELLS = {
    Type.FLAG: "TRUE",
    Type.TEXT: "'Nobody of the populations is called so'",
    Type.DATE: "DATE '2026-01-01'",
}


def begun(run: Callable[[Path, Path], object]) -> None:
    """Have a contestant of the scalar card score ten members, from one file to another."""
    with TemporaryDirectory() as made:
        run(scalar(Path(made), 10), Path(made) / "out.parquet")


def one_member(ruleset: Ruleset, folder: Path) -> Path:
    """One member, with one row in every table that the ruleset declares."""
    catalogue = ruleset.catalogue
    _write(folder / "members.parquet", {name: fact.type for name, fact in catalogue.facts.items()})
    for name, table in catalogue.tables.items():
        _write(folder / f"{name}.parquet", {column.name: column.type for column in table.columns})
    return folder


def _write(path: Path, columns: Mapping[str, Type]) -> None:
    cells = [
        "'m' AS member_id",
        *(f'{_CELLS.get(type_, "1")} AS "{name}"' for name, type_ in columns.items()),
    ]
    with duckdb.connect() as database:
        database.execute(f"COPY (SELECT {', '.join(cells)}) TO '{path}' (FORMAT parquet)")
