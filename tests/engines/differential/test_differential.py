"""A sample of what ``python -m tests.engines.differential`` does at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.differential.engines import REFERENCE, DuckDb
from tests.engines.differential.trial import run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from tests.engines.differential.engines import Row
    from tests.engines.differential.group import Group


@pytest.mark.parametrize("seed", range(8))
def test_duckdb_equals_the_reference_engine(seed: int) -> None:
    failure = run(DuckDb(), seed, members=40, every=True)
    assert failure is None, str(failure)


@given(st.integers(min_value=0))
@settings(max_examples=8, deadline=None)
def test_duckdb_equals_the_reference_engine_on_what_nobody_tried_before(seed: int) -> None:
    failure = run(DuckDb(), seed, members=20)
    assert failure is None, str(failure)


class _Wrong:
    """An engine that takes every member's total for 0."""

    name = "wrong"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        return [(*row[:4], 0, *row[5:]) for row in REFERENCE.rows(ruleset, group, detail)]


def test_a_difference_is_told_by_a_small_case() -> None:
    failure = run(_Wrong(), seed=1, members=5)
    assert failure is not None
    assert failure.least.column == "total"
    assert failure.case.count("criterion") == 1
    assert '"expect"' in failure.case
