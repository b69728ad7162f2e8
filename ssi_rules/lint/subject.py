"""What a lint rule looks at: one file without errors, and what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import declared_expressions, walk
from ssi_rules.lint.limits import Limits

if TYPE_CHECKING:
    from ssi_rules import model
    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.flat import Flat
    from ssi_rules.pipeline import Outcome
    from ssi_rules.syntax import ast
    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True)
class Before:
    """A ruleset as it was at another commit."""

    ref: str
    version: str
    fingerprint: str


@dataclass(frozen=True)
class Subject:
    """One file, compiled without errors.

    Attributes:
        outcome: The file as written, with all it draws on, and as engines see it.
        limits: The numbers that advice goes by.
        tests: Files without errors that test this ruleset from beside it; its own tests stand in ``file``.
        before: The ruleset at the commit that the run compares with; None when it compares with none, or the file is new.
    """

    outcome: Outcome
    limits: Limits = field(default_factory=Limits)
    tests: tuple[ast.File, ...] = ()
    before: Before | None = None

    @cached_property
    def expressions(self) -> tuple[tuple[ast.Expression, ast.Aggregate | None], ...]:
        """Every expression that stands in the file, those inside others included, each with the aggregate whose row it sees.

        In the order written. Many rules ask, so they are walked once.
        """
        roots = (root for each in self.file.declarations for root in declared_expressions(each))
        return tuple(found for root in roots for found in walk(root))

    @property
    def file(self) -> ast.File:
        """What the file says, as written."""
        return self.outcome.file

    @property
    def source(self) -> Source:
        """Its text."""
        return self.outcome.file.source

    @property
    def draft(self) -> Draft:
        """Every name that stands at its end, own, used and inherited."""
        return self.outcome.draft

    @property
    def flat(self) -> Flat | None:
        """The ruleset as written, all changes worked off; None for a file without one."""
        return self.outcome.flat

    @property
    def ruleset(self) -> model.Ruleset | None:
        """The ruleset as engines see it; None for a file without one."""
        return self.outcome.ruleset
