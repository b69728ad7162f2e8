"""What was found before, kept for the next run in the user's cache folder: one JSON file for each project.

It is kept there and not in the project, so that no repository can bring its own answers along. What was found in a file is used
again only where the file, every file it draws on and every path it looked at are as they were, and the program is the same.
Nobody misses a cache that cannot be read or written.
"""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.files import replace_file
from ssi_rules.resources import grammar_file, rulesets_folder
from ssi_rules.workspace.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.workspace.contents import Content, Contents
    from ssi_rules.workspace.places import Home
    from ssi_rules.workspace.targets import Target

_FORM = 1
_UNUSED_DAYS = 30
_BROKEN = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)

Question: TypeAlias = "tuple[str | int, ...]"
"""What findings depend on besides files: limits, and the commit compared with."""


def question(target: Target, commits: Mapping[Home, str]) -> Question:
    """What the findings of a target depend on besides files; ``commits`` are those that homes are compared with."""
    limits = target.settings.limits
    return (limits.cliff_points, limits.title_length, commits.get(target.home, ""))


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found in a file.

    Attributes:
        question: What was asked.
        looked: Every path it depends on, and what was there.
        record: The findings.
    """

    question: Question
    looked: tuple[tuple[str, Content], ...]
    record: Record


@dataclass(slots=True)
class Cache:
    """What is kept of one home's files.

    Attributes:
        file: Where it is kept; None to keep nothing.
        contents: What is at each path now.
    """

    file: Path | None
    contents: Contents
    _kept: dict[str, Kept] = field(default_factory=dict)
    _is_changed: bool = False

    def find(self, path: str, question: Question) -> Record | None:
        """What was found in a file, if it would be found again."""
        kept = self._kept.get(path)
        if kept is None or kept.question != question:
            return None
        at = self.contents.at
        return kept.record if all(at(each) == was for each, was in kept.looked) else None

    def keep(self, path: str, kept: Kept) -> None:
        """Keep what was found in a file."""
        self._kept[path] = kept
        self._is_changed = True

    def save(self) -> None:
        """Write it down, if that is possible and anything is new."""
        if self.file is None or not self._is_changed:
            return
        with suppress(*_BROKEN):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            text = json.dumps(self._document(), separators=(",", ":"))
            replace_file(self.file, f"{_seal(text)}\n{text}".encode("ascii"))
            _forget_the_unused(self.file.parent)

    def _document(self) -> dict[str, object]:
        paths: dict[tuple[str, Content], int] = {}
        files = {
            path: [
                kept.question,
                [paths.setdefault(each, len(paths)) for each in kept.looked],
                kept.record.marked,
                kept.record.files,
                kept.record.entries,
            ]
            for path, kept in self._kept.items()
            if Path(path).exists()
        }
        return {"stamp": stamp(), "paths": list(paths), "files": files}


def open_cache(home: Home, contents: Contents) -> Cache:
    """What is kept of a home's files; nothing where it cannot be read, or another program kept it."""
    folder = _folder()
    if folder is None:
        return Cache(None, contents)
    name = blake2b(f"{home.folder}\0{home.inside}".encode(errors="surrogatepass"), digest_size=16).hexdigest()
    file = folder / f"{name}.json"
    try:
        return Cache(file, contents, dict(_read(file)))
    except _BROKEN:
        return Cache(file, contents)


def _read(file: Path) -> Iterator[tuple[str, Kept]]:
    seal, _, text = file.read_text(encoding="ascii").partition("\n")
    if seal != _seal(text):
        return
    document = json.loads(text)
    if document["stamp"] != stamp():
        return
    paths = [(path, (real, digest)) for path, (real, digest) in document["paths"]]
    for path, (question, looked, marked, files, entries) in document["files"].items():
        record = Record(bool(marked), tuple(map(str, files)), tuple(map(tuple, entries)))
        yield path, Kept(tuple(question), tuple(paths[each] for each in looked), record)


def _folder() -> Path | None:
    try:
        said = Path(os.environ.get("XDG_CACHE_HOME") or "")
        # A relative one would lie in the project.
        base = said if said.is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # nobody's home
        return None
    return base / "ssi-rules" / "check"


@cache
def stamp() -> str:
    """Changes with whatever the program's findings could change with: its own files, and Python."""
    package = Path(__file__).parent.parent
    said = [str(_FORM), version("ssi-rules"), sys.version, unicodedata.unidata_version]
    for path in sorted([*package.rglob("*.py"), grammar_file(), *rulesets_folder().rglob("*.ssi")]):
        state = path.stat()
        said.append(f"{path} {state.st_mtime_ns} {state.st_size}")
    return blake2b("\n".join(said).encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _seal(text: str) -> str:
    """Breaks when anything of a kept file does."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _forget_the_unused(folder: Path) -> None:
    """Remove what no run has renewed for a long time."""
    oldest = time.time() - _UNUSED_DAYS * 24 * 3600
    for each in folder.iterdir():
        with suppress(OSError):
            if each.stat().st_mtime < oldest:
                each.unlink()
