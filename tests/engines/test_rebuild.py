"""A scorecard rebuilt from a wide row is the one that the member's record gives."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from ssi_rules.engines.rebuild import Rebuilder, Told
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail, Kind, WideColumn, held_columns, wide_columns
from ssi_rules.language.types import Type
from ssi_rules.model import Function, LetValue
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.open import open_dataset
from ssi_rules.synthetic import SMALLEST_TEAM, write_team
from ssi_rules.workspace import load_ruleset
from tests.conformance.cases import Named, load
from tests.conformance.cases import member as described
from tests.engines import build, crowd
from tests.engines.models import DAY, members, rulesets
from tests.engines.test_steps_hold import SHIPPED

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member


def told(member: Member) -> Told:
    """What the source of a member says beside values."""
    return Told(
        member.missing, {name: replace(rows, columns={}, count=0) for name, rows in member.tables.items()}
    )


def assert_rebuilt(evaluator: Evaluator, rebuilder: Rebuilder, member: Member, day: date | None) -> None:
    row = WideRows(evaluator, Detail.FULL).row(member, day)
    card = evaluator.scorecard(member, day, ("a notice",))
    again = rebuilder.scorecard(row, told(member), ("a notice",))
    assert again.model_dump() == card.model_dump()


def assert_all_rebuilt(ruleset: Ruleset, people: list[Member], day: date | None) -> None:
    evaluator, rebuilder = Evaluator(ruleset), Rebuilder(ruleset, "reference")
    for each in people:
        assert_rebuilt(evaluator, rebuilder, each, day)


@given(rulesets(), members())
@settings(max_examples=150, deadline=None)
def test_of_any_ruleset_and_member(ruleset: Ruleset, member: Member) -> None:
    assert_all_rebuilt(ruleset, [replace(member, labels={"name": "Ada", "team": "North"})], DAY)


@pytest.mark.parametrize("name", SHIPPED)
def test_of_the_shipped_rulesets(name: str) -> None:
    ruleset, rng = load_ruleset(name), Random(11)
    assert_all_rebuilt(ruleset, [crowd.member(ruleset.catalogue, rng) for _ in range(15)], None)


def test_of_a_team_with_its_files(tmp_path: Path) -> None:
    write_team(tmp_path, seed=3, members=SMALLEST_TEAM, as_of=crowd.DAY)
    ruleset = load_ruleset("linkedin-ssi-2015")
    people = list(open_dataset(tmp_path, ruleset.catalogue).members())
    assert people
    assert_all_rebuilt(ruleset, people, None)


CASES = [*load("measure"), *load("expect")]


@pytest.mark.parametrize("named", CASES, ids=lambda each: each.id)
def test_of_every_conformance_case(named: Named, tmp_path: Path) -> None:
    ruleset = load_ruleset(named.write(tmp_path))
    assert_all_rebuilt(ruleset, [described(named.case, ruleset.catalogue)], None)


def test_the_engine_is_the_one_that_computed_the_row() -> None:
    card = build.ruleset(build.pillar("p", build.criterion("c", build.SKILLS, build.bands((3, 1000)))))
    row = WideRows(Evaluator(card), Detail.FULL).row(build.member())
    missing = Missing("the cell is blank", "members.csv: skills")
    found = Rebuilder(card, "duckdb").scorecard(row, Told({"skills": missing}))
    assert found.engine == "duckdb"
    assert found.pillars[0].criteria[0].unknown[0].reason == "the cell is blank"


@given(rulesets(), members())
@settings(max_examples=30, deadline=None)
def test_each_detail_holds_what_the_ones_before_it_do(ruleset: Ruleset, member: Member) -> None:
    evaluator = Evaluator(ruleset)
    rows = {each: WideRows(evaluator, each).row(member, DAY) for each in Detail}
    cells = {each: dict(zip(wide_columns(ruleset, each), rows[each], strict=True)) for each in Detail}
    assert cells[Detail.TOTAL].items() <= cells[Detail.PILLARS].items() <= cells[Detail.CRITERIA].items()
    assert cells[Detail.CRITERIA].items() <= cells[Detail.FULL].items()


def test_no_two_columns_are_called_alike() -> None:
    line = build.criterion("low", build.SKILLS, build.bands((3, 1000)))
    card = build.ruleset(
        build.pillar("fact", replace(line, id="skills")), build.pillar("p", line), build.pillar("P", line)
    )
    names = [each.name for each in wide_columns(card, Detail.FULL)]
    assert len({each.casefold() for each in names}) == len(names)
    assert {"p.low", "p.low_2", "P_2", "P.low_3", "fact.skills", "fact.skills_2"} <= set(names)


def test_what_a_let_names_stands_under_its_name() -> None:
    sent = build.aggregate(Function.COUNT, "inmails", where=build.REPLIED)
    line = build.criterion("c", LetValue("replies", Type.COUNT), build.bands((3, 1000)))
    card = build.ruleset(build.pillar("p", line), lets={"replies": sent})
    found = [each.column for each in held_columns(card)]
    assert [each.name for each in found] == [
        "p.c.measure",
        "let.replies",
        "let.replies.left_out",
        "rows.inmails",
        "undated.inmails",
        "known.inmails.replied",
    ]
    assert found[1] == WideColumn("let.replies", Kind.NUMBER)
