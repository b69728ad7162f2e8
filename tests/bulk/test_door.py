"""The library's door to populations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError
from tests.bulk.population import RULES, by_the_reference, write_population

if TYPE_CHECKING:
    from pathlib import Path


def test_a_population_is_scored_in_one_call(tmp_path: Path) -> None:
    data, output = write_population(tmp_path / "people", 50), tmp_path / "scores.csv"
    ruleset = ssi_rules.load_ruleset(str(RULES))
    outcome = ssi_rules.score_population(
        ruleset, data, output, columns="pillars", threads=1, memory_limit="1GB"
    )
    assert output.read_text(encoding="utf-8") == by_the_reference(data, Detail.PILLARS)
    assert outcome.summary is not None
    assert outcome.summary.members == 50


def test_a_name_that_asks_for_no_form_is_told(tmp_path: Path) -> None:
    ruleset = ssi_rules.load_ruleset(str(RULES))
    with pytest.raises(DataError, match=r"results do not stand in `\.xlsx` files"):
        ssi_rules.score_population(ruleset, tmp_path, tmp_path / "scores.xlsx")
