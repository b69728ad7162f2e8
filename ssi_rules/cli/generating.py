"""What ``ssi test --generate`` does: propose tests for what no test tries."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.findings import show_findings
from ssi_rules.cli.streams import say
from ssi_rules.cli.testing import covered, load
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.formats.visible import visible
from ssi_rules.ruletest.generate import propose, written
from ssi_rules.workspace.errors import RunError

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
    proposals = propose(run.suite.ruleset, covered(run).missing)
    if proposals.tests:
        with destination(output) as stream:
            stream.write(written(run.suite.ruleset, proposals.tests, _named(file, output)))
    _tell(proposals, output)
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
        held = f"{len(tested.runs)} rulesets" if tested.runs else "no ruleset"
        raise Trouble(f"--generate writes tests for one ruleset, and there is {held}.", "Name one rule file.")
    path = tested.runs[0].suite.path
    if path is None:
        raise Trouble("--generate needs the rule file that is tested.", "Name it beside its tests.")
    return tested.runs[0], path


def _named(file: Path, output: Path | None) -> str:
    """The path by which the new file names the ruleset."""
    folder = file.parent if output is None or str(output) == "-" else output.parent
    return Path(os.path.relpath(os.path.realpath(file), os.path.realpath(folder))).as_posix()


def _tell(proposals: Proposals, output: Path | None) -> None:
    count = len(proposals.tests)
    if not count and not proposals.unfound:
        say("everything is tried: no test to propose")
        return
    where = "" if output is None or str(output) == "-" else f" written to {output}"
    say(f"{count} {'test' if count == 1 else 'tests'} proposed{where}: review what each expects")
    for group, item in proposals.unfound:
        say(f"not found: {group.name}: {item.words} ({item.span.origin})")
