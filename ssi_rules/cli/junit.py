"""Tests that were run, as JUnit has them: one suite for each file, one case for each test."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.codes import Severity
from ssi_rules.formats.junit import Case, Failure, Suite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.cli.testing import Run
    from ssi_rules.diagnostics import Diagnostic


def junit_suites(runs: Iterable[Run], others: Iterable[Diagnostic]) -> list[Suite]:
    """The tests by file, and whatever else was found as a case of its own; files by their paths."""
    cases: dict[str, list[Case]] = {}
    for case in (*_tests(runs), *map(_finding, others)):
        cases.setdefault(case.file, []).append(case)
    return [Suite(path, tuple(_distinct(cases[path]))) for path in sorted(cases)]


def _tests(runs: Iterable[Run]) -> Iterator[Case]:
    for run in runs:
        for each in run.tried:
            test = each.trial.test
            path, found = test.span.source.repository_path, tuple(map(_failure, each.failures))
            yield Case(test.title, run.suite.ruleset.id, path, test.span.line, found)


def _finding(each: Diagnostic) -> Case:
    """An error or a mutant fails; what is not tried is told, and fails nothing unless the project makes it an error."""
    path, name = each.span.source.repository_path, f"{each.code.number} {each.code.slug}"
    if each.code is codes.UNCOVERED and each.severity is not Severity.ERROR:
        return Case(name, path, path, each.span.line, note=each.message)
    return Case(name, path, path, each.span.line, (_failure(each),))


def _failure(each: Diagnostic) -> Failure:
    path = each.span.source.repository_path
    labels = (f"{one.span.source.repository_path}:{one.span.line}: {one.message}" for one in each.labels)
    text = [f"{path}:{each.span.line}: {each.message}", *labels]
    return Failure(
        each.message, "\n".join([*text, *([f"help: {each.help}"] if each.help else [])]), each.code.slug
    )


def _distinct(cases: Iterable[Case]) -> Iterator[Case]:
    """A server takes two of one name for one, so a second is numbered."""
    seen: Counter[str] = Counter()
    for each in cases:
        seen[each.name] += 1
        number = seen[each.name]
        name = each.name if number == 1 else f"{each.name} ({number})"
        yield Case(name, each.classname, each.file, each.line, each.failures, each.note)
