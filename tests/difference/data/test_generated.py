"""Rulesets of any shape, made up two by two: whatever differs, its parts add up for every member of made-up populations."""

from __future__ import annotations

from random import Random

import pytest

from tests.difference.data.rules import compared, see_that_it_adds_up
from tests.engines.differential.files import _written as folder_of
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of

MEMBERS = 60


@pytest.mark.parametrize("seed", range(3))
def test_parts_add_up_whatever_differs(seed: int) -> None:
    rng = Random(seed)
    old, new = ruleset_of(rng), ruleset_of(rng)
    group = Crowd(rng.choice((old, new)), rng).group(MEMBERS)
    with folder_of(old.catalogue, group) as data:
        found = compared(old, new, data, as_of=group.day)
        see_that_it_adds_up(old, new, data, found, group.day)
