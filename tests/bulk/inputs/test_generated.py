"""Generated datasets, in every format and with every kind of slip: relations hold, say and refuse what the reader does."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

import duckdb
import pytest

from tests.sources.datasets.world import CATALOGUE

from .agreement import assert_same

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

Cell: TypeAlias = "str | int | float | bool | Decimal | date | None"

_IDS = ["m1", "m2", "m3", "m10", "ä", "日本", "m 4", "M1", "7"]
_SLIPS = ["abc", "-1", "1e400", "2.5", "1,5", "maybe", "2026-02-30", "inf", "12 34", "1e15", "--", "٣"]
_ODD = [
    "nan",
    " 12 ",
    "1e2",
    "12.0",
    "0.1234565",
    "35%",
    "150%",
    "35",
    "YES",
    "0.0",
    "2026-06-30T23:30-02:00",
    "  ",
]
_COLUMNS = {
    "members": ["skills", "hours", "rate", "seat", "title", "hired_on", "as_of", "name", "team", "region"],
    "inmails": ["sent_on", "replied", "minutes", "other"],
    "visits": ["visited_on"],
    "inmails_late": ["note", "due_on"],
}
_KINDS = {
    "skills": ["BIGINT", "INTEGER", "DOUBLE", "VARCHAR", "DECIMAL(12,0)", "HUGEINT"],
    "hours": ["DOUBLE", "FLOAT", "DECIMAL(18,6)", "DECIMAL(30,12)", "BIGINT", "VARCHAR"],
    "minutes": ["DOUBLE", "DECIMAL(9,3)", "BIGINT", "VARCHAR"],
    "rate": ["DOUBLE", "DECIMAL(9,8)", "DECIMAL(9,4)", "FLOAT", "VARCHAR", "INTEGER"],
    "seat": ["BOOLEAN", "INTEGER", "DOUBLE", "VARCHAR"],
    "replied": ["BOOLEAN", "TINYINT", "VARCHAR"],
    "hired_on": ["DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_NS", "VARCHAR"],
    "sent_on": ["DATE", "TIMESTAMP_S", "VARCHAR"],
}


_SEEDS = 2
"""How many datasets of each kind."""


@dataclass
class World:
    """What a seed makes."""

    dice: Random
    slips: bool
    odd: bool

    def cell(self, column: str) -> Cell:
        """A cell as a person or a tool would write it."""
        dice = self.dice
        if dice.random() < 0.15:
            return None
        if self.slips and dice.random() < 0.02:
            return dice.choice(_SLIPS)
        if self.odd and dice.random() < 0.15:
            return dice.choice(_ODD)
        return self._usual(column)

    def _usual(self, column: str) -> Cell:
        dice = self.dice
        usual: dict[str, Callable[[], Cell]] = {
            "skills": lambda: dice.choice([0, 3, 10**12, dice.randrange(100)]),
            "hours": lambda: dice.choice([2.5, -3, dice.uniform(-1e6, 1e6), dice.randrange(10**9) / 1000]),
            "minutes": lambda: dice.randrange(10**6) / 100,
            "rate": lambda: dice.choice([0, 1, 0.35, dice.random(), round(dice.random(), 4)]),
            "seat": lambda: dice.random() < 0.5,
            "replied": lambda: dice.random() < 0.5,
        }
        if column in usual:
            return usual[column]()
        if column.endswith("_on") or column == "as_of":
            return date(2026, dice.randrange(1, 13), dice.randrange(1, 29))
        return dice.choice(
            ["CEO", "VP, Sales", 'the "boss"', "Geschäftsführer", "日本", "line\nbreak", " x ", "1"]
        )

    def rows(self, table: str, count: int) -> list[dict[str, Cell]]:
        """Rows of a table: of members once each, of others whose they are."""
        columns = [each for each in _COLUMNS[table] if self.dice.random() < 0.8]
        return [
            {"member_id": self._id(table, at), **{each: self.cell(each) for each in columns}}
            for at in range(count)
        ]

    def _id(self, table: str, at: int) -> str:
        if self.slips and self.dice.random() < 0.01:
            return self.dice.choice(["", "m1", " "])
        member = _IDS[at] if table == "members" else self.dice.choice([*_IDS, "nobody"])
        return f" {member}\u00a0" if self.odd and self.dice.random() < 0.1 else member


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case _:
            return str(cell)


def _csv(file: Path, rows: Sequence[dict[str, Cell]], _: Random) -> None:
    with file.with_suffix(".csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(rows[0])
        writer.writerows([_text(each) for each in row.values()] for row in rows)


def _jsonl(file: Path, rows: Sequence[dict[str, Cell]], _: Random) -> None:
    lines = [json.dumps(row, default=str) for row in rows]
    file.with_suffix(".jsonl").write_text("\n".join(lines), encoding="utf-8")


def _parquet(file: Path, rows: Sequence[dict[str, Cell]], dice: Random) -> None:
    with duckdb.connect() as connection:
        _fill(connection, "t", rows, dice)
        connection.execute(f"COPY t TO '{file.with_suffix('.parquet')}' (ROW_GROUP_SIZE 2048)")


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Cell]], dice: Random
) -> None:
    """A table with a type for each column that holds all of its cells."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(f"CREATE TABLE texts ({', '.join(f'{name} VARCHAR' for name in rows[0])})")
    marks = ", ".join("?" for _ in rows[0])
    connection.executemany(
        f"INSERT INTO texts VALUES ({marks})",  # noqa: S608 -- names of ours
        [[None if c is None else str(c) for c in row.values()] for row in rows],
    )
    kinds = {name: _kind(connection, name, dice) for name in rows[0]}
    typed = ", ".join(f"CAST({name} AS {kind}) AS {name}" for name, kind in kinds.items())
    connection.execute(f"CREATE TABLE {table} AS SELECT {typed} FROM texts")  # noqa: S608 -- names of ours
    connection.execute("DROP TABLE texts")


def _kind(connection: duckdb.DuckDBPyConnection, column: str, dice: Random) -> str:
    for kind in dice.sample(_KINDS.get(column, ["VARCHAR"]), k=len(_KINDS.get(column, ["VARCHAR"]))):
        lost = connection.execute(
            f"SELECT count(*) FROM texts WHERE TRY_CAST({column} AS {kind}) IS NULL AND {column} IS NOT NULL"  # noqa: S608 -- names of ours
        ).fetchone()
        if lost == (0,):
            return kind
    return "VARCHAR"


_WRITERS: dict[str, Callable[[Path, Sequence[dict[str, Cell]], Random], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}


def _write(root: Path, form: str, world: World) -> Path:
    tables = {
        name: world.rows(name, 9 if name == "members" else world.dice.randrange(1, 40)) for name in _COLUMNS
    }
    left = [name for name in tables if name == "members" or world.dice.random() < 0.7]
    if form == "duckdb":
        with duckdb.connect(str(root / "team.duckdb")) as connection:
            for name in left:
                _fill(connection, name, tables[name], world.dice)
        return root / "team.duckdb"
    for name in left:
        rows = tables[name]
        cut = world.dice.randrange(len(rows) + 1)
        for number, part in enumerate(each for each in (rows[:cut], rows[cut:]) if each):
            narrow = [key for key in part[0] if key == "member_id" or world.dice.random() < 0.9]
            _WRITERS[form](
                root / f"{name}-{number}", [{key: row[key] for key in narrow} for row in part], world.dice
            )
    return root


@pytest.mark.parametrize("rejects", [False, True], ids=["refusing", "rejects"])
@pytest.mark.parametrize("kind", ["plain", "odd", "slips"])
@pytest.mark.parametrize("form", [*_WRITERS, "duckdb"])
def test_generated_datasets_are_read_alike(form: str, kind: str, rejects: bool) -> None:
    for seed in range(_SEEDS):
        world = World(Random(f"{form} {kind} {seed}"), slips=kind == "slips", odd=kind != "plain")
        with TemporaryDirectory() as name:
            path = _write(Path(name), form, world)
            assert_same(path, CATALOGUE, rejects=rejects)
