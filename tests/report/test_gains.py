"""What a next step brings in the total, held against what the engine says once the step is taken."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssi_rules
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.report.member.explain import explain
from ssi_rules.report.member.gains import gain, next_gain
from ssi_rules.report.member.reasons import reasons
from ssi_rules.sources.dataset import Member
from tests.report.cards import CARD, UNKNOWN, n

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.scorecard import Criterion, Pillar, Scorecard

RULES = """\
ruleset spread "Spread" { version "1.0.0" worth 20 missing redistribute }
facts {
  posts: count "Posts"
  likes: count "Likes"
  views: count "Views"
  calls: count "Calls"
  spam: flag  "Spams"
  seat: flag  "Holds a seat"
}
pillar brand "Brand" worth 10 {
  criterion posts "Posts" worth 4 { measure posts bands { from 1 earns 2 from 5 earns 4 } basis chosen }
  criterion likes "Likes" worth 3 { measure likes bands { from 2 earns 1.5 from 4 earns 3 } basis chosen }
  criterion views "Views" worth 3 { measure views bands { from 1 earns 1 from 9 earns 3 } missing zero basis chosen }
  deduct 1.5 when spam
  cap at 10 when spam
  cap at 4 when not seat { because "Without a seat this stops at 4." basis chosen }
}
pillar talk "Talk" worth 10 {
  criterion calls "Calls" worth 10 { measure calls bands { from 1 earns 3 from 3 earns 10 } basis chosen }
}
"""
COUNTS = ("posts", "likes", "views", "calls")


@cache
def evaluator(folder: Path) -> Evaluator:
    path = folder / "spread.ssi"
    path.write_text(RULES, encoding="utf-8")
    return Evaluator(ssi_rules.load_ruleset(path))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Evaluator:
    return evaluator(tmp_path_factory.mktemp("rules"))


def card_of(engine: Evaluator, facts: Mapping[str, int | bool | None]) -> Scorecard:
    known = {
        name: value if isinstance(value, bool) else value * SCALE
        for name, value in facts.items()
        if value is not None
    }
    return engine.scorecard(Member("ada", None, known, {}, {}, {}, {}), None)


def line(card: Scorecard, criterion: str) -> tuple[Pillar, Criterion]:
    return next((p, c) for p in card.pillars for c in p.criteria if c.id == criterion)


@given(
    facts=st.fixed_dictionaries(
        {name: st.none() | st.integers(0, 10) for name in COUNTS}
        | {name: st.none() | st.booleans() for name in ("spam", "seat")}
    ),
    name=st.sampled_from(COUNTS),
)
def test_the_gain_is_what_the_engine_gives_once_the_step_is_taken(
    engine: Evaluator, facts: dict[str, int | bool | None], name: str
) -> None:
    card = card_of(engine, facts)
    coming = next_gain(card, *line(card, name))
    step = line(card, name)[1].next
    if step is None or coming is None:
        assert step is None
        assert coming is None
        return
    after = card_of(engine, facts | {name: int(Decimal(str(step.at)))})
    assert after.total.points is not None
    assert card.total.points is not None
    assert coming.total == after.total.points - card.total.points


def next_line(card: Scorecard, criterion: str) -> str:
    views = [view for pillar in explain(card).pillars for view in pillar.criteria if view.title == criterion]
    return next(each.text for view in views for each in view.lines if each.label == "Next")


def test_a_gain_in_a_spread_pillar_is_told_for_the_criterion_and_the_total(engine: Evaluator) -> None:
    card = card_of(engine, {"posts": 0, "views": 0, "calls": 0, "spam": False, "seat": True})
    told = "From 1 you earn 2 points here, about 2.86 in the total: 1 more is enough."
    assert next_line(card, "Posts") == told
    assert told in next(each.text for each in reasons(card) if each.text.startswith("Posts"))


def test_what_is_there_already_is_told_apart_from_what_comes(engine: Evaluator) -> None:
    card = card_of(engine, {"posts": 1, "views": 0, "calls": 0, "spam": False, "seat": True})
    told = (
        "From 5 you earn 4 points here, 2 more than now and about 2.85 more in the total: 4 more are enough."
    )
    assert next_line(card, "Posts") == told


def test_a_gain_that_a_cap_takes_is_told_as_none(engine: Evaluator) -> None:
    facts = {"posts": 5, "likes": 2, "views": 0, "calls": 0, "spam": False, "seat": False}
    assert next_line(card_of(engine, facts), "Likes") == (
        "From 4 you earn 3 points here, 1.5 more than now, but nothing in the total while the cap at 4 applies: "
        "2 more are enough."
    )


def test_a_gain_that_arrives_whole_is_told_once(engine: Evaluator) -> None:
    facts = {"posts": 0, "likes": 0, "views": 0, "calls": 0, "spam": False, "seat": True}
    assert next_line(card_of(engine, facts), "Posts") == "From 1 you earn 2 points: 1 more is enough."


def test_a_document_whose_numbers_are_not_understood_gets_no_second_half() -> None:
    pillar = CARD.pillars[0]  # its points are not what its criteria and lines come to
    coming = next_gain(CARD, pillar, pillar.criteria[0])
    assert coming is not None
    assert (coming.here, coming.total) == (n("2"), None)


def test_worth_that_was_spread_has_no_gain_to_work_out() -> None:
    spread = UNKNOWN.model_copy(update={"missing": "redistribute"})
    assert gain(CARD, CARD.pillars[1], spread, n("3")).total is None


def test_what_could_not_be_seen_tells_what_it_could_bring_in_the_total(engine: Evaluator) -> None:
    card = card_of(engine, {"posts": 0, "calls": 0, "spam": False, "seat": True})
    views = next(each for each in reasons(card) if each.unseen)
    assert (views.points, views.left) == ("up to 3 points", n("3"))
    assert views.text.endswith("Until then it counts as 0 of 3; it could bring about 4.29 in the total.")
    capped = card_of(engine, {"posts": 5, "calls": 0, "spam": False, "seat": False})
    assert next(each for each in reasons(capped) if each.unseen).text.endswith(
        "it could bring nothing in the total while the cap at 4 applies."
    )


def test_among_equals_the_one_that_brings_most_comes_first(engine: Evaluator) -> None:
    card = card_of(engine, {"likes": 0, "views": 0, "calls": 3, "spam": False, "seat": True})
    assert [each.text.split(":")[0] for each in reasons(card)] == ["Likes", "Views"]


def test_a_condition_without_a_because_is_told_in_the_rules_words(engine: Evaluator) -> None:
    facts = {"posts": 5, "likes": 2, "views": 0, "calls": 0, "seat": True}
    for spam, told in (
        (False, "Deduction of 1.5 does not apply: spam."),
        (True, "Deduction of 1.5 applies: spam."),
        (
            None,
            "Deduction of 1.5 is not counted: whether it applies is not known (Spams). It applies when spam.",
        ),
    ):
        sums = explain(card_of(engine, {**facts, "spam": spam})).pillars[0].sums
        assert sums[1].text.startswith(told)
        assert sums[2].text.startswith("Cap at 10 ")
        assert "Capped" not in sums[2].text
