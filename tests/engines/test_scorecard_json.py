"""The JSON that is made without the document is the document's own, to the byte; and what arithmetic tells of a fact is what trying finds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.explain import document
from ssi_rules.engines.reference.explain.document import Explainer
from ssi_rules.engines.reference.explain.forms import Form
from ssi_rules.engines.reference.explain.media import DOCUMENTS, JSON
from ssi_rules.engines.reference.explain.straight import (
    BandsReader,
    FlagReader,
    RampReader,
    TryingReader,
    quickest,
)
from ssi_rules.engines.reference.explain.unknowns import REMEMBERED
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.language.numbers import LARGEST_FACT, LARGEST_INTERMEDIATE, SCALE
from ssi_rules.language.states import Missing as Without
from ssi_rules.language.types import Type
from ssi_rules.model import AsOfValue, Bands, Catalogue, Fact, FactValue, Function, Ramp
from ssi_rules.scorecard import LevelInfo, Points, Scorecard, WindowDates
from ssi_rules.sources.dataset import Member, Missing
from ssi_rules.sources.open import open_dataset
from ssi_rules.synthetic import SMALLEST_TEAM, write_team
from ssi_rules.workspace import load_ruleset
from tests.engines import build, crowd
from tests.engines.countable import countable
from tests.engines.models import DAY, members, rulesets
from tests.engines.plainly import cards
from tests.engines.test_steps_hold import SHIPPED
from tests.fuzz.people import somebody

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from ssi_rules.language.types import Value
    from ssi_rules.model import Award, Expression, Ruleset

SOME = settings(max_examples=80, deadline=None)
NOTICES = ("2 rows set aside", 'a "quoted" one: 100 % \\ \u2028 🙂 \x00')
EACH = 20


def assert_same(evaluator: Evaluator, member: Member, day: date | None = None) -> Scorecard:
    card = evaluator.scorecard(member, day, NOTICES)
    assert evaluator.scorecard_json(member, day, NOTICES) == card.model_dump_json(by_alias=True)
    return card


def tried(ruleset: Ruleset, member: Member, day: date | None = None) -> str:
    """The scorecard where every step is found by trying."""
    evaluator = Evaluator(ruleset)
    record = evaluator.record(member, day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "quickest", TryingReader)
        return Explainer(ruleset, record.layout).scorecard_json(record, NOTICES)


def seen(card: Scorecard) -> Iterator[str]:
    """What makes documents differ."""
    for pillar in card.pillars:
        yield from (f"{each.kind} {'open' if each.open else each.fired}" for each in pillar.adjustments)
        for criterion in pillar.criteria:
            yield criterion.state
            yield from (step.kind for step in criterion.steps)
            yield "no chance" if criterion.next is None else criterion.next.direction
    yield from (f"total {each.kind}" for each in card.adjustments)


# Byte for byte.


@given(rulesets(), members())
@SOME
def test_any_scorecard_is_written_as_its_document_is(ruleset: Ruleset, member: Member) -> None:
    assert_same(Evaluator(ruleset), member, DAY)


@given(countable(), st.integers(0, 10**6))
@SOME
def test_steps_with_rows_are_written_as_documents_are(ruleset: Ruleset, seed: int) -> None:
    member = crowd.member(Catalogue(build.FACTS, build.TABLES), Random(seed))
    assert_same(Evaluator(ruleset), member, crowd.DAY)


@pytest.mark.parametrize("name", SHIPPED)
def test_scorecards_of_the_shipped_rulesets_are_written_as_documents_are(name: str) -> None:
    ruleset, rng = load_ruleset(name), Random(name)
    evaluator, found = Evaluator(ruleset), Counter[str]()
    for number in range(EACH):
        make = crowd.member if number % 2 else somebody
        member = replace(make(ruleset.catalogue, rng), labels={"name": "Zoë “Z” 100 %", "team": "\\"})
        found.update(seen(assert_same(evaluator, member, crowd.DAY)))
    assert min(found["scored"], found["unknown"], found["fact"], found["rows"], found["no chance"]) > EACH
    assert name == "linkedin-ssi-2013" or found["too_few"]  # which asks for no sample


def test_scorecards_of_an_invented_team_are_written_as_documents_are(tmp_path: Path) -> None:
    """People as exports tell of them: with notes, reasons and origins; under rules that pass on worth."""
    ruleset, found = load_ruleset("linkedin-ssi-2015-fair"), Counter[str]()
    write_team(tmp_path, seed=7, members=SMALLEST_TEAM, as_of=crowd.DAY)
    evaluator = Evaluator(ruleset)
    for member in open_dataset(tmp_path, ruleset.catalogue).members():
        card = assert_same(evaluator, member)
        found.update(seen(card))
        found["notes"] += len(card.notices) - len(NOTICES)
    assert min(found["redistributed True"], found["notes"], found["unknown"], found["turned"]) > 0


def test_adjustments_are_written_as_documents_are() -> None:
    cut = build.compared(build.HOURS, ">", build.count(4))
    criterion = build.criterion("c", build.SKILLS, build.bands((1, 500)))
    pillar = build.pillar("p", criterion, adjust=(build.cap(300, build.SEAT), build.deduct(150, cut)))
    evaluator, found = Evaluator(build.ruleset(pillar)), Counter[str]()
    for facts in ({"seat": True, "hours": 9 * SCALE}, {"seat": False, "hours": SCALE}, {}):
        member = build.member({"skills": 5 * SCALE, **facts})
        found.update(seen(assert_same(evaluator, member)))
        found.update(
            seen(
                assert_same(evaluator, replace(member, missing={"seat": Missing("it is not told", "a.csv")}))
            )
        )
    assert {f"{kind} {how}" for kind in ("cap", "deduct") for how in (True, False, "open")} < set(found)


def test_pillars_without_a_score_are_written_as_documents_are() -> None:
    lines = [
        build.criterion(name, of, build.bands((1, 500)), missing=Without.REDISTRIBUTE)
        for name, of in (("a", build.SKILLS), ("b", build.FOLLOWERS))
    ]
    evaluator = Evaluator(build.ruleset(*(build.pillar(each.id, each) for each in lines)))
    half, none = build.member({"skills": SCALE}), build.member()
    assert list(seen(assert_same(evaluator, half)))[-1] == "total redistributed"
    assert assert_same(evaluator, none).total.points is None


def test_the_day_is_asked_for_as_by_the_document() -> None:
    measure = build.aggregate(Function.COUNT, "inmails", over=build.days(30))
    evaluator = Evaluator(
        build.ruleset(
            build.pillar("p", build.criterion("c", measure, build.bands((1, 100)))), reads_dates=True
        )
    )
    with pytest.raises(AsOfNeeded):
        evaluator.scorecard_json(build.member())
    for day in (build.DAY, DAY, build.DAY):
        assert_same(evaluator, build.member(tables={"inmails": build.rows("inmails", {"sent_on": DAY})}), day)


def test_reasons_are_told_anew_after_more_of_them_than_are_remembered() -> None:
    line = build.criterion(
        "c",
        build.SKILLS,
        build.bands((1, 100)),
        needs=build.compared(build.FOLLOWERS, ">", build.count(9999)),
    )
    evaluator = Evaluator(build.ruleset(build.pillar("p", line)))
    for number in range(REMEMBERED + 10):
        assert_same(evaluator, replace(build.member(), missing={"followers": Missing(f"{number}", "a.csv")}))
        assert_same(evaluator, build.member({"skills": 0, "followers": build.whole(number)}))


# Arithmetic and trying.


@given(cards())
@settings(max_examples=400, deadline=None)
def test_what_is_written_out_beforehand_is_what_trying_finds(card: tuple[Ruleset, Member]) -> None:
    ruleset, member = card
    evaluator = Evaluator(ruleset)
    assert_same(evaluator, member)
    assert evaluator.scorecard_json(member, None, NOTICES) == tried(ruleset, member)


@pytest.mark.parametrize("name", ["linkedin-ssi-2015", "manufacturing"])
def test_the_shipped_rulesets_have_criteria_that_are_written_out(name: str) -> None:
    ruleset, rng = load_ruleset(name), Random(name)
    evaluator = Evaluator(ruleset)
    record = evaluator.record(somebody(ruleset.catalogue, rng), crowd.DAY)
    explainer = Explainer(ruleset, record.layout)
    readers = [each for pillar in explainer._pillars for each in pillar.criteria]  # noqa: SLF001
    kinds = Counter[type](type(quickest(each, JSON)) for each in readers)
    assert min(kinds[each] for each in (BandsReader, FlagReader, RampReader)) > 0
    for _ in range(EACH):
        member = somebody(ruleset.catalogue, rng)
        assert evaluator.scorecard_json(member, crowd.DAY, NOTICES) == tried(ruleset, member, crowd.DAY)


HALF = SCALE // 2
FAR = LARGEST_FACT + LARGEST_FACT // 2


@pytest.mark.parametrize(
    ("measure", "award", "value", "told"),
    [
        (
            build.SKILLS,
            build.ramp((0, 0), (1000, 500)),
            0,
            [("1", "0.01"), ("1000", "5")],
        ),  # half a hundredth is one
        (build.SKILLS, build.ramp((0, 0), (1000, 500)), 1, [("2", "0.01"), ("999", "4.99")]),
        (
            build.SKILLS,
            build.ramp((0, 0), (100, 10), (300, 900)),
            97,
            [("4", "0.04"), ("203", "8.9")],
        ),  # rounding earns 0.1 before it is reached
        (build.SKILLS, build.ramp((0, 0), (1, 500)), 0, [("1", "5")]),
        (build.HOURS, build.bands((0, 500), (4, 100), (8, 900)), 6, [("2", "8")]),  # as far up as down
        (build.HOURS, build.bands((0, 900), (4, 100), (8, 500)), 6, [("-2.000001", "8")]),
        (build.HOURS, build.bands((0, 500), (4, 100), (8, 500)), 6, [("2", "4")]),
        (build.SKILLS, build.bands((0, 500), (4, 100)), 4, [("-1", "4")]),
        (
            build.SKILLS,
            Bands(build.steps((0, 100), (HALF, 900), (SCALE, 100))),
            0,
            [],
        ),  # one more is too many
        (build.SKILLS, Bands(build.steps((0, 100), (HALF, 900), (2 * SCALE, 100))), 0, [("1", "8")]),
        (build.HOURS, build.bands((0, 100), (LARGEST_FACT + 1, 200)), 0, []),  # more than a fact can be
        (build.HOURS, build.bands((0, 100), (LARGEST_FACT, 200)), 0, [(str(LARGEST_FACT), "1")]),
    ],
)
def test_the_nearest_step_is_told_to_the_unit(
    measure: Expression, award: Award, value: int, told: list[tuple[str, str]]
) -> None:
    ruleset = build.ruleset(build.pillar("p", build.criterion("c", measure, award)))
    member = build.member({"skills": build.whole(value), "hours": build.whole(value)})
    steps = assert_same(Evaluator(ruleset), member).pillars[0].criteria[0].steps
    assert [(f"{each.count:f}", f"{each.gain:f}") for each in steps] == told
    assert Evaluator(ruleset).scorecard_json(member, None, NOTICES) == tried(ruleset, member)


@pytest.mark.parametrize("award", [build.bands((1, 100), (9, 500)), build.ramp((0, 0), (9, 500))])
@pytest.mark.parametrize("many", [2, 3, 4])
def test_no_more_steps_are_told_of_a_sum_than_there_is_room_for(award: Award, many: int) -> None:
    names = [f"fact_{number}" for number in range(many)]
    facts = {each: Fact(each, Type.COUNT, each.upper()) for each in names}
    measure: Expression = FactValue(names[0], Type.COUNT)
    for each in names[1:]:
        measure = build.calculated(measure, "+", FactValue(each, Type.COUNT), Type.COUNT)
    ruleset = build.ruleset(build.pillar("p", build.criterion("c", measure, award)))
    ruleset = replace(ruleset, catalogue=Catalogue(facts, {}))
    member = build.member(dict.fromkeys(names, SCALE))
    steps = assert_same(Evaluator(ruleset), member).pillars[0].criteria[0].steps
    assert len(steps) == min(3, many + (many < 3 and isinstance(award, Ramp)))
    assert Evaluator(ruleset).scorecard_json(member, None, NOTICES) == tried(ruleset, member)


@pytest.mark.parametrize(
    "award",
    [
        build.bands((0, 100), (LARGEST_FACT + 1, 500)),
        build.bands((0, 100), (FAR, 500)),
        build.ramp((0, 0), (FAR, 900)),
    ],
)
def test_of_a_sum_only_the_fact_that_can_rise_is_told(award: Award) -> None:
    measure = build.calculated(build.SKILLS, "+", build.FOLLOWERS, Type.COUNT)
    ruleset = build.ruleset(build.pillar("p", build.criterion("c", measure, award)))
    member = build.member({"skills": build.whole(LARGEST_FACT), "followers": 0})
    steps = assert_same(Evaluator(ruleset), member).pillars[0].criteria[0].steps
    assert {each.of for each in steps} == {"followers"}
    assert Evaluator(ruleset).scorecard_json(member, None, NOTICES) == tried(ruleset, member)


@pytest.mark.parametrize(
    "award", [build.bands((0, 500), (4, 100), (900, 600)), build.ramp((0, 0), (900, 500))]
)
@pytest.mark.parametrize("unit", [SCALE, SCALE // 10])
def test_criteria_are_told_anew_after_more_values_than_are_kept(award: Award, unit: int) -> None:
    evaluator = Evaluator(build.ruleset(build.pillar("p", build.criterion("c", build.HOURS, award))))
    values = [*range(JSON.kept + 20), *range(JSON.kept)]
    for value in (*values, *values):
        assert_same(evaluator, build.member({"hours": value * unit}))


def test_of_a_sum_what_is_kept_is_of_the_sum_and_told_of_each_fact() -> None:
    measure = build.calculated(build.SKILLS, "+", build.FOLLOWERS, Type.COUNT)
    award = build.ramp((0, 0), (LARGEST_FACT, 900))
    evaluator = Evaluator(build.ruleset(build.pillar("p", build.criterion("c", measure, award))))
    for skills in (0, 1, 5, LARGEST_FACT - 1):
        member = build.member(
            {"skills": build.whole(skills), "followers": build.whole(5 if skills < 9 else 0)}
        )
        assert_same(evaluator, member)
        assert evaluator.scorecard_json(member, None, NOTICES) == tried(evaluator.ruleset, member)


def test_a_fact_that_is_wanting_is_told_with_the_reason_that_its_member_has() -> None:
    line = build.criterion("c", build.SKILLS, build.bands((1, 100)))
    evaluator = Evaluator(build.ruleset(build.pillar("p", line)))
    why = replace(build.member(), missing={"skills": Missing("nobody asked", "a.csv")})
    told = [
        assert_same(evaluator, each).pillars[0].criteria[0] for each in (build.member(), why, build.member())
    ]
    assert told[0] == told[2]
    assert [each.unknown[0].reason for each in told[:2]] == ["the data does not give it", "nobody asked"]


def test_what_is_remembered_of_too_little_is_told_of_the_same_day_only() -> None:
    needs = build.compared(build.JOINED, "<", AsOfValue())
    line = build.criterion("c", build.SKILLS, build.bands((1, 100)), needs=needs)
    evaluator = Evaluator(build.ruleset(build.pillar("p", line), reads_dates=True))
    member = build.member({"skills": SCALE, "joined": build.DAY + timedelta(9)})
    days = [build.DAY, build.DAY - timedelta(1), build.DAY]
    told = [assert_same(evaluator, member, day).pillars[0].criteria[0].reason or "" for day in days]
    assert [day.isoformat() in each for day, each in zip(days, told, strict=True)] == [True] * 3


def test_what_is_remembered_of_too_little_is_told_where_the_measure_is_known_as_well_only() -> None:
    needs = build.compared(build.FOLLOWERS, ">=", build.count(10))
    line = build.criterion("c", build.SKILLS, build.bands((1, 100)), needs=needs)
    evaluator, few = Evaluator(build.ruleset(build.pillar("p", line))), {"followers": 3 * SCALE}
    members = [
        build.member({**few, "skills": SCALE}),
        build.member(few),
        build.member({**few, "skills": SCALE}),
    ]
    steps = [assert_same(evaluator, each).pillars[0].criteria[0].steps for each in members]
    assert list(map(len, steps)) == [1, 0, 1]


def test_a_count_that_is_not_whole_is_tried() -> None:
    """No reader gives one, but a caller may; what follows is for trying to find."""
    ruleset = build.ruleset(
        build.pillar("p", build.criterion("c", build.SKILLS, build.ramp((0, 0), (9, 900))))
    )
    member = build.member({"skills": 5 * SCALE // 2})
    (step, last) = assert_same(Evaluator(ruleset), member).pillars[0].criteria[0].steps
    assert [str(step.count), str(last.count)] == ["1", "7"]
    assert Evaluator(ruleset).scorecard_json(member, None, NOTICES) == tried(ruleset, member)


# Parts.


@settings(deadline=None)
@given(st.integers(-LARGEST_INTERMEDIATE, LARGEST_INTERMEDIATE) | st.integers(-(10**9), 10**9))
def test_numbers_are_written_as_documents_write_them(units: int) -> None:
    """Of any size: whole, with as many digits as a float has, with an exponent."""
    none = Points(points=None, low=None, high=None, worth=Decimal(0))
    for number, text in (
        (DOCUMENTS.number(units), JSON.number(units)),
        (DOCUMENTS.points(units), JSON.points(units)),
    ):
        assert (
            none.model_copy(update={"worth": number}).model_dump_json().partition('"worth":')[2] == text + "}"
        )


def test_a_form_knows_its_blanks() -> None:
    with pytest.raises(AssertionError, match="LevelInfo has the blanks"):
        Form(LevelInfo, {"id": "low"}, ("start", "title"))
    form = Form(LevelInfo, {"title": 'a "b" %s \0'}, ("id", "start"))
    assert form.written(('"low"', "3.5")) == '{"id":"low","title":"a \\"b\\" %s \\u0000","start":3.5}'


def test_dates_are_written_as_documents_write_them() -> None:
    told = WindowDates(table="t", after=DAY, until=DAY)
    assert told.model_dump_json() == f'{{"table":"t","after":{JSON.day(DAY)},"until":{JSON.day(DAY)}}}'
    assert JSON.value(DAY) == JSON.day(DAY)
    values: tuple[Value | None, ...] = (None, True, "ü", 5 * SCALE // 2)
    assert [JSON.value(each) for each in values] == ["null", "true", '"ü"', "2.5"]


def test_another_engine_gives_its_name() -> None:
    ruleset = build.ruleset(build.pillar("p", build.criterion("c", build.SKILLS, build.bands((1, 100)))))
    record = Evaluator(ruleset).record(build.member({"skills": SCALE}))
    explainer = Explainer(ruleset, record.layout, "duckdb")
    assert explainer.scorecard(record, ()).engine == "duckdb"
    assert '"engine":"duckdb"' in explainer.scorecard_json(record, ())
    assert Type.COUNT.value in explainer.scorecard_json(record, ())
