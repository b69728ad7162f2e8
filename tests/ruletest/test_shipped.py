"""The shipped rulesets' tests try all there is to try, and notice every small change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.ruletest.coverage import cover
from ssi_rules.ruletest.mutation import mutants, survivors
from ssi_rules.ruletest.run import try_tests
from ssi_rules.workspace import load_ruleset, shipped_rulesets

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

NAMES = [name for name, _ in shipped_rulesets()]


def with_tests(name: str) -> Ruleset:
    return load_ruleset(dict(shipped_rulesets())[name].with_name(f"{name}_test.ssi"))


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_tried(name: str) -> None:
    ruleset = with_tests(name)
    trials = try_tests(Evaluator(ruleset), ruleset.tests)
    found = cover(ruleset, (each.record for each in trials))
    assert [f"{line.group.name}: {item.words}" for line in found.lines for item in line.missing] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_small_change_is_noticed(name: str) -> None:
    assert [each.summary for each in survivors(with_tests(name))] == []


def test_there_is_much_to_change() -> None:
    assert len(list(mutants(with_tests("linkedin-ssi-2015")))) > 400
