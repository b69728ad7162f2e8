"""What is reported of all that was found in a file: what the project wants, at its level, less what comments leave out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.codes import Category, Severity
from ssi_rules.lint.suppressions import suppress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules.codes import Code
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source
    from ssi_rules.workspace.settings import Settings

_FOUND_BY_TESTING = (codes.FAILED_EXPECTATION, codes.UNCOVERED, codes.SURVIVING_MUTANT)


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what is wanted of one file.

    Attributes:
        settings: What the project has chosen.
        path: The file's real path.
        compares: Whether the run compares with another commit.
    """

    settings: Settings
    path: Path
    compares: bool = False

    def reported(self, source: Source, found: Iterable[Diagnostic]) -> list[Diagnostic]:
        """What is left of the findings of a file, and what is wrong with the comments that leave some out."""
        known = list(found)
        # Where a file has errors, advice was not looked for.
        is_whole = not any(each.code.severity is Severity.ERROR for each in known)
        left = suppress(source, self._wanted(known), lambda code: is_whole and self._is_looked_for(code))
        about_comments = (each for each in left if each.code.category is Category.SUPPRESSIONS)
        others = [each for each in left if each.code.category is not Category.SUPPRESSIONS]
        return [*others, *self._wanted(about_comments)]

    def _wanted(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for each in found:
            level = self.settings.level(each.code, self.path)
            if level is not None:
                yield each if level is each.code.severity else replace(each, level=level)

    def _is_looked_for(self, code: Code) -> bool:
        if (
            code in _FOUND_BY_TESTING
            or code.is_proof
            or (code is codes.VERSION_NOT_RAISED and not self.compares)
        ):
            return False
        return self.settings.level(code, self.path) is not None
