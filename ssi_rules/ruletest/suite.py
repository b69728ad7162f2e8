"""A tested ruleset with all the tests that a run has for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.workspace.places import home_of, is_test_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules import model
    from ssi_rules.checking.flat import Flat
    from ssi_rules.text import Source
    from ssi_rules.workspace import Compiled


@dataclass(frozen=True, slots=True)
class Suite:
    """One ruleset of a run.

    Attributes:
        ruleset: With every test and claim of the run: those of its own file first, then those of files that test it, by file. The
            span of each tells its file.
        flat: The same as its authors wrote it.
        path: Where its own file is; None where only tests of it were asked for.
        folder: What the paths of its files are relative to.
    """

    ruleset: model.Ruleset
    flat: Flat
    path: Path | None
    folder: Path

    @property
    def source(self) -> Source:
        """The text of the ruleset's own file."""
        return self.flat.source


def suites(compiled: Iterable[Compiled]) -> list[Suite]:
    """One suite for each ruleset of a run that scores, tested or not, in the order of the run.

    A ``*_test.ssi`` file stands for the ruleset it tests; where that was not asked for, only the file's tests are there.
    """
    found: dict[Source, Suite] = {}
    for each in sorted(compiled, key=lambda each: is_test_file(each.path)):
        if each.ruleset is None or each.flat is None:
            continue
        known = found.get(each.flat.source)
        tests = (*(known.ruleset.tests if known else ()), *each.ruleset.tests)
        claims = (*(known.ruleset.claims if known else ()), *each.ruleset.claims)
        path = known.path if known else None if is_test_file(each.path) else each.path
        ruleset, folder = replace(each.ruleset, tests=tests, claims=claims), home_of(each.path).folder
        found[each.flat.source] = Suite(ruleset, each.flat, path, folder)
    return list(found.values())


def with_tests_beside(paths: Iterable[Path]) -> Iterator[Path]:
    """Paths of a command line, a rule file among them followed by the ``*_test.ssi`` file beside it."""
    for path in paths:
        yield path
        beside = path.parent / f"{path.stem}_test.ssi"  # `.` has no name to replace
        if path.suffix == ".ssi" and not is_test_file(path) and path.is_file() and beside.is_file():
            yield beside
