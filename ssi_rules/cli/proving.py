"""What ``ssi prove`` does: ask all questions about one ruleset, and tell."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ssi_rules.cli import exits
from ssi_rules.cli.assumptions import assumed
from ssi_rules.cli.findings import for_people, write_findings
from ssi_rules.cli.proofs import Told, code_of, diagnostic, listed, most_told, suite, summary, table
from ssi_rules.cli.streams import Colour, say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.codes import Severity
from ssi_rules.language.numbers import POINT_SCALE, parse_decimal
from ssi_rules.proving.answers import Nothing, Undecided
from ssi_rules.proving.findings import Finding, Kind, Verdict
from ssi_rules.proving.logic import is_available
from ssi_rules.proving.questions.adjustments import adjustments
from ssi_rules.proving.questions.attainable import Ceiling, attainable, ceiling
from ssi_rules.proving.questions.claims import claims
from ssi_rules.proving.questions.cliffs import cliffs
from ssi_rules.proving.questions.equal import equal
from ssi_rules.proving.questions.missing import missing
from ssi_rules.proving.questions.monotone import monotone
from ssi_rules.proving.questions.reachable import reachable
from ssi_rules.proving.universe import Universe
from ssi_rules.ruletest.suite import suites, with_tests_beside
from ssi_rules.ruletest.wanted import Wanted
from ssi_rules.workspace import ONLY_FAULTS, RulesetError, check_paths, load_ruleset
from ssi_rules.workspace.configuration import Configurations
from ssi_rules.workspace.errors import RunError
from ssi_rules.workspace.rulesets import located

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.model import Ruleset
    from ssi_rules.proving.limits import Limit
    from ssi_rules.ruletest.suite import Suite
    from ssi_rules.text import Source

_OF_SOME = (reachable, attainable, adjustments)
"""Whether there is somebody: to ask it of a few would find what only they cannot."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for.

    Attributes:
        assumptions: What is so for everybody who is looked at.
        equals: The ruleset that is to give the same points.
        limit: What may be spent on each claim.
        cliff: Points that one step may move; None takes the project's.
        verbose: Whether to list what is proved, too.
    """

    assumptions: tuple[str, ...]
    equals: str | None
    limit: Limit
    cliff: str | None
    formats: tuple[str, ...]
    verbose: bool
    colour: Colour


def proved(ruleset: str, asked: Asked) -> int:
    """Prove a ruleset and tell what came of it.

    Returns:
        The exit code.

    Raises:
        RulesetError: The ruleset does not exist, or has errors.
        Trouble: An assumption or a configuration has a fault, or there is nothing to prove with.
        BadParameter: An option cannot be read.
    """
    if not is_available():
        raise Trouble(
            "Proving needs z3, which is not installed.", "Install it: pip install 'ssi-rules[prove]'."
        )
    steepest = None if asked.cliff is None else _points(asked.cliff)
    tested, sources = _load(ruleset)
    try:
        return _told(tested, sources, asked, steepest)
    except RunError as error:
        raise Trouble(error.message, error.help) from error


def _points(text: str) -> int:
    """Points of an option, in hundredths."""
    try:
        points, is_exact = parse_decimal(text.strip(), POINT_SCALE)
    except ValueError:
        points, is_exact = 0, False
    if points < 0 or not is_exact:
        raise typer.BadParameter("Write points, such as 6 or 2.5.", param_hint="--cliff")
    return points


def _load(ruleset: str) -> tuple[Suite, list[Source]]:
    """The ruleset with the claims of its own file and of the tests beside it, and the texts that were read."""
    checked = check_paths(list(with_tests_beside([located(ruleset)])), ONLY_FAULTS)
    errors = [each for each in checked.problems if each.severity is Severity.ERROR]
    if errors:
        raise RulesetError(errors)
    found = suites(checked.compiled)
    if not found or Path(ruleset).is_dir():
        load_ruleset(ruleset)
    return found[0], [each.file.source for each in checked.compiled]


def _told(tested: Suite, sources: list[Source], asked: Asked, steepest: int | None) -> int:
    ruleset, configurations = tested.ruleset, Configurations()
    universe = Universe(ruleset, assuming=assumed(asked.assumptions, ruleset))
    if steepest is None:
        steepest = configurations.of_folder(tested.folder).limits.cliff_points
    most = ceiling(universe, ruleset, asked.limit) if universe.assuming else None
    findings = [*_most(most, asked, ruleset), *_findings(universe, ruleset, asked, steepest)]
    wanted = Wanted(configurations, tested.folder)
    told = tuple(_reported(each, ruleset, wanted) for each in findings)
    reported = [each.diagnostic for each in told if each.diagnostic is not None]
    write_findings(reported, sources, asked.formats, asked.colour, [suite(ruleset, told)])
    if for_people(asked.formats):
        sys.stdout.write(listed(told) if asked.verbose else "")
        sys.stdout.write(table(told))
        if isinstance(most, Ceiling | Nothing):
            sys.stdout.write(most_told(most, asked.assumptions, ruleset))
        say(summary(told))
    return exits.FINDINGS if any(each.severity is not Severity.INFO for each in reported) else exits.CLEAN


def _most(most: Ceiling | Nothing | Undecided | None, asked: Asked, ruleset: Ruleset) -> Iterator[Finding]:
    """That nobody knows the most that can be scored under the assumptions is no answer, in any format."""
    if isinstance(most, Undecided):
        given, span = " and ".join(asked.assumptions), ruleset.span or ruleset.pillars[0].span
        sentence = f"The most that can be scored with {given} is not known, since {most.why}."
        yield Finding(Kind.ATTAINABLE, "total", Verdict.UNDECIDED, sentence, span)


def _findings(universe: Universe, ruleset: Ruleset, asked: Asked, steepest: int) -> Iterator[Finding]:
    """All claims, kind by kind; of what some are able to, none where assumptions take members away."""
    other = None if asked.equals is None else load_ruleset(asked.equals)
    questions: tuple[Callable[[Universe, Ruleset, Limit], Iterator[Finding]], ...]
    questions = (*(() if universe.assuming else _OF_SOME), monotone, missing)
    for question in questions:
        yield from question(universe, ruleset, asked.limit)
    yield from cliffs(universe, ruleset, asked.limit, steepest)
    yield from claims(universe, ruleset, asked.limit)
    if other is not None:
        yield equal(ruleset, other, asked.limit)


def _reported(finding: Finding, ruleset: Ruleset, wanted: Wanted) -> Told:
    """A finding, with what is reported of it: nothing of what is proved, or what the project or a comment leaves out."""
    code = code_of(finding)
    if code is None:
        return Told(finding, None)
    if not wanted.counts(code, finding.span):
        return Told(finding, None, is_left_out=True)
    left = next(iter(wanted.reported([diagnostic(finding, code, ruleset)])), None)
    return replace(Told(finding, left), is_left_out=left is None)
