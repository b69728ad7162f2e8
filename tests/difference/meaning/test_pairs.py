"""A sample of what ``python -m tests.difference.meaning`` does at length."""

from __future__ import annotations

import pytest

from ssi_rules.proving.limits import Limit
from tests.difference.meaning.trial import awkward_trial, trial


@pytest.mark.parametrize("seed", range(12))
def test_equal_is_said_exactly_where_no_member_scores_differently(seed: int) -> None:
    assert trial(seed, Limit(steps=20_000_000)).faults == ()


@pytest.mark.parametrize("seed", range(6))
def test_nobody_of_an_awkward_crowd_scores_differently_where_equal_is_said(seed: int) -> None:
    assert awkward_trial(seed, Limit(steps=2_000_000)).faults == ()
