"""The card of ``activity.ssi`` by hand in DuckDB's SQL: every table aggregated once, then joined to the members."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = "2026-06-30"
TABLES = {
    "connections": ("connected_on", "senior"),
    "invitations": ("sent_on", "accepted"),
    "inmails": ("sent_on", "replied"),
    "shares": ("shared_on", "original"),
}
_TODAY, _QUARTER, _HALF, _YEAR = (f"DATE '{day}'" for day in (DAY, "2026-04-01", "2026-01-01", "2025-06-30"))


def ready(folder: str, out: str) -> Callable[[], None]:
    return partial(_run, Path(folder), out)


def _run(folder: Path, out: str) -> None:
    with duckdb.connect() as database:
        database.execute(f"COPY ({query(folder)}) TO '{out}' (FORMAT parquet)")


def query(folder: Path) -> str:
    """The whole card."""
    tables = ", ".join(f"{name} AS ({_table(folder, name)})" for name in TABLES)
    joined = " ".join(f"LEFT JOIN {name} USING (member_id)" for name in TABLES)
    return f"""
        WITH {tables},
        points AS (SELECT member_id, {", ".join(_points(name) for name in TABLES)} FROM '{folder}/members.parquet' {joined}),
        sums AS (SELECT *, {", ".join(_sums(name) for name in TABLES)} FROM points)
        SELECT {_total()}, {", ".join(_pillar(name) for name in TABLES)} FROM sums"""  # noqa: S608 - names of ours


def _table(folder: Path, name: str) -> str:
    day, flag = TABLES[name]
    return f"""
        SELECT member_id,
          count(*) AS {name}_all,
          count(*) FILTER ({day} > {_QUARTER}) AS {name}_recent,
          count(*) FILTER ({day} > {_YEAR}) AS {name}_year,
          count(*) FILTER ({day} > {_YEAR} AND {flag}) AS {name}_yes,
          count({flag}) FILTER ({day} > {_YEAR}) AS {name}_known,
          CAST(sum(minutes) FILTER ({day} > {_HALF}) AS BIGINT) AS {name}_minutes
        FROM '{folder}/{name}.parquet' WHERE {day} <= {_TODAY} GROUP BY member_id"""  # noqa: S608 - names of ours


def _points(name: str) -> str:
    count, recent, minutes = (f"coalesce({name}_{each}, 0)" for each in ("all", "recent", "minutes"))
    share = f"(2 * {name}_yes * 1000000 + {name}_known) // (2 * {name}_known)"
    ramp = f"""CASE WHEN {share} >= 800000 THEN 600
          WHEN {share} >= 300000 THEN 400 + (2 * ({share} - 300000) * 200 + 500000) // 1000000
          WHEN {share} >= 50000 THEN (2 * ({share} - 50000) * 400 + 250000) // 500000 ELSE 0 END"""
    return f"""
        CASE WHEN {count} >= 14 THEN 700 WHEN {count} >= 3 THEN 400 + (2 * ({count} - 3) * 300 + 11) // 22
          ELSE (2 * {count} * 400 + 3) // 6 END AS all_{name},
        CASE WHEN {recent} >= 4 THEN 600 WHEN {recent} >= 2 THEN 450 WHEN {recent} >= 1 THEN 200 ELSE 0 END AS recent_{name},
        CASE WHEN {name}_year >= 2 AND {name}_known > 0 THEN {ramp} END AS share_{name},
        CAST(CASE WHEN coalesce({name}_year, 0) < 2 THEN 'too_few' WHEN {name}_known > 0 THEN 'scored' ELSE 'unknown' END
          AS ENUM('scored', 'too_few', 'unknown')) AS state_{name},
        CASE WHEN {minutes} >= 90 THEN 600 WHEN {minutes} >= 40 THEN 300 WHEN {minutes} >= 10 THEN 150 ELSE 0 END AS minutes_{name}"""


def _sums(name: str) -> str:
    earned = f"all_{name} + recent_{name} + coalesce(share_{name}, 0) + minutes_{name}"
    return f"{earned} AS earned_{name}, CASE WHEN share_{name} IS NULL THEN 600 ELSE 0 END AS open_{name}"


def _total() -> str:
    total = " + ".join(f"earned_{name}" for name in TABLES)
    high = " + ".join(f"open_{name}" for name in TABLES)
    still_open = " + ".join(f"(share_{name} IS NULL)::BIGINT" for name in TABLES)
    return f"""
        member_id AS member, CAST(NULL AS VARCHAR) AS name, CAST(NULL AS VARCHAR) AS team, {_TODAY} AS as_of,
        {_decimal(total)} AS total, {_decimal(total)} AS low, {_decimal(f"{total} + {high}")} AS high,
        CAST(100 AS DECIMAL(18, 2)) AS worth,
        CAST(CASE WHEN {total} >= 7000 THEN 'leader' WHEN {total} >= 3500 THEN 'steady' ELSE 'starting' END
          AS ENUM('starting', 'steady', 'leader')) AS level,
        {still_open} AS open"""


def _pillar(name: str) -> str:
    pillar, flag = f"of_{name}", TABLES[name][1]
    scored = "CAST('scored' AS ENUM('scored', 'too_few', 'unknown'))"
    return f"""
        {_decimal(f"earned_{name}")} AS "{pillar}", {_decimal(f"earned_{name}")} AS "{pillar}.low",
        {_decimal(f"earned_{name} + open_{name}")} AS "{pillar}.high",
        {_decimal(f"all_{name}")} AS "{pillar}.all_{name}", {scored} AS "{pillar}.all_{name}.state",
        {_decimal(f"recent_{name}")} AS "{pillar}.recent_{name}", {scored} AS "{pillar}.recent_{name}.state",
        {_decimal(f"share_{name}")} AS "{pillar}.{flag}_{name}", state_{name} AS "{pillar}.{flag}_{name}.state",
        {_decimal(f"minutes_{name}")} AS "{pillar}.minutes_{name}", {scored} AS "{pillar}.minutes_{name}.state\""""


def _decimal(hundredths: str) -> str:
    """Hundredths as they are, with a point: no division."""
    return f"CAST(({hundredths}) * CAST(0.01 AS DECIMAL(3, 2)) AS DECIMAL(18, 2))"
