"""Members are found where there are any, and what is found scores as it was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.proving.answers import Found, Nothing
from ssi_rules.proving.find import find_on_any_day, replayed
from ssi_rules.proving.limits import Limit
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.model import Ruleset
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.logic import Truth, Whole

LIMIT = Limit(steps=20_000_000)


@pytest.fixture(scope="module")
def shipped() -> Ruleset:
    return ssi_rules.load_ruleset("linkedin-ssi-2015")


def total(ruleset: Ruleset, wanted: Callable[[Whole], Truth]) -> Answer:
    """Somebody whose total is as wanted."""

    def here(universe: Universe) -> tuple[Truth, tuple[()]]:
        return wanted(universe.encode(ruleset).total.points), ()

    return find_on_any_day(Universe(ruleset), here, LIMIT.begin())


def test_everything_can_be_earned(shipped: Ruleset) -> None:
    answer = total(shipped, lambda points: points >= shipped.worth)
    assert isinstance(answer, Found)
    assert replayed(answer, shipped).total == shipped.worth


def test_no_more_than_everything_can_be_earned(shipped: Ruleset) -> None:
    assert total(shipped, lambda points: points > shipped.worth) == Nothing()
