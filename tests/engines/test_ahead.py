"""A week ahead, and the hash of what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.fingerprint import data_fingerprint
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.model import Function
from ssi_rules.scorecard import Scorecard
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.build import DAY, aggregate, days, member, pillar, ramp, rows, ruleset, whole

if TYPE_CHECKING:
    from ssi_rules import model
    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Criterion, Later

WEEK = 7
SKILLS = build.criterion("skills", build.SKILLS, ramp((0, 0), (10, 500)))
RECENT = build.criterion(
    "recent", aggregate(Function.COUNT, "inmails", over=days(30)), ramp((0, 0), (10, 500))
)


def one(line: model.Criterion) -> Ruleset:
    return ruleset(pillar("p", line), reads_dates=True)


def later(line: model.Criterion, person: Member, ahead: int = WEEK, day: date = DAY) -> Later | None:
    return Evaluator(one(line)).scorecard(person, day, ahead=ahead).pillars[0].criteria[0].later


def sent(*ago: int) -> Member:
    return member(tables={"inmails": rows("inmails", *({"sent_on": DAY - timedelta(each)} for each in ago))})


def test_what_leaves_the_window_is_told() -> None:
    told = later(RECENT, sent(1, 2, 23, 22, 29))
    assert told is not None
    assert (told.as_of, told.value, told.points) == (DAY + timedelta(7), Decimal(3), Decimal("1.5"))
    assert (told.numerator, told.denominator) == (None, None)


def test_what_stays_is_not_told() -> None:
    assert later(RECENT, sent(1, 2, 3)) is None
    assert later(SKILLS, member({"skills": whole(3)})) is None


def test_rows_of_the_coming_days_are_not_counted_as_if_they_had_been_added() -> None:
    assert later(RECENT, sent(1, 2, -1, -3)) is None


def test_a_share_is_told_with_its_parts() -> None:
    line = build.criterion(
        "rate",
        aggregate(Function.SHARE, "inmails", over=days(30), where=build.REPLIED),
        ramp((0, 0), (1, 500)),
    )
    person = member(
        tables={
            "inmails": rows(
                "inmails",
                {"sent_on": DAY, "replied": True},
                {"sent_on": DAY - timedelta(25), "replied": False},
            )
        }
    )
    told = later(line, person)
    assert told is not None
    assert (told.value, told.numerator, told.denominator, told.points) == (
        Decimal(1),
        Decimal(1),
        Decimal(1),
        Decimal(5),
    )
    gone = later(line, person, ahead=60)
    assert gone is not None
    assert (gone.value, gone.points) == (None, None)


def test_nobody_looks_ahead_unless_asked() -> None:
    card = Evaluator(one(RECENT)).scorecard(sent(1, 25), DAY)
    assert card.pillars[0].criteria[0].later is None
    assert card.data is None


def test_the_last_day_there_is_has_no_week_after_it() -> None:
    person = member(tables={"inmails": rows("inmails", {"sent_on": date.max - timedelta(31)})})
    told = later(RECENT, person, day=date.max - timedelta(2))
    assert told is not None
    assert told.as_of == date.max


def test_a_ruleset_without_days_needs_none() -> None:
    card = Evaluator(ruleset(pillar("p", SKILLS))).scorecard(member({"skills": whole(1)}), ahead=WEEK)
    assert card.data is not None
    assert card.data.startswith("sha256:")


@pytest.mark.parametrize("name", ["linkedin-ssi-2015", "recruiting-agency"])
def test_a_week_on_is_the_score_of_a_week_on(name: str) -> None:
    rules, rng, seen = load_ruleset(name), Random(name), 0
    evaluator, then = Evaluator(rules), crowd.DAY + timedelta(WEEK)
    for _ in range(40):
        person = crowd.member(rules.catalogue, rng)
        card = evaluator.scorecard(person, crowd.DAY, ahead=WEEK)
        after = evaluator.scorecard(past_of(person, rules), then)
        pairs = zip(card.pillars, after.pillars, strict=True)
        lines = [pair for now, new in pairs for pair in zip(now.criteria, new.criteria, strict=True)]
        assert [told(now.later) if now.later else shown(now) for now, _ in lines] == [
            shown(new) for _, new in lines
        ]
        seen += sum(now.later is not None for now, _ in lines)
        assert card == Scorecard.model_validate_json(card.model_dump_json(by_alias=True))
    assert seen > 100


def past_of(person: Member, rules: Ruleset) -> Member:
    """The member without rows of the future, row by row."""
    tables = {}
    for name, table in person.tables.items():
        dated = rules.catalogue.tables[name].dated
        names = list(table.columns)
        data = [dict(zip(names, cells, strict=True)) for cells in zip(*table.columns.values(), strict=True)]
        kept = [row for row in data if not dated or row[dated] is None or str(row[dated]) <= str(crowd.DAY)]
        tables[name] = Rows({each: [row[each] for row in kept] for each in names}, len(kept), table.origin)
    return replace(person, tables=tables)


def shown(each: Criterion) -> tuple[object, ...]:
    return each.measure.value, each.measure.numerator, each.measure.denominator, each.points


def told(each: Later) -> tuple[object, ...]:
    return each.value, each.numerator, each.denominator, each.points


# What was read.


TABLE = build.TABLES["inmails"]


def data(person: Member, day: date | None = DAY) -> str:
    return data_fingerprint(person, [TABLE], day)


def test_equal_data_has_an_equal_hash_in_any_order_of_rows() -> None:
    first = replace(sent(1, 2, 2), id="ada", facts={"skills": 1, "seat": True}, labels={"name": "Ada"})
    second = replace(sent(2, 1, 2), id="bob", facts={"seat": True, "skills": 1})
    assert data(first) == data(second)
    assert data(first) == data(replace(first, as_of=DAY, missing={}, origins={"skills": "Skills.csv"}))


def test_what_differs_has_another_hash() -> None:
    person = replace(sent(1, 2), facts={"skills": 1, "industry": "x"})
    others = [
        replace(person, facts={"skills": 1}),
        replace(person, facts={"skills": 2, "industry": "x"}),
        replace(person, facts={"skills": True, "industry": "x"}),
        replace(person, facts={"skills": "1", "industry": "x"}),
        replace(person, facts={"skills": 1, "industry": "x\nfact seat True"}),
        replace(sent(1, 2, 2), facts=person.facts),
        replace(sent(1, 3), facts=person.facts),
        replace(sent(), facts=person.facts),
        replace(person, tables={}),
    ]
    assert len({data(person), data(person, None), data(person, DAY - timedelta(1)), *map(data, others)}) == 12


def test_tables_that_nobody_reads_take_no_part() -> None:
    assert data(sent(1)) == data(
        replace(sent(1), tables={**sent(1).tables, "notes": rows("notes", {"text": "x"})})
    )


def test_a_column_that_is_not_there_is_unknown_in_every_row() -> None:
    assert data(sent(1)) == data(
        replace(sent(1), tables={"inmails": Rows({"sent_on": [DAY - timedelta(1)]}, 1, "")})
    )


def test_every_document_says_which_version_made_it() -> None:
    assert Evaluator(one(SKILLS)).scorecard(member(), DAY).version == version("ssi-rules")
