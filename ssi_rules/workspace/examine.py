"""Everything there is to find in one file, before anybody's choice: what is wrong, and what can be advised."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.codes import Category
from ssi_rules.diagnostics import ordered
from ssi_rules.lint import lint
from ssi_rules.lint.subject import Before, Subject
from ssi_rules.pipeline import Outcome, check_names, compile_unit
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import Home, is_test_file, real_path, test_file_beside

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.units import Unit
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.limits import Limits
    from ssi_rules.pipeline import Names
    from ssi_rules.syntax import ast
    from ssi_rules.workspace.before import Past
    from ssi_rules.workspace.load import Looked


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of one file.

    Attributes:
        outcome: The file, compiled.
        found: Everything found, in order of output.
    """

    outcome: Outcome
    found: tuple[Diagnostic, ...]

    @property
    def is_troubled(self) -> bool:
        """Whether files could not be read or found, so that the findings depend on more than the files' texts."""
        return any(each.code.category is Category.FILES for each in self.found)


@dataclass(slots=True)
class Examiner:
    """Examines the files of one home.

    Attributes:
        home: Where they lie.
        loader: Reads them, each once.
        past: The same files at another commit, to compare with; None to compare with none.
    """

    home: Home
    loader: Loader = field(default_factory=Loader)
    past: Past | None = None
    _names: Names = field(default_factory=dict)
    _outcomes: dict[Path, Outcome] = field(default_factory=dict)

    def afresh(self) -> Examiner:
        """One that keeps what was read, and follows every link anew."""
        read = self.loader
        return Examiner(self.home, Loader(read.overlay, texts=read.texts, parsed=read.parsed), self.past)

    def forget(self, real: Path, *, came_or_went: bool = False) -> None:
        """A file has changed, or (``came_or_went``) was made or deleted: what rests on it is worked out anew."""
        for unit in self.loader.forget(real, came_or_went=came_or_went):
            self._names.pop(unit, None)
        self._outcomes = {
            path: outcome for path, outcome in self._outcomes.items() if path in self.loader.units
        }

    def draft(self, unit: Unit) -> Draft:
        """Everything that stands at the end of a file, by names alone."""
        for each in unit.closure():
            check_names(each, self._names)
        return self._names[unit].draft

    def outcome(self, real: Path) -> Outcome:
        """A file, compiled once."""
        if real not in self._outcomes:
            self._outcomes[real] = compile_unit(self.loader.load_at(real, self.home), self._names)
        return self._outcomes[real]

    def examine(self, real: Path, limits: Limits, *, advice: bool = True) -> Examined:
        """Everything found in a file, with the limits that count there; never raises."""
        outcome = self.outcome(real)
        found = list(outcome.problems.found)
        if advice and not outcome.problems.has_errors:
            found += lint(Subject(outcome, limits, self._tests(real), self._before(real)))
        return Examined(outcome, tuple(ordered(found)))

    def drawn_on(self, real: Path) -> Looked:
        """Every path that the findings of an examined file depend on, and what is there; the file's own first."""
        looked: Looked = {real: real}
        waiting = [real]
        if not is_test_file(real):
            named, beside = test_file_beside(real), self._test_beside(real)
            looked[named] = beside
            waiting += [] if beside is None else [beside]
        seen: set[Path] = set()
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                links = self.loader.looked.get(each, {})
                looked.update(links)
                waiting += [target for target in links.values() if target is not None]
        return looked

    def _test_beside(self, real: Path) -> Path | None:
        beside = real_path(test_file_beside(real))
        return beside if self.home.holds(beside) and self.loader.is_file(beside) else None

    def _tests(self, real: Path) -> tuple[ast.File, ...]:
        """The test file beside a ruleset, unless it cannot be read or tests another.

        It is read and no more: whether what it expects can be so is found where it is checked itself.
        """
        beside = None if is_test_file(real) else self._test_beside(real)
        if beside is None:
            return ()
        unit, tests = self.loader.load_at(real, self.home), self.loader.load_at(beside, self.home)
        is_its = tests.tested is unit and not tests.problems.has_errors
        return (tests.file,) if is_its else ()

    def _before(self, real: Path) -> Before | None:
        return None if self.past is None or is_test_file(real) else self.past.before(real)
