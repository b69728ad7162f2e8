"""What ``ssi test --generate`` does: propose tests for what no test tries."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.counts import several
from ssi_rules.cli.findings import show_findings
from ssi_rules.cli.streams import say
from ssi_rules.cli.testing import covered, load
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.formats.visible import visible
from ssi_rules.ruletest.generate import propose, written
from ssi_rules.workspace.errors import RunError
from ssi_rules.workspace.places import real_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.cli.testing import Options, Run, Tested
    from ssi_rules.ruletest.generate import Proposals

_TEST_FILE = "_test.ssi"


def generate_tests(paths: Sequence[Path], options: Options, output: Path | None, *, force: bool) -> int:
    """Write tests for what the tests of one ruleset do not try; tests that fail are left for ``ssi test`` to tell.

    Returns:
        The exit code.

    Raises:
        Trouble: There are several rulesets or none, or the file may not be written.
    """
    _may_write(output, force=force)
    try:
        tested = load(paths, replace(options, allow_empty=True))
    except RunError as error:
        raise Trouble(error.message, error.help) from error
    if tested.broken:
        show_findings(tested.broken, "full", options.colour, sys.stderr)
        return exits.FINDINGS
    run, file = _only(tested)
    kept = _without(run, output)
    ruleset, coverage = kept.suite.ruleset, covered(kept)
    proposals = propose(ruleset, coverage.missing)
    if proposals.tests:
        with destination(output) as stream:
            stream.write(written(ruleset, proposals.tests, _named(file, output)))
    _tell(proposals, output, owns=bool(coverage.all))
    return exits.CLEAN


def _may_write(output: Path | None, *, force: bool) -> None:
    if output is None or str(output) == "-":
        return
    if not output.name.endswith(_TEST_FILE):
        raise Trouble(
            f"{visible(str(output))} would not be found as a test file.", f"Let its name end in {_TEST_FILE}."
        )
    if output.exists() and not force:
        raise Trouble(f"{visible(str(output))} is there already.", "Name another file, or add --force.")


def _only(tested: Tested) -> tuple[Run, Path]:
    if len(tested.runs) != 1:
        held = f"are {len(tested.runs)}" if tested.runs else "is none"
        raise Trouble(f"--generate writes tests for one ruleset, and here {held}.", "Name one rule file.")
    path = tested.runs[0].suite.path
    if path is None:
        raise Trouble("--generate needs the rule file that is tested.", "Name it beside its tests.")
    return tested.runs[0], path


def _without(run: Run, output: Path | None) -> Run:
    """The run without the tests of a file that is written over: what only they try is tried anew."""
    if output is None:
        return run
    lost, folder = real_path(output), run.suite.folder
    kept = [each for each in run.tried if real_path(folder / each.trial.test.span.source.path) != lost]
    ruleset = replace(run.suite.ruleset, tests=tuple(each.trial.test for each in kept))
    return replace(run, suite=replace(run.suite, ruleset=ruleset), tried=tuple(kept))


def _named(file: Path, output: Path | None) -> str:
    """The path by which the new file names the ruleset."""
    folder = file.parent if output is None or str(output) == "-" else output.parent
    return Path(os.path.relpath(os.path.realpath(file), os.path.realpath(folder))).as_posix()


def _tell(proposals: Proposals, output: Path | None, *, owns: bool) -> None:
    count = len(proposals.tests)
    if not count and not proposals.unfound:
        say(f"{'everything is tried' if owns else 'nothing of its own to try'}: no test to propose")
        return
    where = "" if output is None or str(output) == "-" else f" and written to {visible(str(output))}"
    say(
        f"{several(count, 'test')} proposed{where}, filled in by the rules as they are now: review what each expects"
    )
    for group, item in proposals.unfound:
        say(f"not found: {group.name}: {item.words} ({item.span.origin})")
