"""Reads rule files and the files they name, each once in a run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.checking import problems_trials as trials
from ssi_rules.checking.units import Unit, Used
from ssi_rules.diagnostics import Diagnostic, Problems
from ssi_rules.syntax import ast
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source, Span
from ssi_rules.workspace import problems as say
from ssi_rules.workspace.places import (
    Home,
    home_of,
    is_test_file,
    real_path,
    rule_files,
    shipped_home,
    tested_name,
)
from ssi_rules.workspace.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.syntax.memory import Memory
    from ssi_rules.workspace.texts import Overlay, Text

DEEPEST = 50
"""Files that may stand in a row, each drawing on the next."""

_MOST_SUGGESTED = 500
_LINK = re.compile(r'(?:^|[{"])\s*(?:use|extends)\b|\b(?:use|extends)\s*"', re.MULTILINE)


@dataclass(slots=True)
class _Links:
    """What a file turns out to draw on, while it is being loaded."""

    problems: Problems
    uses: list[Used] = field(default_factory=list)
    base: Unit | None = None
    tested: Unit | None = None
    tested_by: ast.Use | None = None
    loose: bool = False

    def lose(self, diagnostic: Diagnostic) -> None:
        """Something named cannot be had."""
        self.problems.add(diagnostic)
        self.loose = True


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file by itself.

    Attributes:
        source: Its text; None when there is none to go on with.
        file: What it says.
        found: What was found while reading it.
    """

    source: Source | None
    file: ast.File
    found: tuple[Diagnostic, ...]


Looked: TypeAlias = "dict[Path, Path | None]"
"""Where a file looked for others: each path as named, and the file that is there by its real path."""


@dataclass(slots=True)
class Loader:
    """The files of one run by their real path, and those being loaded now, outermost first.

    All files of a run lie in one home, apart from the shipped ones.

    Attributes:
        overlay: Texts that stand in place of files, by real path: unsaved in an editor, or from stdin.
        sealed: Whether the overlay is all there is, shipped files apart: the project at another commit.
        units: What has been loaded.
        texts: Texts as read, with what was found in them; loaders may share them.
        parsed: What they say; loaders may share it too.
        looked: Where each loaded file looked for others, so that it is known what its findings depend on.
        memories: What the last readings left of files that are read again and again.
    """

    overlay: Overlay = field(default_factory=dict)
    units: dict[Path, Unit] = field(default_factory=dict)
    sealed: bool = False
    texts: dict[Path, Text] = field(default_factory=dict)
    parsed: dict[Path, Parsed] = field(default_factory=dict)
    looked: dict[Path, Looked] = field(default_factory=dict)
    memories: Mapping[Path, Memory] = field(default_factory=dict)
    _open: dict[Path, str] = field(default_factory=dict)
    _height: dict[Path, int] = field(default_factory=dict)

    def load(self, path: Path) -> Unit:
        """A file named on the command line, with everything it draws on; never raises."""
        home, real = home_of(path), real_path(path)
        if not home.holds(real):
            return link_outside(path, home)
        return self.load_at(real, home)

    def load_at(self, real: Path, home: Home) -> Unit:
        """The same of a file whose real path and home are known."""
        if real not in self.units:
            self._open[real] = home.shown(real)
            self.looked[real] = {}
            self.units[real] = self._read(real, home)
            del self._open[real]
            below = (self._height.get(each, 0) for each in self.looked[real].values() if each is not None)
            self._height[real] = 1 + max(below, default=0)
        return self.units[real]

    def forget(self, real: Path, *, came_or_went: bool = False) -> list[Unit]:
        """Drop a file that has changed, and every file that draws on it or could not find what it names.

        Args:
            real: The file.
            came_or_went: Whether it was made or deleted, so that it may be what any path means or meant.

        Returns:
            What was dropped.
        """
        self.texts.pop(real, None)
        self.parsed.pop(real, None)
        changed = self.units.get(real)
        dropped = {
            path: unit
            for path, unit in self.units.items()
            if (came_or_went and not unit.shipped) or unit.loose or changed in unit.closure()
        }
        for path in dropped:
            del self.units[path], self.looked[path], self._height[path]
        return list(dropped.values())

    def is_file(self, real: Path) -> bool:
        """Whether there is such a file in this run."""
        if real in self.overlay:
            return True
        return (not self.sealed or shipped_home().holds(real)) and real.is_file()

    def text(self, real: Path, home: Home) -> Text:
        """Read one file, once."""
        return text_of(real, home, self.overlay, self.texts)

    def parse(self, real: Path, home: Home) -> Parsed:
        """Read what one file says, by itself."""
        if real not in self.parsed:
            source, found = self.text(real, home)
            problems, memory = Problems(list(found)), self.memories.get(real)
            nothing = _nothing(home.shown(real), home)
            file = nothing if source is None else parse(source, problems, memory)
            self.parsed[real] = Parsed(source, file, tuple(problems.found))
        return self.parsed[real]

    def _read(self, real: Path, home: Home) -> Unit:
        parsed = self.parse(real, home)
        problems, file = Problems(list(parsed.found)), parsed.file
        if parsed.source is None:
            return Unit(file, unread=True, problems=problems)
        links = _Links(problems, loose=_lost_links(file))
        is_test = is_test_file(real)
        for declaration in file.declarations:
            match declaration:
                case ast.Use() if is_test:
                    self._test_use(declaration, real, home, links)
                case ast.Use():
                    self._use(declaration, real, home, links)
                case ast.RulesetHeader(extends=extends) if extends is not None and not is_test:
                    self._extend(extends, real, home, links)
                case _:
                    pass
        if is_test and links.tested is None and not links.loose:
            self._test_beside(file, real, home, links)
        return Unit(
            file=file,
            uses=tuple(links.uses),
            base=links.base,
            shipped=home.shipped,
            is_test=is_test,
            tested=links.tested,
            loose=links.loose,
            problems=problems,
        )

    def _use(self, use: ast.Use, real: Path, home: Home, links: _Links) -> None:
        unit = self._follow(use.path, real, home, links)
        held = None if unit is None else _ruleset_part(unit)
        if held is not None:
            links.lose(say.uses_ruleset(use.path, held))
        links.uses.append(Used(use, unit if held is None else None))

    def _test_use(self, use: ast.Use, real: Path, home: Home, links: _Links) -> None:
        """In a test file one ruleset may be used: the one it tests."""
        unit = self._follow(use.path, real, home, links)
        if unit is None or _ruleset_part(unit) is None:
            links.uses.append(Used(use, unit))
        elif links.tested_by is not None:
            links.problems.add(trials.tests_two(use, links.tested_by))
        else:
            links.tested, links.tested_by = unit, use

    def _test_beside(self, file: ast.File, real: Path, home: Home, links: _Links) -> None:
        """A test file that names no ruleset tests the one it is named after."""
        named = real.with_name(tested_name(real))
        beside = real_path(named)
        found = self.is_file(beside) and home.holds(beside)
        self.looked[real][named] = beside if found else None
        unit = self.load_at(beside, home) if found else None
        if unit is not None and _ruleset_part(unit) is not None:
            links.tested = unit
            return
        first = next((each.span for each in file.declarations), Span(file.source, 0, 0))
        links.lose(trials.tests_nothing(first, tested_name(real)))

    def _extend(self, path: ast.String, real: Path, home: Home, links: _Links) -> None:
        unit = self._follow(path, real, home, links)
        if unit is None or links.base is not None:
            return
        if _header(unit) is None and not unit.file.partial:
            links.lose(say.extends_no_ruleset(path))
        else:
            links.base = unit

    def _follow(self, path: ast.String, real: Path, home: Home, links: _Links) -> Unit | None:
        """The file that a path in a rule file names."""
        found = find(path, real.parent, home, self)
        if isinstance(found, Diagnostic):
            links.lose(found)
            return None
        target, its_home = found
        if target in self._open:
            names = list(self._open.values())[list(self._open).index(target) :]
            links.lose(say.cycle(path, [*names, names[0]]))
            return None
        self._note(path.text, target, real)
        unit = None if len(self._open) >= DEEPEST else self.load_at(target, its_home)
        if unit is None or self._height[target] >= DEEPEST:
            links.lose(say.too_deep(path, DEEPEST))
            return None
        links.loose |= unit.unread
        return unit

    def _note(self, named: str, target: Path, real: Path) -> None:
        """Keep where a file was looked for: beside the one that names it, then among the shipped ones."""
        beside = real.parent / named
        self.looked[real][beside] = target if real_path(beside) == target else None
        if self.looked[real][beside] is None:
            self.looked[real][shipped_home().folder / named] = target


def link_outside(path: Path, home: Home) -> Unit:
    """A file named on the command line that is a link out of its home."""
    shown = home.shown(path)
    problems = Problems([say.link_outside(shown, home.inside)])
    return Unit(_nothing(shown, home), unread=True, problems=problems)


def _nothing(shown: str, home: Home) -> ast.File:
    source = Source(shown, "", home.inside)
    return ast.File(source, (), partial=True, sums_unsure=True, span=Span(source, 0, 0))


def _lost_links(file: ast.File) -> bool:
    """Whether a ``use`` or ``extends`` stands in what could not be read of a file."""
    if not file.partial:
        return False
    uses = [each for each in file.declarations if isinstance(each, ast.Use)]
    extends = [each for each in file.declarations if isinstance(each, ast.RulesetHeader) and each.extends]
    return len(_LINK.findall(file.source.text)) > len(uses) + len(extends)


def _header(unit: Unit) -> ast.RulesetHeader | None:
    return next((each for each in unit.file.declarations if isinstance(each, ast.RulesetHeader)), None)


def _ruleset_part(unit: Unit) -> ast.RulesetHeader | ast.Pillar | None:
    """What makes a file a ruleset."""
    return next(
        (each for each in unit.file.declarations if isinstance(each, ast.RulesetHeader | ast.Pillar)), None
    )


def find(path: ast.String, folder: Path, home: Home, loader: Loader) -> tuple[Path, Home] | Diagnostic:
    """Where the file is that a rule file in ``folder`` names: relative to it, else shipped."""
    if "\\" in path.text:
        return say.absolute(path) if PureWindowsPath(path.text).anchor else say.backslash(path)
    if path.text.startswith("/") or PureWindowsPath(path.text).drive:
        return say.absolute(path)
    try:
        return _found(path, folder, home, loader)
    except (OSError, ValueError):  # no such name can be
        return say.not_found(path, ())


def _found(path: ast.String, folder: Path, home: Home, loader: Loader) -> tuple[Path, Home] | Diagnostic:
    real, shipped = real_path(folder / path.text), shipped_home()
    if home.holds(real) and loader.is_file(real):
        return real, shipped if shipped.holds(real) else home
    fallback = real_path(shipped.folder / path.text)
    if shipped.holds(fallback) and fallback.is_file():
        return fallback, shipped
    if not home.holds(real):
        return say.outside(path)
    return say.is_folder(path) if real.is_dir() else say.not_found(path, _names(folder))


def _names(folder: Path) -> Iterator[str]:
    """Paths that could have been meant."""
    for root in (folder, shipped_home().folder):
        yield from (each.relative_to(root).as_posix() for each in islice(rule_files(root), _MOST_SUGGESTED))
