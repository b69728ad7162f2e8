"""Every lint over every ruleset at hand, sound or spoilt: none fails, all point into the file, safe fixes score alike."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import Safety
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.lint import lint
from ssi_rules.lint.subject import Subject
from ssi_rules.pipeline import Outcome, compile_unit
from ssi_rules.workspace.load import Loader
from tests.conformance import cases
from tests.fuzz import people, rule_texts

from .reading import mended

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.sources.dataset import Member

CASES = [each for kind in ("measure", "expect", "codes") for each in cases.load(kind)]
SPOILT = 60
"""Seeds of spoilt rulesets; nearly half of them are still without errors."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_conformance_cases(case: cases.Named, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    outcome = compile_unit(Loader().load(path), {})
    if not outcome.problems.has_errors:
        member = None if outcome.ruleset is None else cases.member(case.case, outcome.ruleset.catalogue)
        hold(outcome, path, [] if member is None else [member])


def test_rulesets_that_were_spoilt(tmp_path: Path) -> None:
    sound = 0
    for seed in range(SPOILT):
        case = rule_texts.make(seed)
        folder = tmp_path / str(seed)
        case.lay_out(folder)
        path = folder / case.arguments[0]
        outcome = compile_unit(Loader().load(path), {})
        if not outcome.problems.has_errors:
            sound += 1
            hold(outcome, path, somebody(outcome, seed))
    assert sound > SPOILT // 4


def somebody(outcome: Outcome, seed: int) -> list[Member]:
    """Members of whom more or less is known."""
    rng, ruleset = Random(seed), outcome.ruleset
    return [] if ruleset is None else [people.somebody(ruleset.catalogue, rng) for _ in range(5)]


def hold(outcome: Outcome, path: Path, members: list[Member]) -> None:
    """What every finding promises."""
    for each in lint(Subject(outcome)):
        assert each.code.is_lint
        assert each.severity is not Severity.ERROR
        assert each.message.rstrip().endswith((".", "?"))
        for span in (each.span, *(label.span for label in each.labels)):
            assert 0 <= span.start <= span.end <= len(span.source.text)
        if each.fix is not None:
            hold_fix(each, outcome, path, members)


def hold_fix(each: Diagnostic, outcome: Outcome, path: Path, members: list[Member]) -> None:
    """What every fix promises: edits in order, and when it is called safe, the same scores from rules without errors."""
    assert each.fix is not None
    edits = each.fix.edits
    assert edits
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    if each.fix.safety is Safety.UNSAFE:
        return
    after = compile_unit(Loader({path.resolve(): mended(each)}).load(path), {})
    assert not after.problems.has_errors, [problem.message for problem in after.problems]
    before, then = outcome.ruleset, after.ruleset
    assert (before is None) == (then is None)
    if before is not None and then is not None:
        assert then.fingerprint == before.fingerprint
        for member in members:
            assert Evaluator(then).score(member) == Evaluator(before).score(member)
