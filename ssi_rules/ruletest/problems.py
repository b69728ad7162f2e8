"""What running tests can find: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.numbers import format_points
from ssi_rules.model import Comparison, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.diagnostics import Label
    from ssi_rules.model import Expectation, Ruleset
    from ssi_rules.ruletest.coverage import Group, Item
    from ssi_rules.ruletest.mutation import Mutant
    from ssi_rules.ruletest.run import Outcome
    from ssi_rules.text import Span

_ASKED = {
    Comparison.EQUAL: "{}",
    Comparison.DIFFERENT: "anything but {}",
    Comparison.LESS: "less than {}",
    Comparison.AT_MOST: "at most {}",
    Comparison.MORE: "more than {}",
    Comparison.AT_LEAST: "at least {}",
}


def failed_expectation(outcome: Outcome, state: str | None, trace: tuple[Label, ...]) -> Diagnostic:
    """An expectation that does not hold.

    Args:
        outcome: What came of it.
        state: How the criterion ended, where it is about one.
        trace: Every part that decided, with its value.
    """
    expectation = outcome.expectation
    actual = _actual(outcome, state)
    return Diagnostic(
        codes.FAILED_EXPECTATION,
        f'Test "{outcome.test.title}": {_named(expectation)} {actual}, and the test expects {_expected(expectation)}.',
        expectation.span,
        trace,
        _instead(outcome, state),
    )


def uncovered(group: Group, items: Sequence[Item], ruleset: Ruleset) -> Diagnostic:
    """Things to try that are written at one place, and that no test tries."""
    *others, last = [each.words for each in items]
    words = f"{', '.join(others)} or {last}" if others else last
    named = f"`{group.name}`" if "." in group.name else group.name
    place = items[0].span
    message = f"No test of {named}{_read_by(ruleset, place)} tries {words}."
    return Diagnostic(codes.UNCOVERED, message, place, (), _WRITE_A_TEST)


def _read_by(ruleset: Ruleset, place: Span) -> str:
    """A market of a used file counts for every ruleset that reads it: which one is meant."""
    return "" if place.source.path == ruleset.path else f", which `{ruleset.id}` reads,"


_WRITE_A_TEST = "write a test that does, or let `ssi test --generate` propose one"


def surviving_mutant(mutant: Mutant) -> Diagnostic:
    """A change of the rules under which every test still holds."""
    return Diagnostic(
        codes.SURVIVING_MUTANT,
        f"No test of `{mutant.ruleset.id}` notices this change: {mutant.summary}.",
        mutant.span,
        (),
        "expect something that only the rules as they are give",
    )


def _named(expectation: Expectation) -> str:
    match expectation.subject:
        case Subject.LEVEL:
            return "the level"
        case Subject.TOTAL:
            return "the total"
        case _:
            return f"`{subject(expectation)}`"


def subject(expectation: Expectation) -> str:
    """What an expectation is about, as a test writes it."""
    match expectation.subject:
        case Subject.TOTAL | Subject.LEVEL:
            return str(expectation.subject.value)
        case _:
            return ".".join(each for each in (expectation.pillar, expectation.criterion) if each)


def _actual(outcome: Outcome, state: str | None) -> str:
    if outcome.actual is not None:
        return f"is {outcome.actual}"
    if outcome.expectation.subject is Subject.LEVEL:
        return "is none: no level is reached"
    return f"has no points (it is {state})" if state else "has no points"


def _expected(expectation: Expectation) -> str:
    if expectation.name is not None:
        return expectation.name
    points = format_points(expectation.points or 0)
    if expectation.high is not None:
        return f"between {points} and {format_points(expectation.high)}"
    return _ASKED[expectation.comparison or Comparison.EQUAL].format(points)


def _instead(outcome: Outcome, state: str | None) -> str | None:
    """The expectation that would hold, for who finds the rules right."""
    named = subject(outcome.expectation)
    by_name = outcome.expectation.name is not None
    if outcome.actual is not None:
        line = f"expect {named} {'is' if by_name else '='} {outcome.actual}"
    elif state is not None:
        line = f"expect {named} is {state}"
    else:
        return None
    return f"if the rules are right, write `{line}`; if not, mend them where a value surprises you"
