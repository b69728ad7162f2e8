"""What a project has chosen: which advice it wants, at what level, and what it leaves out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.lint.limits import Limits
from ssi_rules.workspace import globs
from ssi_rules.workspace.selectors import EVERYTHING, exactness, is_open_to_choice, most_exact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.codes import Code

OFF = "off"


@dataclass(frozen=True, slots=True)
class ForPaths:
    """Exceptions for some files.

    Attributes:
        match: Patterns of their paths, relative to the configuration's folder.
        ignore: Codes left out.
        levels: Other levels by selector; None leaves the code out.
    """

    match: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Severity | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """One configuration file, with what the command line puts over it.

    Attributes:
        folder: What its patterns and paths are relative to; None without a configuration file.
        name: How the file is named to people.
        select: Selectors of what is reported; errors always are.
        ignore: Selectors of what is left out, unless ``select`` names it more exactly.
        levels: Other levels by selector, the most exact one counts; None leaves the code out.
        limits: The numbers that advice goes by.
        exclude: Patterns of files and folders that a search passes over.
        baseline: Findings known before.
        fail_level: The severity from which a run fails.
        paths: Exceptions, later ones over earlier ones.
    """

    folder: Path | None = None
    name: str | None = None
    select: tuple[str, ...] = (EVERYTHING,)
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, Severity | None] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    fail_level: Severity = Severity.ERROR
    paths: tuple[ForPaths, ...] = ()

    def level(self, code: Code, path: Path) -> Severity | None:
        """The severity of a code in a file, by its real path; None when it is not reported there."""
        if not is_open_to_choice(code):
            return code.severity
        if most_exact(self.select, code) <= most_exact(self.ignore, code):
            return None
        level = _level(self.levels, code, code.severity)
        for each in self.paths:
            if level is None or not self._is_among(path, each.match):
                continue
            level = None if most_exact(each.ignore, code) else _level(each.levels, code, level)
        return level

    def passes_over(self, path: Path) -> bool:
        """Whether a search leaves a file out."""
        return self._is_among(path, self.exclude)

    def _is_among(self, path: Path, patterns: tuple[str, ...]) -> bool:
        if self.folder is None or not patterns or not path.is_relative_to(self.folder):
            return False
        inside = path.relative_to(self.folder).as_posix()
        return any(globs.matches(pattern, inside) for pattern in patterns)


def _level(levels: Mapping[str, Severity | None], code: Code, otherwise: Severity) -> Severity | None:
    named = max(levels, key=lambda each: exactness(each, code), default=None)
    return levels[named] if named is not None and exactness(named, code) else otherwise


@dataclass(frozen=True, slots=True)
class Choice:
    """What the command line says over every configuration; empty and None where it says nothing."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_level: Severity | None = None
    baseline: Path | None = None

    def over(self, settings: Settings) -> Settings:
        """The settings with this said over them: a selection anew also forgets what was left out."""
        if self.select:
            settings = replace(settings, select=self.select, ignore=())
        return replace(
            settings,
            select=(*settings.select, *self.extend_select),
            ignore=(*(each for each in settings.ignore if not self._asks_for(each)), *self.ignore),
            fail_level=self.fail_level or settings.fail_level,
            baseline=self.baseline or settings.baseline,
        )

    def _asks_for(self, ignored: str) -> bool:
        return ignored in self.extend_select
