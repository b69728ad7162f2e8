"""A small catalogue, and one dataset written in every format."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import duckdb

from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.sources.dataset import DataError, Dataset, Member
from ssi_rules.sources.open import open_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FACTS = {
    "skills": Type.COUNT,
    "hours": Type.NUMBER,
    "rate": Type.PERCENT,
    "seat": Type.FLAG,
    "title": Type.TEXT,
    "hired_on": Type.DATE,
}
INMAILS = Table(
    "inmails",
    "sent_on",
    "",
    (Column("sent_on", Type.DATE), Column("replied", Type.FLAG), Column("minutes", Type.NUMBER)),
)
CATALOGUE = Catalogue(
    {name: Fact(name, kind, "") for name, kind in FACTS.items()},
    {
        "inmails": INMAILS,
        "inmails_late": Table(
            "inmails_late", None, "", (Column("note", Type.TEXT), Column("due_on", Type.DATE))
        ),
        "visits": Table("visits", "visited_on", "", (Column("visited_on", Type.DATE),)),
    },
)

Cell: TypeAlias = "str | bool | int | Decimal | date | None"
Records: TypeAlias = "Sequence[Mapping[str, Cell]]"
Writer: TypeAlias = "Callable[[Path, Mapping[str, tuple[Mapping[str, str], Records]]], Path]"
"""Writes tables (SQL type by column, and records) into a folder; gives the dataset's path."""


def read(path: Path, *maps: Path, rejects: bool = False) -> list[Member]:
    return list(open_dataset(path, CATALOGUE, maps=maps, rejects=rejects).members())


def read_with_notices(path: Path, *maps: Path, rejects: bool = False) -> tuple[list[Member], str]:
    dataset: Dataset = open_dataset(path, CATALOGUE, maps=maps, rejects=rejects)
    return list(dataset.members()), "\n".join(dataset.notices())


def refusal(path: Path, *maps: Path, rejects: bool = False) -> DataError:
    """The error that reading ends with."""
    try:
        read(path, *maps, rejects=rejects)
    except DataError as error:
        return error
    raise AssertionError("nothing was refused")


def folder(root: Path, **files: str) -> Path:
    """Files by name, ``__`` standing for the point: ``members__csv="…"``."""
    for name, text in files.items():
        file = root / name.replace("__", ".")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


def as_csv(root: Path, tables: Mapping[str, tuple[Mapping[str, str], Records]]) -> Path:
    for table, (columns, records) in tables.items():
        with (root / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([_text(record[name]) for name in columns] for record in records)
    return root


def as_json_lines(root: Path, tables: Mapping[str, tuple[Mapping[str, str], Records]]) -> Path:
    for table, (_, records) in tables.items():
        lines = [json.dumps({name: _json(cell) for name, cell in record.items()}) for record in records]
        (root / f"{table}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return root


def as_parquet(root: Path, tables: Mapping[str, tuple[Mapping[str, str], Records]]) -> Path:
    with duckdb.connect() as connection:
        _create(connection, tables)
        for table in tables:
            connection.execute(f"COPY {table} TO '{root / table}.parquet' (FORMAT parquet)")
    return root


def as_duckdb(root: Path, tables: Mapping[str, tuple[Mapping[str, str], Records]]) -> Path:
    file = root / "team.duckdb"
    with duckdb.connect(str(file)) as connection:
        _create(connection, tables)
    return file


FORMATS: dict[str, Writer] = {
    "csv": as_csv,
    "jsonl": as_json_lines,
    "parquet": as_parquet,
    "duckdb": as_duckdb,
}


def _create(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, tuple[Mapping[str, str], Records]]
) -> None:
    for table, (columns, records) in tables.items():
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f"CREATE TABLE {table} ({declared})")
        for record in records:
            marks = ", ".join("?" for _ in columns)
            cells = [record[name] for name in columns]
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", cells)  # noqa: S608 -- our own names


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _json(cell: Cell) -> str | bool | int | float | None:
    match cell:
        case Decimal():
            return float(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell
