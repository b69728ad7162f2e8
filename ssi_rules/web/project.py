"""The rule files of one project: what can be opened, and the one place where something is written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from ssi_rules.files import create_file, replace_file
from ssi_rules.syntax.decode import LARGEST_FILE, plain_text
from ssi_rules.web.refusals import Refusal, Refused
from ssi_rules.workspace.places import MARKS, Home, home_of_folder, real_path, rule_files
from ssi_rules.workspace.problems import no_such_ruleset
from ssi_rules.workspace.rulesets import RulesetError, rule_files_in, shipped_rulesets

if TYPE_CHECKING:
    from collections.abc import Callable

DEFAULT: Final = "linkedin-ssi-2015"
"""The shipped ruleset to begin with where nobody named one."""

_MOST_LISTED = 1000
_BOM = "\ufeff"
_SUFFIX = ".ssi"


@dataclass(frozen=True, slots=True)
class Opened:
    """A text on the bench, and where it belongs.

    Attributes:
        name: Path inside the project, with forward slashes.
        real: The same without symbolic links.
        text: As read or last saved, lines ending in LF.
        digest: Of the bytes on disk when it was read or last saved; None while there is no such file.
        source: The file that it was read from: of a copy, the shipped one.
    """

    name: str
    real: Path
    text: str
    digest: str | None
    source: Path


@dataclass(frozen=True, slots=True)
class Project:
    """A project's root; nothing outside of it is read by name or written.

    Attributes:
        home: The root, without symbolic links.
    """

    home: Home

    @classmethod
    def around(cls, folder: Path) -> Project:
        """The project that a folder belongs to; of one that is in none, the folder itself."""
        return cls(home_of_folder(real_path(folder)))

    def files(self) -> tuple[str, ...]:
        """Names of the rule files; in a folder that is no project, which may be a whole disk, of those right in it."""
        root = self.home.folder
        marked = any((root / mark).exists() for mark in MARKS)
        found = rule_files(root) if marked else sorted(root.glob(f"*{_SUFFIX}"))
        inside = (each for each in found if self.home.holds(real_path(each)))
        return tuple(each.relative_to(root).as_posix() for each in islice(inside, _MOST_LISTED))

    def open(self, name: str) -> Opened:
        """A file of the project.

        Raises:
            Refused: It lies elsewhere, is no rule file, or cannot be read.
        """
        real = self._place(name)
        data = _read(real, name)
        return Opened(name, real, _text(data, name), _digest(data), real)

    def copy_of(self, shipped: str) -> Opened:
        """A shipped ruleset as a text that has yet to be saved, under a name that is free.

        Raises:
            Refused: There is no such ruleset.
        """
        file = dict(shipped_rulesets()).get(shipped)
        if file is None:
            raise Refused(Refusal.UNREADABLE, shipped)
        name = self._free_name(shipped)
        return Opened(name, self._place(name), _text(_read(file, shipped), shipped), None, file)

    def save(self, opened: Opened, name: str, text: str) -> Opened:
        """Write a text whole or not at all: over the file it came from if nobody else changed that, or as a new file.

        Raises:
            Refused: The place is not ours to write, or holds something else than what was opened.
        """
        real = self._place(name)
        if len(text.encode("utf-8", "replace")) > LARGEST_FILE:
            raise Refused(Refusal.TOO_LARGE, name)
        is_same = real == opened.real and opened.digest is not None
        data = _over(real, name, opened, text) if is_same else _new(real, name, text)
        return replace(opened, name=name, real=real, text=text, digest=_digest(data))

    def _place(self, name: str) -> Path:
        """Where a name leads inside the project, links followed."""
        parts = PurePosixPath(name).parts
        if not name:
            raise Refused(Refusal.NAMELESS)
        if not name.endswith(_SUFFIX) or not name.isprintable() or "\\" in name:
            raise Refused(Refusal.NO_RULE_FILE, name)
        if not parts or ".." in parts or any(each.startswith(".") for each in parts):
            raise Refused(Refusal.OUTSIDE, name)
        real = real_path(self.home.folder / name)
        if not self.home.holds(real):
            raise Refused(Refusal.OUTSIDE, name)
        if real.suffix != _SUFFIX:  # a link may lead to something else
            raise Refused(Refusal.NO_RULE_FILE, name)
        return real

    def _free_name(self, stem: str) -> str:
        taken, number = {f"{stem}{_SUFFIX}"}, 1
        name = f"{stem}-copy{_SUFFIX}"
        taken |= {each.name for each in self.home.folder.glob(f"{stem}*{_SUFFIX}")}
        while name in taken:
            number += 1
            name = f"{stem}-copy-{number}{_SUFFIX}"
        return name


def _read(real: Path, name: str) -> bytes:
    try:
        if not real.exists():
            raise Refused(Refusal.MISSING, name)
        if not real.is_file():
            raise Refused(Refusal.UNREADABLE, name)
        with real.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise Refused(Refusal.UNREADABLE, name) from error
    if len(data) > LARGEST_FILE:
        raise Refused(Refusal.TOO_LARGE, name)
    return data


def _text(data: bytes, name: str) -> str:
    text = plain_text(data)
    if text is None:
        raise Refused(Refusal.UNREADABLE, name)
    return text


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _over(real: Path, name: str, opened: Opened, text: str) -> bytes:
    """Replace the file that was opened; it keeps its line ends, its byte order mark and its permissions."""
    if not real.exists():
        raise Refused(Refusal.DELETED, name)
    before = _read(real, name)
    if _digest(before) != opened.digest:
        raise Refused(Refusal.CHANGED, name)
    if not real.stat().st_mode & 0o222:
        raise Refused(Refusal.READ_ONLY, name)
    lines = text.replace("\n", "\r\n") if b"\r\n" in before else text
    mark = _BOM if before.startswith(_BOM.encode()) else ""
    return _written(real, name, (mark + lines).encode("utf-8", "replace"), replace_file)


def _new(real: Path, name: str, text: str) -> bytes:
    try:
        is_taken = real.exists()
    except OSError as error:  # a name can be too long
        raise Refused(Refusal.UNWRITABLE, name) from error
    if is_taken:
        raise Refused(Refusal.EXISTS, name)
    if not real.parent.is_dir():
        raise Refused(Refusal.NO_FOLDER, name)
    return _written(real, name, text.encode("utf-8", "replace"), create_file)


def _written(real: Path, name: str, data: bytes, write: Callable[[Path, bytes], None]) -> bytes:
    try:
        write(real, data)
    except FileExistsError as error:
        raise Refused(Refusal.EXISTS, name) from error
    except OSError as error:
        raise Refused(Refusal.UNWRITABLE, name) from error
    return data


def first_of(project: Project, ruleset: str | None) -> Opened:
    """The text to begin with: the file or shipped ruleset that was named, else a copy of the default one.

    Raises:
        RulesetError: There is no such file or ruleset.
        Refused: It cannot be opened.
    """
    if ruleset is None:
        return project.copy_of(DEFAULT)
    path, shipped = Path(ruleset), dict(shipped_rulesets())
    if not path.is_file():
        name = ruleset.removesuffix(_SUFFIX)
        if name not in shipped:
            raise RulesetError([no_such_ruleset(ruleset, shipped, rule_files_in(path.parent))])
        return project.copy_of(name)
    real = real_path(path)
    return project.open(project.home.shown(real)) if project.home.holds(real) else project.copy_of(path.stem)
