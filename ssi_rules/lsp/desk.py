"""The files in use: open texts over files on disk, each read and checked when it is asked for and kept until it, or a file it draws on, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.lsp.occurrences import sheet
from ssi_rules.pipeline import Outcome, check_names, compile_unit
from ssi_rules.workspace.load import Loader
from ssi_rules.workspace.places import home_of, rule_files, real_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ssi_rules.checking.units import Unit
    from ssi_rules.lsp.index import Sheet
    from ssi_rules.pipeline import Names
    from ssi_rules.text import Source


@dataclass(slots=True)
class Desk:
    """Texts by real path, and what has been worked out of them.

    Attributes:
        texts: The open ones; they stand in place of files.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    _loader: Loader = field(init=False)
    _names: Names = field(default_factory=dict)
    _outcomes: dict[Unit, Outcome] = field(default_factory=dict)
    _sheets: dict[Unit, Sheet] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read through the open texts."""
        self._loader = Loader(overlay=self.texts)

    def put(self, path: Path, text: str) -> None:
        """An open text is as given from now on."""
        is_new = path not in self.texts and path not in self._loader.units
        self.texts[path] = text
        self._forget(path, everything=is_new)

    def take(self, path: Path) -> None:
        """A text was closed; the file counts again."""
        if self.texts.pop(path, None) is not None:
            self._forget(path, everything=False)

    def touched(self, path: Path, *, came_or_went: bool) -> None:
        """A file was written, or (``came_or_went``) made or deleted, by someone else."""
        if path not in self.texts:
            self._forget(path, everything=came_or_went)

    def _forget(self, path: Path, *, everything: bool) -> None:
        """Drop a file and what draws on it; a file that comes or goes may be what any other meant."""
        units, changed = self._loader.units, self._loader.units.get(path)
        for each, unit in list(units.items()):
            if (everything and not unit.shipped) or unit.loose or changed in unit.closure():
                del units[each]
                self._names.pop(unit, None)
                self._outcomes.pop(unit, None)
                self._sheets.pop(unit, None)

    def unit(self, path: Path) -> Unit:
        """A file with those it draws on."""
        return self._loader.load(path)

    def outcome(self, path: Path) -> Outcome:
        """What checking a file gives."""
        unit = self.unit(path)
        if unit not in self._outcomes:
            self._outcomes[unit] = compile_unit(unit, self._names)
        return self._outcomes[unit]

    def sheet(self, path: Path) -> Sheet:
        """The names in a file."""
        return self._sheet(self.unit(path))

    def _sheet(self, unit: Unit) -> Sheet:
        if unit not in self._sheets:
            for each in unit.closure():
                check_names(each, self._names)
            before = None if unit.base is None else self._names[unit.base].draft
            self._sheets[unit] = sheet(self._names[unit].draft, before)
        return self._sheets[unit]

    def project(self, path: Path) -> tuple[Path, ...]:
        """Every rule file of a file's project, open ones that were never saved included."""
        home = home_of(path)
        there = {real_path(each) for each in rule_files(home.folder)}
        return tuple(sorted(there | {path} | {each for each in self.texts if home.holds(each)}))

    def sheets(self, path: Path) -> Iterator[Sheet]:
        """The names in every file of a file's project, and in every file that one of them draws on."""
        seen: set[Unit] = set()
        for each in self.project(path):
            for unit in self.unit(each).closure():
                if unit not in seen:
                    seen.add(unit)
                    yield self._sheet(unit)

    def path_of(self, source: Source) -> Path | None:
        """The file that a source was read from; None when it is not in use any more."""
        return next((path for path, unit in self._loader.units.items() if unit.source is source), None)
