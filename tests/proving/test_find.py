"""Members are found where there are any, and what is found scores as it was worked out."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.language.numbers import format_number
from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.find import find_on_any_day, replayed
from ssi_rules.proving.limits import Limit, Spending
from ssi_rules.proving.questions.asking import decide
from ssi_rules.proving.universe import Universe
from tests.engines.differential.written import checked

if TYPE_CHECKING:
    from collections.abc import Callable

    from z3 import Solver

    from ssi_rules.model import Ruleset
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.logic import Truth, Whole

LIMIT = Limit(steps=20_000_000)

CROWDED = """
ruleset card "Card" { version "1.0.0" worth 10 }
facts { table visits "Visits" { title : text } }
level low "Low" from 0
pillar p "P" worth 10 {
  criterion x "X" worth 10 { measure count of visits bands { from 100 earns 4 from 300000 earns 10 } basis chosen }
}
"""

WIDE = """
ruleset card "Card" { version "1.0.0" worth 20 missing zero }
facts { a : number "A" b : percent "B" c : flag "C" table visits "Visits" { title : text } }
level low "Low" from 0
pillar p "P" worth 10 {
  criterion x "X" worth 10 { measure a ramp { 1.3 earns 0 57.7 earns 10 } basis chosen }
}
pillar q "Q" worth 10 {
  criterion y "Y" worth 6 { measure b ramp { 3% earns 0 61.7% earns 6 } basis chosen }
  criterion z "Z" worth 4 { measure count of visits bands { from 7 earns 4 } basis chosen }
  deduct 1 when c { because "C." basis chosen }
}
"""


@dataclass(slots=True)
class Brief(Spending):
    """Enough for one answer of the solver, and no more."""

    answered: bool = False

    def check(self, solver: Solver, *assumed: Truth) -> object:
        """The first answer."""
        if self.answered:
            return None
        self.answered = True
        return Spending.check(self, solver, *assumed)


@pytest.fixture(scope="module")
def shipped() -> Ruleset:
    return ssi_rules.load_ruleset("linkedin-ssi-2015")


def total(ruleset: Ruleset, wanted: Callable[[Whole], Truth], left: Spending | None = None) -> Answer:
    """Somebody whose total is as wanted."""

    def here(universe: Universe) -> tuple[Truth, tuple[()]]:
        return wanted(universe.encode(ruleset).total.points), ()

    return find_on_any_day(Universe(ruleset), here, left or LIMIT.begin())


def test_everything_can_be_earned(shipped: Ruleset) -> None:
    answer = total(shipped, lambda points: points >= shipped.worth)
    assert isinstance(answer, Found)
    assert replayed(answer, shipped).total == shipped.worth


def test_no_more_than_everything_can_be_earned(shipped: Ruleset) -> None:
    assert total(shipped, lambda points: points > shipped.worth) == Nothing()


def test_more_rows_than_are_made_up_are_needed_only_where_fewer_were_asked_for() -> None:
    crowded = checked(CROWDED)
    assert crowded is not None

    def everything(points: Whole) -> Truth:
        return points >= crowded.worth

    assert total(crowded, everything) == Undecided("the only witnesses have more than 200000 rows")
    assert total(crowded, everything, Brief(inf, inf)) == Undecided("the time for it ran out")


@pytest.mark.parametrize(("points", "facts"), [(0, 0), (500, 1), (1000, 1), (1300, 2)])
def test_of_whom_people_are_shown_no_more_is_known_than_it_takes(points: int, facts: int) -> None:
    wide = checked(WIDE)
    assert wide is not None

    def wanted(universe: Universe) -> Truth:
        return universe.encode(wide).total.points >= points

    answer = decide(Universe(wide), wanted, LIMIT, shown=True)
    assert isinstance(answer, Found)
    assert len(answer.member.facts) == facts
    told = [format_number(each) for each in answer.member.facts.values() if isinstance(each, int)]
    assert all(len(each) <= len("100") for each in told), told
    assert sum(each.count for each in answer.member.tables.values()) <= 1
