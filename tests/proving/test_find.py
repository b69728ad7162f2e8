"""Members are found where there are any, and what is found scores as it was worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.proving.answers import Found, Nothing
from ssi_rules.proving.find import find, replayed
from ssi_rules.proving.limits import Limit
from ssi_rules.proving.universe import Universe

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

LIMIT = Limit(steps=20_000_000)


@pytest.fixture(scope="module")
def shipped() -> Ruleset:
    return ssi_rules.load_ruleset("linkedin-ssi-2015")


def test_everything_can_be_earned(shipped: Ruleset) -> None:
    universe = Universe(shipped)
    answer = find(universe, universe.encode(shipped).total.points >= shipped.worth, limit=LIMIT)
    assert isinstance(answer, Found)
    assert replayed(answer, shipped).total == shipped.worth


def test_no_more_than_everything_can_be_earned(shipped: Ruleset) -> None:
    universe = Universe(shipped)
    more = universe.encode(shipped).total.points > shipped.worth
    assert find(universe, more, limit=LIMIT) == Nothing()
