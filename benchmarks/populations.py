"""Populations made by seeded SQL: the same files every time, at any size.

``scalar`` has the facts of ``card.ssi``; ``network`` few members with many connections and long tails of titles; ``activity`` rows of four
tables. Everything is a hash of a row's number, so that DuckDB makes millions of rows a second and two runs make the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from benchmarks.card import COUNTS, FLAGS, HOURS, MOST_HOURS, NAMES

if TYPE_CHECKING:
    from pathlib import Path

MEMBERS = 1_000_000
NETWORK_MEMBERS = 20_000
NETWORK_ROWS = 10_000_000
TITLES = 200_000
ACTIVITY_MEMBERS = 1_000_000
TABLES = {"connections": 8, "invitations": 6, "inmails": 4, "shares": 3}
"""Rows a member has on average, by table of ``activity``."""

_MISSING = 10
"""One in so many facts is missing."""

_DAY = "DATE '2026-06-30'"

_SENIORITIES = (
    "Junior", "Senior", "Lead", "Principal", "Associate", "Assistant", "Deputy", "Regional", "Global", "Interim",
    "Former", "Vice President", "Head", "Director", "Chief", "Managing", "Independent", "Certified", "Freelance", "Retired",
)  # fmt: skip
_FIELDS = (
    "Sales", "Marketing", "Finance", "Financial", "Wealth", "Operations", "Technology", "Data", "Product", "People",
    "Procurement", "Legal", "Risk", "Investment", "Insurance", "Engineering", "Research", "Design", "Growth", "Supply Chain",
    "Customer Success", "Business Development", "Communications", "Compliance", "Education",
)  # fmt: skip
_ROLES = (
    "Officer", "Manager", "Advisor", "Adviser", "Analyst", "Consultant", "Engineer", "Planner", "Partner", "Specialist",
    "Coordinator", "Teacher", "Recruiter", "Executive", "Founder", "Owner",
)  # fmt: skip
_EMPLOYERS = (
    "Contoso",
    "Fabrikam",
    "Northwind",
    "Tailspin",
    "Litware",
    "Proseware",
    "Adatum",
    "Wingtip",
    "Alpine",
    "Lucerne",
)


def scalar(folder: Path, members: int = MEMBERS) -> Path:
    """One Parquet file of members with twenty scalar facts."""
    facts = ", ".join(f"{_fact(place, name)} AS {name}" for place, name in enumerate(NAMES, start=1))
    path = folder / "members.parquet"
    _copy(f"SELECT {_id('i')} AS member_id, {facts} FROM range({members}) AS r(i)", path)  # noqa: S608 - names of ours
    return path


def network(
    folder: Path, members: int = NETWORK_MEMBERS, rows: int = NETWORK_ROWS, titles: int = TITLES
) -> Path:
    """Members, and their connections: few titles are everywhere, most are rare."""
    _copy(f"SELECT {_id('i')} AS member_id FROM range({members}) AS r(i)", folder / "members.parquet")  # noqa: S608 - names of ours
    title = f"title_of[1 + CAST(floor({titles} * pow({_share('i', 2)}, 3)) AS BIGINT)]"
    path = folder / "connections.parquet"
    _copy(
        f"""
        WITH dictionary AS (SELECT list({_title("n")} ORDER BY n) AS title_of FROM range({titles}) AS d(n))
        SELECT
          {_id(f"i * {members} // {rows}")} AS member_id,
          {_DAY} - CAST({_dice("i", 1, 3000)} AS INTEGER) AS connected_on,
          CASE WHEN {_dice("i", 3, 50)} > 0 THEN {title} END AS title,
          {_pick(_EMPLOYERS, _dice("i", 4, len(_EMPLOYERS)))} || ' ' || {_dice("i", 5, 500)} AS company
        FROM range({rows}) AS r(i), dictionary""",  # noqa: S608 - names of ours
        path,
    )
    return path


def activity(folder: Path, members: int = ACTIVITY_MEMBERS) -> Path:
    """Members and four tables; one member in ten has no row in a table, others up to twice the average."""
    _copy(f"SELECT {_id('i')} AS member_id FROM range({members}) AS r(i)", folder / "members.parquet")  # noqa: S608 - names of ours
    flags = {"connections": "senior", "invitations": "accepted", "inmails": "replied", "shares": "original"}
    dates = {
        "connections": "connected_on",
        "invitations": "sent_on",
        "inmails": "sent_on",
        "shares": "shared_on",
    }
    for number, (table, average) in enumerate(TABLES.items()):
        salt = 10 * number
        count = (
            f"CASE WHEN {_dice('i', salt, 10)} = 0 THEN 0 ELSE {_dice('i', salt + 1, 2 * average + 1)} END"
        )
        each = f"i * 64 + k + {salt}"
        _copy(
            f"""
            SELECT
              {_id("i")} AS member_id,
              {_DAY} - CAST({_dice(each, 2, 700)} AS INTEGER) AS {dates[table]},
              CASE WHEN {_dice(each, 3, 20)} > 0 THEN {_dice(each, 4, 3)} = 0 END AS {flags[table]},
              {_dice(each, 5, 40)} AS minutes
            FROM (SELECT i, unnest(range({count})) AS k FROM range({members}) AS r(i))""",  # noqa: S608 - names of ours
            folder / f"{table}.parquet",
        )
    return folder


def rows_of(folder: Path) -> int:
    """Rows of all four tables of ``activity``."""
    with duckdb.connect() as database:
        counts = [
            database.execute(f"SELECT count(*) FROM '{folder}/{table}.parquet'").fetchone()  # noqa: S608 - names of ours
            for table in TABLES
        ]
    return sum(each[0] for each in counts if each is not None)


def _copy(query: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as database:
        database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")


def _id(number: str) -> str:
    return f"printf('m%08d', {number})"


def _dice(number: str, salt: int, sides: int) -> str:
    """A whole number from 0 up to ``sides``."""
    return f"CAST(hash(({number}) * 997 + {salt}) % {sides} AS BIGINT)"


def _share(number: str, salt: int) -> str:
    return f"({_dice(number, salt, 1_000_000)} / 1000000)"


def _pick(words: tuple[str, ...], place: str) -> str:
    listed = ", ".join(f"'{each}'" for each in words)
    return f"[{listed}][1 + {place}]"


def _fact(place: int, name: str) -> str:
    if name in FLAGS:
        value = f"{_dice('i', place, 10)} < 7"
    elif name in COUNTS:
        value = _dice("i", place, COUNTS[name] + 1)
    elif name == HOURS:
        value = f"{_dice('i', place, 100 * MOST_HOURS + 1)} / 100"
    else:
        value = f"{_dice('i', place, 10_001)} / 10000"
    return f"CASE WHEN {_dice('i', place + 100, _MISSING)} > 0 THEN {value} END"


def _title(number: str) -> str:
    """A title unlike all others: what comes after the words makes it so."""
    words = (
        f"{_pick(_SENIORITIES, _dice(number, 6, len(_SENIORITIES)))} || ' ' || "
        f"{_pick(_FIELDS, _dice(number, 7, len(_FIELDS)))} || ' ' || {_pick(_ROLES, _dice(number, 8, len(_ROLES)))}"
    )
    end = _pick((" at ", " | ", ", ", " & "), _dice(number, 9, 4))
    employer = _pick(_EMPLOYERS, _dice(number, 10, len(_EMPLOYERS)))
    return f"{words} || {end} || {employer} || ' ' || {number}"
