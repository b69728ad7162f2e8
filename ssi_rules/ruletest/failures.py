"""From what tests did, and did not do, to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.model import Subject
from ssi_rules.ruletest import problems as say
from ssi_rules.ruletest.run import place_of
from ssi_rules.ruletest.trace import trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.model import Expectation
    from ssi_rules.ruletest.coverage import Coverage, Item
    from ssi_rules.ruletest.run import Trial


def failures(trial: Trial, evaluator: Evaluator) -> Iterator[Diagnostic]:
    """One finding for each expectation of a test that does not hold, with the trace of what it is about."""
    if not trial.failed:
        return
    card = evaluator.explain(trial.record)
    for outcome in trial.failed:
        state = _state(outcome.expectation, trial, evaluator)
        told = trace(outcome.expectation, evaluator.ruleset, trial.record, card)
        yield say.failed_expectation(outcome, state, told)


def uncovered(coverage: Coverage) -> Iterator[Diagnostic]:
    """One finding for each place where something is written that no test tries."""
    for line in coverage.lines:
        by_place: dict[tuple[str, int], list[Item]] = {}
        for each in line.missing:
            by_place.setdefault((each.span.source.path, each.span.start), []).append(each)
        yield from (say.uncovered(line.group, items, coverage.ruleset) for items in by_place.values())


def _state(expectation: Expectation, trial: Trial, evaluator: Evaluator) -> str | None:
    if expectation.subject is not Subject.CRITERION:
        return None
    pillar, criterion = place_of(expectation, evaluator.ruleset)
    return trial.record.score.pillars[pillar].states[criterion].value
