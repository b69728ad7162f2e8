"""The view scores everyone as the reference engine does, where it is run; elsewhere its text is kept."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, get_args
from unicodedata import normalize

import duckdb
import pytest

from ssi_rules.engines.columnar import vocabulary as sql
from ssi_rules.engines.wide import Detail
from ssi_rules.language.texts import plain_text
from ssi_rules.targets.sql.script import script
from ssi_rules.targets.sql.texts import composes, plain
from ssi_rules.targets.sql.view import View
from ssi_rules.targets.sql.wanted import NotRead, Wanted, Warehouse
from ssi_rules.workspace import load_ruleset
from tests.engines import crowd
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of
from tests.targets.warehouse import expected, having_all_tables, loaded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from pyspark.sql import SparkSession

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member
    from tests.conftest import Golden
    from tests.targets.postgres import Connection

    Execute = Callable[[str], Any]

CARD = Path(__file__).with_name("card.ssi")
GOLDEN = Path(__file__).with_name("golden")
SPARK_TYPES = {"VARCHAR": "STRING"}
KEYS = re.compile("[0-9a-f]{64}")
"""Keys of questions know the matcher, and the ruleset's fingerprint knows all: neither is what these tests are about."""


def on_duckdb(wanted: Wanted, people: Sequence[Member], day: date | None) -> list[tuple[Any, ...]]:
    with closing(duckdb.connect(config={"threads": 1})) as connection:
        run(connection.execute, connection.executemany, View(wanted), people, day)
        scores = View(wanted).table(f"{wanted.ruleset.id}_scores")
        return connection.execute(f"FROM {scores}").fetchall()


def on_postgres(
    connection: Connection, wanted: Wanted, people: Sequence[Member], day: date | None
) -> list[tuple[Any, ...]]:
    with connection.transaction(force_rollback=True), connection.cursor() as cursor:
        run(
            lambda text: cursor.execute(text.encode()),
            lambda text, rows: cursor.executemany(text.replace("?", "%s").encode(), rows),
            View(wanted),
            people,
            day,
        )
        scores = View(wanted).table(f"{wanted.ruleset.id}_scores")
        return cursor.execute(f"TABLE {scores}".encode()).fetchall()


def on_spark(
    session: SparkSession, wanted: Wanted, people: Sequence[Member], day: date | None
) -> list[tuple[Any, ...]]:
    """The view's query over temporary views: making tables takes Spark longer than all else."""
    view = View(replace(wanted, schema="global_temp"))
    for name, columns, rows in loaded(view, people, day):
        types = ", ".join(f"`{column}` {SPARK_TYPES.get(of, of)}" for column, of in columns.items())
        session.createDataFrame(rows, types).coalesce(1).createOrReplaceGlobalTempView(name)
    return [tuple(row) for row in session.sql(view.query).collect()]


def run(
    execute: Execute, many: Callable[[str, Any], Any], view: View, people: Sequence[Member], day: date | None
) -> None:
    filled(execute, many, view, people, day)
    execute(script(view.wanted))


def filled(
    execute: Execute, many: Callable[[str, Any], Any], view: View, people: Sequence[Member], day: date | None
) -> None:
    execute("CREATE SCHEMA ssi")
    for name, columns, rows in loaded(view, people, day):
        types = ", ".join(f'"{column}" {type_}' for column, type_ in columns.items())
        execute(f"CREATE TABLE {view.table(name)} ({types})")
        if rows:
            holes = ", ".join("?" * len(columns))
            many(f"INSERT INTO {view.table(name)} VALUES ({holes})", rows)  # noqa: S608 - names of ours


def people_of(ruleset: Ruleset, count: int) -> list[Member]:
    rng = Random(11)
    people = (replace(crowd.member(ruleset.catalogue, rng), id=f"m{at:03}") for at in range(count))
    return [having_all_tables(in_some_trade(each, rng), ruleset.catalogue.tables) for each in people]


def in_some_trade(person: Member, rng: Random) -> Member:
    """The member with a text that is what the card asks for, more or less."""
    if "industry" not in person.facts:
        return person
    trade = rng.choice(["Café", "Cafe\u0301", "\u00a0Café\t", "Cafe", "café", "Banking"])
    return replace(person, facts={**person.facts, "industry": trade})


def generated(seed: int, size: int) -> tuple[Ruleset, list[Member], date]:
    rng = Random(seed)
    ruleset = ruleset_of(rng)
    group = Crowd(ruleset, rng).group(size)
    people = [having_all_tables(each, ruleset.catalogue.tables) for each in group.members]
    return ruleset, people, group.day or crowd.DAY


@pytest.mark.parametrize("name", ["linkedin-ssi-2015-fair", "selling-to-financial-advisors"])
def test_shipped_rulesets(postgres: Connection, name: str) -> None:
    wanted = Wanted(load_ruleset(name), "duckdb", "0")
    people = people_of(wanted.ruleset, 20)
    there = expected(wanted, people, crowd.DAY)
    assert sorted(on_duckdb(wanted, people, crowd.DAY)) == there
    assert sorted(on_postgres(postgres, replace(wanted, warehouse="postgres"), people, crowd.DAY)) == there


@pytest.mark.parametrize("seed", range(300, 304))
def test_generated_rulesets(postgres: Connection, seed: int) -> None:
    ruleset, people, day = generated(seed, 15)
    wanted = Wanted(ruleset, "duckdb", "0", detail=Detail.FULL)
    there = sorted(expected(wanted, people, day))
    assert sorted(on_duckdb(wanted, people, day)) == there
    assert sorted(on_postgres(postgres, replace(wanted, warehouse="postgres"), people, day)) == there


@pytest.mark.parametrize("seed", [None, 301])
def test_rulesets_on_spark(spark: SparkSession, seed: int | None) -> None:
    ruleset = load_ruleset(CARD)
    people, day = [composed(each) for each in people_of(ruleset, 15)], crowd.DAY
    if seed is not None:
        ruleset, people, day = generated(seed, 10)
    wanted = Wanted(ruleset, "spark", "0")
    assert sorted(on_spark(spark, wanted, people, day)) == sorted(expected(wanted, people, day))


def composed(person: Member) -> Member:
    """The member as a warehouse must have her that cannot compose texts."""
    facts = {
        name: normalize("NFC", value) if isinstance(value, str) else value
        for name, value in person.facts.items()
    }
    return replace(person, facts=facts)


@pytest.mark.parametrize("warehouse", get_args(Warehouse))
def test_what_is_written(warehouse: Warehouse, golden: Golden) -> None:
    text = script(Wanted(load_ruleset(CARD), warehouse, "0"))
    golden(GOLDEN / f"card.{warehouse}.sql", KEYS.sub("KEY", text))


def test_what_a_warehouse_lacks_is_unknown() -> None:
    lacking = frozenset({"skills", "invitations", "connections.company"})
    wanted = Wanted(load_ruleset(CARD), "duckdb", "0", without=lacking)
    people = people_of(wanted.ruleset, 20)
    assert sorted(on_duckdb(wanted, people, crowd.DAY)) == expected(
        wanted, list(map(less, people)), crowd.DAY
    )


def less(person: Member) -> Member:
    """The member without all that the warehouse lacks."""
    connections = person.tables["connections"]
    columns = {**connections.columns, "company": [None] * connections.count}
    facts = {name: value for name, value in person.facts.items() if name != "skills"}
    return replace(person, facts=facts, tables={"connections": replace(connections, columns=columns)})


@pytest.mark.parametrize("name", ["skils", "skills.x", "connections.titel", "members"])
def test_only_what_is_read_can_be_left_out(name: str) -> None:
    with pytest.raises(NotRead) as caught:
        script(Wanted(load_ruleset(CARD), "trino", "0", without=frozenset({name})))
    assert caught.value.name == name


@pytest.mark.parametrize("days", [[], [crowd.DAY, crowd.DAY]])
def test_without_one_day_nobody_is_scored(days: list[date]) -> None:
    wanted = Wanted(load_ruleset(CARD), "duckdb", "0")
    with closing(duckdb.connect()) as connection:
        run(connection.execute, connection.executemany, View(wanted), people_of(wanted.ruleset, 2), crowd.DAY)
        connection.execute("DELETE FROM ssi.parameters")
        connection.executemany(
            "INSERT INTO ssi.parameters VALUES (?)", [[day] for day in days]
        ) if days else None
        assert connection.execute("SELECT * FROM ssi.card_scores").fetchall() == []


def test_texts_without_a_verdict_are_shown() -> None:
    wanted = Wanted(load_ruleset(CARD), "duckdb", "0")
    with closing(duckdb.connect()) as connection:
        run(connection.execute, connection.executemany, View(wanted), people_of(wanted.ruleset, 9), crowd.DAY)
        assert connection.execute("SELECT * FROM ssi.card_unmatched").fetchall() == []
        connection.execute("DELETE FROM ssi.verdicts WHERE text = 'Dentist'")
        found = connection.execute("SELECT * FROM ssi.card_unmatched").fetchall()
        assert sorted(found) == [("connections.company", "Dentist"), ("connections.title", "Dentist")]


def test_an_analyst_reads_names_without_dots() -> None:
    names = [each.name for each in View(Wanted(load_ruleset(CARD), "bigquery", "0")).columns]
    assert names[:3] == ["member_id", "as_of", "total"]
    assert "network__buyers__state" in names
    assert not [each for each in names if "." in each]


TEXTS = [
    "Banking",
    "ABCDEF0123456789u\\u0041&",
    "it's",
    "Café",
    "Cafe\u0301",
    *(f"{blank}\u00e4b{blank}c{blank}" for blank in map(chr, range(0x3001)) if blank.isspace()),
]
"""What escapes that a dialect does not know would make of blanks, and blanks of every kind."""


@pytest.mark.parametrize("warehouse", ["duckdb", "postgres", "spark"])
def test_texts_are_trimmed_and_composed_as_the_language_does(
    warehouse: Warehouse, request: pytest.FixtureRequest
) -> None:
    asked = {text: sql.text(text) for text in TEXTS}
    shown = {text: plain(value, warehouse).sql(dialect=warehouse) for text, value in asked.items()}
    query = f"SELECT {', '.join(shown.values())}"
    composed = plain_text if composes(warehouse) else str.strip
    assert _row(warehouse, query, request) == tuple(map(composed, TEXTS))


def _row(warehouse: Warehouse, query: str, request: pytest.FixtureRequest) -> tuple[object, ...]:
    if warehouse == "duckdb":
        with closing(duckdb.connect()) as connection:
            found = connection.execute(query).fetchone()
    elif warehouse == "postgres":
        found = request.getfixturevalue("postgres").execute(query.encode()).fetchone()
    else:
        found = tuple(request.getfixturevalue("spark").sql(query).first())
    assert found is not None
    return tuple(found)
