"""What is shown to prove that scores differ."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.meaning import proving
from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.difference.meaning.proving import prove
from ssi_rules.difference.meaning.scores import Both
from ssi_rules.difference.meaning.smallest import smallest
from ssi_rules.difference.meaning.texts import telling_texts
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Constant, InMarket
from ssi_rules.proving.answers import Found, Undecided
from ssi_rules.proving.equivalence import Differs
from ssi_rules.proving.gains import TOTAL, Gains
from ssi_rules.proving.limits import Limit
from ssi_rules.ruletest.given import given_block
from ssi_rules.ruletest.mutation import mutants
from ssi_rules.ruletest.run import try_tests
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset
from tests.difference.meaning.small import DAY, members, pair
from tests.difference.meaning.test_changes import CARD, ruleset
from tests.engines.differential.written import rule_file

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

LIMIT = Limit(steps=20_000_000)
OTHER = ruleset(CARD.replace("from 20 earns 10", "from 25 earns 10"))


def without_solver(old: Ruleset, new: Ruleset, limit: Limit) -> Undecided:
    del old, new, limit
    return Undecided("nobody looked")


def test_the_smallest_member_has_nothing_that_does_not_matter() -> None:
    rows = Rows(
        {"shared_on": (DAY,) * 3, "likes": (SCALE,) * 3, "title": ("ceo", "cook", None)}, 3, "shares.csv"
    )
    facts = {"calls": 21 * SCALE, "seat": True, "done": 730_000}
    whole = Member("member", None, facts, tables={"shares": rows})
    both = Both(ruleset(CARD), OTHER)
    found = smallest(both, whole, DAY)
    assert both.differing(found, DAY)
    assert found.facts == {"calls": 20 * SCALE}
    assert found.tables["shares"].count == 0


def test_rows_that_are_needed_stay() -> None:
    both = Both(ruleset(CARD), ruleset(CARD.replace("over 90 days", "over 60 days")))
    old = DAY.replace(month=4, day=20)
    cells = {"shared_on": (DAY, old, old), "likes": (None,) * 3, "title": ("ceo", "ceo", "ceo")}
    found = smallest(
        both, Member("member", None, {"calls": 3 * SCALE}, tables={"shares": Rows(cells, 3, "s")}), DAY
    )
    assert both.differing(found, DAY)
    assert found.tables["shares"].count <= 3
    assert found.tables["shares"].columns["title"][-1] == "ceo"


def test_a_share_is_shown_by_as_few_rows_as_it_takes() -> None:
    card = CARD.replace("measure calls + recent", "measure share of shares where title is boss").replace(
        "from 20 earns 10", "from 25% earns 10"
    )
    card = card.replace("from 5 earns 4", "from 10% earns 4")
    both = Both(ruleset(card), ruleset(card.replace("from 25% earns 10", "from 30% earns 10")))
    cells = {"shared_on": (DAY,) * 14, "likes": (None,) * 14, "title": ("ceo",) * 4 + ("cook",) * 10}
    found = smallest(both, Member("member", None, {}, tables={"shares": Rows(cells, 14, "s")}), DAY)
    assert both.differing(found, DAY)
    assert found.tables["shares"].count == 4


def test_without_a_solver_members_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "equivalence", without_solver)
    found = prove(Comparison(ruleset(CARD), OTHER), LIMIT)
    assert (found.verdict, found.why, dict(found.gains)) == (Verdict.DIFFERENT, "nobody looked", {})
    assert found.example is not None
    assert found.example.before.total.points != found.example.after.total.points


def test_what_nobody_can_tell_is_not_taken_for_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "equivalence", without_solver)
    longer = ruleset(CARD.replace("from 20 earns 10", "from 20 earns 10 from 30 earns 10"))
    found = prove(Comparison(ruleset(CARD), longer), LIMIT)
    assert found.verdict is Verdict.UNDECIDED
    assert found.why.startswith("nobody looked; ")
    assert found.example is None


@pytest.mark.parametrize("seed", [2, 3, 5, 6, 9])
def test_the_example_is_a_test_that_one_passes_and_the_other_fails(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "equivalence", without_solver)
    old, new = pair(Random(seed))
    found = prove(Comparison(old, new), LIMIT)
    assert found.example is not None
    total = found.example.before.total.points
    assert total is not None
    lines = "\n".join(given_block(found.example.member, found.example.as_of, old.catalogue))
    test = f'test "shown" {{ {lines}\nexpect total = {total.normalize():f} }}'
    passed = []
    for each in (old, new):
        made = ruleset("\n".join([*rule_file(each), test]))
        (trial,) = try_tests(Evaluator(made), made.tests)
        passed.append(not trial.failed)
    assert passed == [True, found.example.after.total.points == total]


def test_small_cards_are_told_apart_by_their_members() -> None:
    """What pairs are tried with is worth something: there are members who differ, and others."""
    old, new = pair(Random(2))
    both = Both(old, new)
    answers = {bool(both.differing(each, None)) for each in members(old, new)}
    assert answers == {True, False}


def test_texts_tell_markets_apart() -> None:
    old, new = ruleset(CARD), ruleset(CARD.replace(' title not "assistant"', ""))
    texts = telling_texts(old, new)
    assert texts
    evaluators = [Evaluator(each).matchers.of(_is_boss(each)) for each in (old, new)]
    for text in texts:
        assert evaluators[0].match(text) is not evaluators[1].match(text)
    found = prove(Comparison(old, new), LIMIT)
    assert found.verdict is Verdict.DIFFERENT


def _is_boss(of: Ruleset) -> InMarket:
    assert "boss" in of.markets
    return InMarket(Constant("", Type.TEXT), "boss", None)


def test_markets_that_no_text_was_found_to_tell_apart_are_never_said_to_be_equal() -> None:
    original = load_ruleset("linkedin-ssi-2015")
    dropped = 'market adviser_title: `title not "aid", …` dropped'
    changed = next(each.ruleset for each in mutants(original) if each.summary == dropped)
    found = prove(Comparison(original, changed), LIMIT)
    assert found.verdict is not Verdict.EQUAL
    assert found.why.startswith("no text was found that is")


def test_nobody_is_made_up_for_facts_of_two_types() -> None:
    other = (
        CARD.replace("seat  : flag", "seat  : count")
        .replace("not seat", "seat < 1")
        .replace("applies when seat", "applies when seat > 0")
    )
    found = prove(Comparison(ruleset(CARD), ruleset(other)), LIMIT)
    assert (found.verdict, found.example) == (Verdict.UNDECIDED, None)
    assert found.why == "seat is of another type in each"


def test_what_is_shown_is_known_to_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page says that nobody knows of a move that its own example makes."""
    old = ruleset(CARD)
    found = prove(Comparison(old, OTHER), LIMIT)
    assert found.example is not None
    before, after = found.example.before.total.points, found.example.after.total.points
    assert before is not None
    assert after is not None
    move = int((after - before) * 100)
    member = Found(found.example.member, found.example.as_of or DAY)
    unsure = {TOTAL: Gains(max(move, 0), max(-move, 0), "nobody looked", "nobody looked")}

    def answered(old: Ruleset, new: Ruleset, limit: Limit) -> Differs:
        del old, new, limit
        return Differs(member, unsure)

    monkeypatch.setattr(proving, "equivalence", answered)
    assert not prove(Comparison(old, OTHER), LIMIT).gains[TOTAL].why
    wider = Gains(2_000, 2_000, "nobody looked", "nobody looked")
    unsure[TOTAL] = wider
    shown = prove(Comparison(old, OTHER), LIMIT)
    assert shown.gains[TOTAL] == wider
    assert shown.reached({TOTAL: -2_000}).gains[TOTAL] == Gains(2_000, 2_000, "nobody looked")
