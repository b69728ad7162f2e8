"""A rule file together with the files it draws on, all of them parsed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Problems
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.text import Source


@dataclass(frozen=True, slots=True, eq=False)
class Used:
    """One ``use`` and the file it names; None when that could not be loaded."""

    use: ast.Use
    unit: Unit | None


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One rule file of a run. A file is loaded once, so the same declaration is the same object everywhere.

    Attributes:
        uses: What it brings in, in source order.
        base: The file it extends.
        shipped: Whether it came with the program, so that nobody is asked to mend it.
        is_test: Whether it is a ``*_test.ssi`` file, which may use the one ruleset that it tests.
        tested: That ruleset's file.
        loose: A file it names could not be loaded, so names may be missing through no fault of their own.
        unread: Nothing of the file itself could be read.
        problems: What was found while reading and linking it.
    """

    file: ast.File
    uses: tuple[Used, ...] = ()
    base: Unit | None = None
    shipped: bool = False
    is_test: bool = False
    tested: Unit | None = None
    loose: bool = False
    unread: bool = False
    problems: Problems = field(default_factory=Problems)

    @property
    def source(self) -> Source:
        """Its text."""
        return self.file.source

    def inherits(self) -> Iterator[Unit]:
        """This file and those whose every name it takes over: what it extends or tests, and so on."""
        unit: Unit | None = self
        while unit is not None:
            yield unit
            unit = unit.base or unit.tested

    @property
    def base_lost(self) -> bool:
        """Whether it extends a file that could not be loaded."""
        headers = (each for each in self.file.declarations if isinstance(each, ast.RulesetHeader))
        return self.base is None and any(each.extends is not None for each in headers)

    def draws_on(self) -> Iterator[Unit]:
        """The files it names, directly."""
        yield from (used.unit for used in self.uses if used.unit is not None)
        yield from (each for each in (self.base, self.tested) if each is not None)

    def closure(self) -> tuple[Unit, ...]:
        """This file and every file it draws on, directly or not, each once, those drawn on first."""
        seen: dict[Unit, None] = {}
        _collect(self, seen)
        return tuple(seen)


def _collect(unit: Unit, seen: dict[Unit, None]) -> None:
    """Depth first; the loader has cut every circle."""
    for each in unit.draws_on():
        if each not in seen:
            _collect(each, seen)
    seen[unit] = None
