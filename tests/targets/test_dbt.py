"""The dbt project, rendered as dbt renders it and run on DuckDB: the model scores, and its tests find what is wrong."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import jinja2
import pytest

from ssi_rules.targets.sql.project import project
from ssi_rules.targets.sql.view import View
from ssi_rules.targets.sql.wanted import Wanted
from ssi_rules.workspace import load_ruleset
from tests.engines import crowd
from tests.targets.test_sql import CARD, KEYS, filled, people_of
from tests.targets.warehouse import expected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from tests.conftest import Golden

GOLDEN = Path(__file__).with_name("golden")
WANTED = Wanted(load_ruleset(CARD), "duckdb", "0")
PEOPLE = people_of(WANTED.ruleset, 12)


def rendered(text: str) -> str:
    """What dbt makes of a model."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # noqa: S701 - SQL
    return environment.from_string(text).render(
        source=lambda schema, table: f'"{schema}"."{table}"',
        ref=lambda model: f'"built"."{model}"',
        var=lambda name: {"as_of": crowd.DAY.isoformat()}[name],
    )


@pytest.fixture
def built() -> Iterator[DuckDBPyConnection]:
    """A warehouse in which dbt has run the models."""
    with closing(duckdb.connect(config={"threads": 1})) as connection:
        filled(connection.execute, connection.executemany, View(WANTED), PEOPLE, crowd.DAY)
        connection.execute("CREATE SCHEMA built")
        for path, text in project(WANTED).items():
            if path.startswith("models/") and path.endswith(".sql"):
                connection.execute(f'CREATE VIEW "built"."{Path(path).stem}" AS {rendered(text)}')
        yield connection


def found_by(connection: DuckDBPyConnection, test: str) -> list[tuple[Any, ...]]:
    return connection.execute(rendered(project(WANTED)[f"tests/{test}.sql"])).fetchall()


def test_the_model_scores(built: DuckDBPyConnection) -> None:
    assert sorted(built.execute("FROM built.card_scores").fetchall()) == expected(WANTED, PEOPLE, crowd.DAY)


@pytest.mark.parametrize("test", ["card_ranges", "card_facts", "card_matched"])
def test_tests_find_nothing_where_nothing_is_wrong(built: DuckDBPyConnection, test: str) -> None:
    assert found_by(built, test) == []


@pytest.mark.parametrize(
    ("wrong", "test"),
    [
        ("UPDATE ssi.members SET skills = -1 WHERE member_id = 'm003'", "card_facts"),
        ("UPDATE ssi.members SET hours = 1000000000001 WHERE member_id = 'm003'", "card_facts"),
        ("UPDATE ssi.members SET member_id = ' m003' WHERE member_id = 'm003'", "card_facts"),
        ("DELETE FROM ssi.verdicts WHERE text = 'Dentist'", "card_matched"),
    ],
)
def test_tests_find_what_is_wrong(built: DuckDBPyConnection, wrong: str, test: str) -> None:
    built.execute(wrong)
    assert found_by(built, test)


def test_what_is_written(golden: Golden) -> None:
    files = project(Wanted(WANTED.ruleset, "snowflake", "0"))
    for path, text in files.items():
        golden(GOLDEN / "dbt" / Path(path).name, KEYS.sub("KEY", text))


def test_the_seed_lists_every_criterion() -> None:
    rows = list(csv.DictReader(project(WANTED)["seeds/card_criteria.csv"].splitlines()))
    told = {(each["pillar"], each["criterion"]): each["worth"] for each in rows}
    assert told[("profile", "trade")] == "2"
    assert len(told) == sum(len(pillar.criteria) for pillar in WANTED.ruleset.pillars)


def test_titles_are_no_instructions(tmp_path: Path) -> None:
    rules = tmp_path / "card.ssi"
    text = CARD.read_text(encoding="utf-8").replace('"Café"', '"{{ x }}{% y %}{# z #}"')
    rules.write_text(text.replace('"Skills listed"', '"{{ x }}"'), encoding="utf-8")
    for path, written in project(Wanted(load_ruleset(rules), "duckdb", "0")).items():
        if path.endswith("_scores.sql"):
            assert "{{ x }}{% y %}{# z #}" in rendered(written)
