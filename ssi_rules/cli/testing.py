"""What ``ssi test`` does: run, and tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.findings import for_people, write_findings
from ssi_rules.cli.junit import junit_suites
from ssi_rules.cli.streams import Colour, say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.codes import Severity
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.formats.visible import visible
from ssi_rules.ruletest.failures import failures
from ssi_rules.ruletest.run import try_tests
from ssi_rules.ruletest.select import Choice, SelectionError, choice
from ssi_rules.ruletest.suite import suites, with_tests_beside
from ssi_rules.workspace import check_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.model import Test
    from ssi_rules.ruletest.run import Trial
    from ssi_rules.ruletest.suite import Suite


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    keyword: str | None
    formats: tuple[str, ...]
    allow_empty: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Tried:
    """A test that was run, and why it fails."""

    trial: Trial
    failures: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One suite as it was run."""

    suite: Suite
    tried: tuple[Tried, ...]


def run_tests(paths: Sequence[Path], options: Options) -> int:
    """Run the tests that paths lead to and tell what came of them.

    Returns:
        The exit code.

    Raises:
        Trouble: There is no test, or none is chosen.
    """
    chosen = _choice(options.keyword)
    checked = check_paths(list(with_tests_beside(_present(paths, options))))
    broken = [each for each in checked.problems if each.severity is Severity.ERROR]
    runs = [_run(each, chosen) for each in suites(checked.compiled)]
    tried = [each for run in runs for each in run.tried]
    if not broken and not tried and not options.allow_empty:
        raise _nothing(paths, options)
    found = [*broken, *(finding for each in tried for finding in each.failures)]
    sources = [each.file.source for each in checked.compiled]
    write_findings(found, sources, options.formats, options.colour, junit_suites(runs, broken))
    if for_people(options.formats):
        say(_summary(tried, broken))
    return exits.FINDINGS if found else exits.CLEAN


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


def _run(suite: Suite, chosen: Choice) -> Run:
    evaluator = Evaluator(suite.ruleset)
    tests = [each for each in suite.ruleset.tests if chosen(_name(each))]
    trials = try_tests(evaluator, tests)
    return Run(suite, tuple(Tried(each, tuple(failures(each, evaluator))) for each in trials))


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


def _summary(tried: Sequence[Tried], broken: Sequence[Diagnostic]) -> str:
    failed = sum(bool(each.failures) for each in tried)
    told = f"{_counted(len(tried), 'test')}: {len(tried) - failed} passed"
    told += f", {failed} failed" if failed else ""
    return told + (f"; {_counted(len(broken), 'error')} in rule files" if broken else "")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
