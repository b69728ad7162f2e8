"""The public door: from paths to checked rulesets and everything that was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Problems
from ssi_rules.workspace.judge import Judge
from ssi_rules.workspace.rounds import Rounds
from ssi_rules.workspace.targets import Options, targets_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ssi_rules import model
    from ssi_rules.checking.flat import Flat
    from ssi_rules.syntax import ast


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of one rule file.

    Attributes:
        path: Where it is.
        file: What it says; nothing, when it could not be read.
        flat: The ruleset it ends up as, before types; None when it is none.
        ruleset: What engines score with; None when the file is no ruleset or has errors. That of a ``*_test.ssi`` file
            is the ruleset it tests, with the file's own tests.
    """

    path: Path
    file: ast.File
    flat: Flat | None
    ruleset: model.Ruleset | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a run.

    Attributes:
        compiled: One for each file asked for, in the order asked for, folders in the order of their paths; empty when
            nothing was there to check.
        problems: Everything found.
    """

    compiled: tuple[Compiled, ...]
    problems: Problems


ONLY_FAULTS = Options(advice=False)
"""Asks for what is wrong, and for nobody's advice."""


def check_paths(paths: Sequence[Path], options: Options = Options()) -> Checked:  # noqa: B008 - frozen
    """Check rule files, and every rule file under folders.

    Args:
        paths: Files and folders; one named twice is checked once.
        options: What to look for; everything that the projects' configurations want, unless it says otherwise.

    Returns:
        What came of each, and all findings; a path that does not exist is a finding.

    Raises:
        ConfigurationError: A configuration has a fault.
        PastError: The commit to compare with cannot be read.
    """
    targets, _ = targets_of(paths, options)
    problems, compiled = Problems(), []
    for target, examined in Rounds(options).all(targets):
        outcome, found = examined.outcome, examined.found
        judge = Judge(target.settings, target.real, compares=options.since is not None)
        problems.found += judge.reported(outcome.file.source, found) if options.advice else found
        compiled.append(Compiled(target.path, outcome.file, outcome.flat, outcome.ruleset))
    return Checked(tuple(compiled), problems)
