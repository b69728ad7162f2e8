"""The files in use: open texts over files on disk, worked out when asked for and kept until something they rest on changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.lsp.occurrences import sheet
from ssi_rules.syntax.memory import Memory
from ssi_rules.workspace.choices import Choices
from ssi_rules.workspace.examine import Examiner
from ssi_rules.workspace.load import Loader, Parsed
from ssi_rules.workspace.places import MARKS, Home, home_of, real_path, rule_files, test_file_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules.checking.units import Unit
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lsp.index import Sheet
    from ssi_rules.text import Source
    from ssi_rules.workspace.texts import Text

_Seen: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Desk:
    """Texts by real path, and what has been worked out of them, project by project.

    Attributes:
        texts: The open ones; they stand in place of files.
        choices: What the projects want to be told of.
    """

    texts: dict[Path, str] = field(default_factory=dict)
    choices: Choices = field(default_factory=Choices)
    _examiners: dict[Home, Examiner] = field(default_factory=dict)
    _sheets: dict[Unit, Sheet] = field(default_factory=dict)
    _read: dict[Path, Text] = field(default_factory=dict)
    _parsed: dict[Path, Parsed] = field(default_factory=dict)
    _memories: dict[Path, Memory] = field(default_factory=dict)
    _findings: dict[Path, list[Diagnostic]] = field(default_factory=dict)
    _seen: dict[Path, _Seen | None] = field(default_factory=dict)

    def put(self, path: Path, text: str) -> None:
        """An open text is as given from now on."""
        is_new = path not in self.texts and not path.is_file()
        self.texts[path] = text
        self._memories.setdefault(path, Memory())
        self._forget(path, came_or_went=is_new)

    def take(self, path: Path) -> None:
        """A text was closed; the file, if there is one, counts again."""
        if self.texts.pop(path, None) is not None:
            self._memories.pop(path, None)
            self._forget(path, came_or_went=not path.is_file())

    def touched(self, path: Path, *, came_or_went: bool) -> None:
        """Someone else wrote a file, or (``came_or_went``) made or deleted it."""
        if path not in self.texts:
            self._forget(path, came_or_went=came_or_went)

    def look_again(self) -> None:
        """See which files someone else wrote: for editors that do not watch them."""
        for path in [each for each in self._read if each not in self.texts]:
            now = _state_of(path)
            before = self._seen.setdefault(path, now)
            if now != before:
                self._seen[path] = now
                self.touched(path, came_or_went=now is None or before is None)

    def reconfigured(self) -> None:
        """A configuration was written, which may also have moved the root of a project."""
        self._examiners.clear()
        self._sheets.clear()
        self._findings.clear()
        self._read.clear()
        self._parsed.clear()
        self.choices = Choices()

    def _forget(self, path: Path, *, came_or_went: bool) -> None:
        dropped: set[Path] = set()
        for examiner in self._examiners.values():
            before = set(examiner.loader.units)
            examiner.forget(path, came_or_went=came_or_went)
            dropped |= before - set(examiner.loader.units)
        standing = {id(unit) for each in self._examiners.values() for unit in each.loader.units.values()}
        self._sheets = {unit: made for unit, made in self._sheets.items() if id(unit) in standing}
        stale = {path, *dropped} if not came_or_went else set(self._findings)
        for each in [found for found in self._findings if {found, test_file_beside(found)} & stale]:
            del self._findings[each]

    def _examiner(self, path: Path) -> Examiner:
        home = home_of(path)
        if home not in self._examiners:
            # Projects share what was read: the shipped files among it are long.
            self._examiners[home] = Examiner(
                home, Loader(self.texts, texts=self._read, parsed=self._parsed, memories=self._memories)
            )
        return self._examiners[home]

    def unit(self, path: Path) -> Unit:
        """A file with those it draws on."""
        examiner = self._examiner(path)
        return examiner.loader.load_at(path, examiner.home)

    def findings(self, path: Path) -> list[Diagnostic]:
        """What ``ssi check`` reports of a file as it is now."""
        if path not in self._findings:
            limits = self.choices.settings(path).limits
            self._findings[path] = self.choices.reported(path, self._examiner(path).examine(path, limits))
        return self._findings[path]

    def knows(self, path: Path) -> bool:
        """Whether the findings of a file were asked for, and nothing that they rest on has changed since."""
        return path in self._findings

    def sheet(self, path: Path) -> Sheet:
        """The names in a file."""
        return self._sheet(self.unit(path), self._examiner(path))

    def _sheet(self, unit: Unit, examiner: Examiner) -> Sheet:
        if unit not in self._sheets:
            before = None if unit.base is None else examiner.draft(unit.base)
            self._sheets[unit] = sheet(examiner.draft(unit), before)
        return self._sheets[unit]

    def project(self, path: Path) -> tuple[Path, ...]:
        """Every rule file of a file's project, those among them that were never saved."""
        home = home_of(path)
        there = {real_path(each) for each in _files_of(home)}
        return tuple(sorted(there | {path} | {each for each in self.texts if home.holds(each)}))

    def sheets(self, path: Path) -> Iterator[Sheet]:
        """The names in every file of a file's project, and in every file that one of them draws on."""
        examiner = self._examiner(path)
        seen: set[Unit] = set()
        for each in self.project(path):
            for unit in self.unit(each).closure():
                if unit not in seen:
                    seen.add(unit)
                    yield self._sheet(unit, examiner)

    def path_of(self, source: Source) -> Path | None:
        """The file that a source was read from; None when it is not in use."""
        parsed = self._parsed.items()
        return next((path for path, each in parsed if each.file.source is source), None)

    def with_texts(self, texts: dict[Path, str]) -> Desk:
        """Another desk on which some texts are different, to see what would come of it."""
        kept = {path: each for path, each in self._parsed.items() if path not in texts}
        read = {path: each for path, each in self._read.items() if path not in texts}
        return Desk({**self.texts, **texts}, self.choices, _read=read, _parsed=kept)


def _files_of(home: Home) -> Iterable[Path]:
    """The rule files of a project; of a folder that is none, which may be a whole disk, those right in it."""
    if home.shipped or any((home.folder / mark).exists() for mark in MARKS):
        return rule_files(home.folder)
    return home.folder.glob("*.ssi")


def _state_of(path: Path) -> _Seen | None:
    """When a file was last written, and its size; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
