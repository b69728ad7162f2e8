"""Rule files in a project of their own, read as ``ssi test`` reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.ruletest.coverage import cover
from ssi_rules.ruletest.run import try_tests
from ssi_rules.ruletest.suite import suites, with_tests_beside
from ssi_rules.workspace import check_paths

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.ruletest.coverage import Coverage
    from ssi_rules.ruletest.suite import Suite


def project(folder: Path, **files: str) -> Path:
    """Write files, each under the name ``NAME.ssi``; ``__`` in a name stands for a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "ssi.toml").touch()
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.ssi"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(*paths: Path) -> list[Suite]:
    """The suites that paths of a command line lead to; there must be no errors."""
    checked = check_paths(list(with_tests_beside(paths)))
    assert [each.message for each in checked.problems if each.severity is Severity.ERROR] == []
    return suites(checked.compiled)


def covered(suite: Suite) -> Coverage:
    """What the tests of a suite try."""
    trials = try_tests(Evaluator(suite.ruleset), suite.ruleset.tests)
    return cover(suite.ruleset, [each.record for each in trials])


def missing(suite: Suite) -> dict[str, list[str]]:
    """What no test tries, by part."""
    lines = covered(suite).lines
    return {line.group.name: [each.words for each in line.missing] for line in lines if line.missing}
