"""What ``ssi test`` does: run, and tell."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.counts import several
from ssi_rules.cli.coverage import coverage_table, percent, shown_percent, write_coverage
from ssi_rules.cli.findings import for_people, write_findings
from ssi_rules.cli.junit import junit_suites
from ssi_rules.cli.streams import Colour, say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.codes import SURVIVING_MUTANT, UNCOVERED, Severity
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.formats.visible import visible
from ssi_rules.ruletest.coverage import cover
from ssi_rules.ruletest.failures import failures, uncovered
from ssi_rules.ruletest.mutation import mutants, survivors
from ssi_rules.ruletest.problems import surviving_mutant
from ssi_rules.ruletest.run import try_tests
from ssi_rules.ruletest.select import Choice, SelectionError, choice
from ssi_rules.ruletest.suite import suites, with_tests_beside
from ssi_rules.ruletest.wanted import Wanted
from ssi_rules.workspace import ONLY_FAULTS, check_paths
from ssi_rules.workspace.configuration import Configurations
from ssi_rules.workspace.errors import RunError
from ssi_rules.workspace.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.model import Test
    from ssi_rules.ruletest.coverage import Coverage
    from ssi_rules.ruletest.mutation import Mutant
    from ssi_rules.ruletest.run import Trial
    from ssi_rules.ruletest.suite import Suite
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    keyword: str | None
    formats: tuple[str, ...]
    allow_empty: bool
    colour: Colour
    coverage: bool = False
    fail_under: float | None = None
    coverage_json: Path | None = None
    mutate: bool = False

    @property
    def covers(self) -> bool:
        """Whether to see what the tests try."""
        return self.coverage or self.fail_under is not None or self.coverage_json is not None


@dataclass(frozen=True, slots=True)
class Tried:
    """A test that was run, and why it fails."""

    trial: Trial
    failures: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One suite as it was run, and what its project wants to hear."""

    suite: Suite
    tried: tuple[Tried, ...]
    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a run found: what keeps rule files from running, what fails, and what the tests leave untried."""

    broken: tuple[Diagnostic, ...]
    failed: tuple[Diagnostic, ...]
    uncovered: tuple[Diagnostic, ...]
    survived: tuple[Diagnostic, ...]

    @property
    def all(self) -> list[Diagnostic]:
        """Every finding."""
        return [*self.broken, *self.failed, *self.uncovered, *self.survived]


def run_tests(paths: Sequence[Path], options: Options) -> int:
    """Run the tests that paths lead to and tell what came of them.

    Returns:
        The exit code.

    Raises:
        Trouble: There is no test, none is chosen, or a configuration has a fault.
    """
    try:
        return _run_tests(paths, options)
    except RunError as error:
        raise Trouble(error.message, error.help) from error


def _run_tests(paths: Sequence[Path], options: Options) -> int:
    tested = load(paths, options)
    coverages = [covered(each) for each in tested.runs] if options.covers else []
    mutations = [_mutation(each) for each in tested.runs] if options.mutate else []
    found = Findings(
        tested.broken,
        tuple(finding for each in tested.tried for finding in each.failures),
        tuple(_reported(tested.runs, (uncovered(each) for each in coverages))),
        tuple(_reported(tested.runs, (map(surviving_mutant, each.survivors) for each in mutations))),
    )
    _tell(tested, found, coverages, mutations, options)
    return _exit_code(found, coverages, options)


def _reported(runs: Iterable[Run], found: Iterable[Iterable[Diagnostic]]) -> Iterator[Diagnostic]:
    """Of the findings of each run, what its project wants."""
    for run, each in zip(runs, found, strict=False):
        yield from run.wanted.reported(each)


def _tell(
    tested: Tested,
    found: Findings,
    coverages: Sequence[Coverage],
    mutations: Sequence[Mutation],
    options: Options,
) -> None:
    """Findings first, then the table, then in one line what came of all."""
    others = [*found.broken, *found.uncovered, *found.survived]
    suites = junit_suites(tested.runs, others)
    write_findings(found.all, tested.sources, options.formats, options.colour, suites)
    if options.coverage_json is not None:
        write_coverage(coverages, options.coverage_json)
    if for_people(options.formats):
        if coverages:
            sys.stdout.write(coverage_table(coverages))
        say(_summary(tested, coverages, mutations))
    if _is_under(coverages, options):
        say(f"coverage is under {options.fail_under:g}%")


def _exit_code(found: Findings, coverages: Sequence[Coverage], options: Options) -> int:
    errors = any(each.severity is Severity.ERROR for each in found.all)
    bad = errors or found.survived or _is_under(coverages, options)
    return exits.FINDINGS if bad else exits.CLEAN


def _is_under(coverages: Sequence[Coverage], options: Options) -> bool:
    return options.fail_under is not None and percent(coverages) < options.fail_under


def covered(run: Run) -> Coverage:
    """What the tests of a run try of all that counts."""
    found = cover(run.suite.ruleset, (each.trial.record for each in run.tried))
    return found.only(lambda item: run.wanted.counts(UNCOVERED, item.span))


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many small changes of a ruleset were made, and which of them no test noticed."""

    all: int
    survivors: tuple[Mutant, ...]


def _mutation(run: Run) -> Mutation:
    ruleset = replace(run.suite.ruleset, tests=tuple(each.trial.test for each in run.tried))
    made = sum(run.wanted.counts(SURVIVING_MUTANT, each.span) for each in mutants(ruleset))
    left = (each for each in survivors(ruleset) if run.wanted.counts(SURVIVING_MUTANT, each.span))
    return Mutation(made, tuple(left))


@dataclass(frozen=True, slots=True)
class Tested:
    """Every suite that was run, and what kept rule files from being run."""

    runs: tuple[Run, ...]
    broken: tuple[Diagnostic, ...]
    sources: tuple[Source, ...]

    @property
    def tried(self) -> list[Tried]:
        """All tests."""
        return [each for run in self.runs for each in run.tried]


def load(paths: Sequence[Path], options: Options) -> Tested:
    """Check rule files and run their tests.

    Raises:
        Trouble: There is no test, or none is chosen.
        ConfigurationError: A configuration has a fault.
    """
    chosen, configurations = _choice(options.keyword), Configurations()
    targets = Targets(configurations).of(with_tests_beside(_present(paths, options)))
    checked = check_paths([each.path for each in targets], ONLY_FAULTS)
    broken = tuple(each for each in checked.problems if each.severity is Severity.ERROR)
    runs = tuple(_run(each, chosen, configurations) for each in suites(checked.compiled))
    tested = Tested(runs, broken, tuple(each.file.source for each in checked.compiled))
    if not broken and not tested.tried and not options.allow_empty:
        raise _nothing(paths, options)
    return tested


def _choice(keyword: str | None) -> Choice:
    if keyword is None:
        return lambda _: True
    try:
        return choice(keyword)
    except SelectionError as error:
        raise Trouble(
            f"-k `{visible(keyword)}` cannot be read: {error}.",
            'Write words of a title, as in -k "target and not half".',
        ) from error


def _present(paths: Sequence[Path], options: Options) -> list[Path]:
    absent = [each for each in paths if not each.exists()]
    if absent and not options.allow_empty:
        raise Trouble(f"There is no {_named(absent)}.", _WAY_OUT)
    return [each for each in paths if each not in absent]


def _run(suite: Suite, chosen: Choice, configurations: Configurations) -> Run:
    evaluator = Evaluator(suite.ruleset)
    tests = [each for each in suite.ruleset.tests if chosen(_name(each))]
    trials = try_tests(evaluator, tests)
    tried = tuple(Tried(each, tuple(failures(each, evaluator))) for each in trials)
    return Run(suite, tried, Wanted(configurations, suite.folder))


def _name(test: Test) -> str:
    return f"{test.span.source.path} {test.title}"


def _nothing(paths: Sequence[Path], options: Options) -> Trouble:
    where = _named(paths)
    if options.keyword is not None:
        return Trouble(f"No test in {where} is chosen by -k `{visible(options.keyword)}`.", _NONE_CHOSEN)
    return Trouble(f"There is no test in {where}.", _WAY_OUT)


def _named(paths: Iterable[Path]) -> str:
    return ", ".join(f"`{visible(str(each))}`" for each in paths)


_NONE_CHOSEN = "Words are looked for in the titles of tests and the names of their files."
_WAY_OUT = (
    "Name rule files with `test` blocks, or *_test.ssi files; --allow-empty accepts that there are none."
)


def _summary(tested: Tested, coverages: Sequence[Coverage], mutations: Sequence[Mutation]) -> str:
    tried = tested.tried
    failed = sum(bool(each.failures) for each in tried)
    told = f"{several(len(tried), 'test')}: {len(tried) - failed} passed"
    told += f", {failed} failed" if failed else ""
    told += f"; {several(len(tested.broken), 'error')} in rule files" if tested.broken else ""
    told += f"; coverage {shown_percent(percent(coverages))}" if coverages else ""
    if mutations:
        tried_out = sum(each.all for each in mutations)
        told += (
            f"; {tried_out - sum(len(each.survivors) for each in mutations)} of {tried_out} mutants noticed"
        )
    return told
