"""The folder of a report: what in it is ours, what is still right, and what no longer belongs there."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final, Self

from ssi_rules.files import hold, let_go, replace_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

MEMBERS: Final = "members"
"""Folder of members' pages."""

_ROOM: Final = ".ssi-report"
_LIST: Final = "pages.jsonl"
_OURS = re.compile(
    rf"{MEMBERS}/[a-z0-9][a-z0-9._-]*\.(?:html|json|md|pdf)|index\.html|team\.(?:html|md|xlsx)|team-[a-z0-9-]+\.csv"
)


class FolderTaken(Exception):  # noqa: N818 - named for what is the case
    """A folder holds what a report must not replace.

    Attributes:
        help: A way out.
    """

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


@dataclass(frozen=True, slots=True)
class Page:
    """A file of a report.

    Attributes:
        file: Where it is below the folder, with forward slashes.
        key: Hash of all that a member's page was made from; empty for others.
        digest: Hash of its bytes; empty for one that was begun and may or may not be there.
    """

    file: str
    key: str = ""
    digest: str = ""


@dataclass
class Folder:
    """A report's folder while a report is written into it.

    The list of its pages is a file of lines: each page is announced before it is written and told once it is whole, so
    that a killed run leaves no page that nobody knows to be ours. The last line on a page counts.

    Attributes:
        known: Pages of earlier runs, by file.
    """

    path: Path
    known: dict[str, Page] = field(default_factory=dict)
    _now: dict[str, Page] = field(default_factory=dict)
    _list: IO[str] | None = None
    _held: int | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Make the folder, or take up what an earlier run left there.

        Raises:
            FolderTaken: It is a file, holds files of others where ours would be, or another run is at it.
            OSError: It cannot be written.
        """
        _see_it_is_free(path)
        (path / MEMBERS).mkdir(parents=True, exist_ok=True)
        room = path / _ROOM
        room.mkdir(exist_ok=True)
        held = _held(path, room)
        for unfinished in room.glob(".*.part"):
            unfinished.unlink()
        known = {each.file: each for each in _read(room / _LIST)}
        stream = (room / _LIST).open("a", encoding="utf-8", newline="\n")
        if _is_open_ended(room / _LIST):
            stream.write("\n")  # ends the line that a killed run left open
        return cls(path, known, {}, stream, held)

    @property
    def room(self) -> Path:
        """Where unfinished files are, beside the list."""
        return self.path / _ROOM

    def announce(self, files: Iterable[str]) -> None:
        """Say which files are about to be written."""
        for file in files:
            if file not in self.known:
                self._tell(Page(file))
        self._flush()

    def tell(self, page: Page) -> None:
        """Say that a file is whole."""
        self._now[page.file] = page
        if self.known.get(page.file) != page:
            self._tell(page)
            self._flush()

    def write(self, file: str, data: bytes) -> None:
        """Write a file from this process, unless it is there already."""
        self.announce([file])
        self.tell(write_page(self.path, Page(file), data, self.known.get(file)))

    def is_fresh(self, file: str) -> bool:
        """Whether a file that is told of was made by this run."""
        return self._now[file] != self.known.get(file)

    def others(self, files: Iterable[str]) -> list[str]:
        """Members' pages of earlier runs that are not among these, those of other members first."""
        mine = set(files)
        found = (each for each in self.known if each.startswith(f"{MEMBERS}/") and each not in mine)
        names = set(map(page_of, mine))
        return sorted(found, key=lambda each: page_of(each) in names)

    def finish(self, *, keeps_others: bool = False) -> tuple[int, list[str]]:
        """Take away our pages that this run did not write, and write the list anew.

        Args:
            keeps_others: Whether they stay instead: only some pages of a report were renewed.

        Returns:
            How many were removed, and which stay because somebody has changed them.
        """
        gone, kept = 0, []
        if keeps_others:
            self._now = {**self.known, **self._now}
        for page in [each for file, each in self.known.items() if file not in self._now]:
            file = self.path / page.file
            if not file.is_file():
                continue
            if page.digest and digest_of(file) != page.digest:
                kept.append(page.file)
            else:
                file.unlink()
                gone += 1
        self._close()
        lines = (_line(self._now[file]) for file in sorted(self._now))
        replace_file(self.room / _LIST, "".join(lines).encode(), room=self.room)
        return gone, kept

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        let_go(self._held)

    def _tell(self, page: Page) -> None:
        if self._list is not None:
            self._list.write(_line(page))

    def _flush(self) -> None:
        if self._list is not None:
            self._list.flush()

    def _close(self) -> None:
        if self._list is not None:
            stream, self._list = self._list, None
            with suppress(OSError):  # a full disk has been told of already
                stream.close()


def page_of(file: str) -> str:
    """What a member's file has in common with the same member's files in other formats."""
    return file.rpartition(".")[0]


def write_page(folder: Path, page: Page, data: bytes, known: Page | None) -> Page:
    """Write a page whole.

    Args:
        folder: The report's.
        page: File and key.
        data: All of it.
        known: The same file as an earlier run left it; where the bytes are the same it is not touched.

    Returns:
        The page with its digest.
    """
    made = Page(page.file, page.key, hashlib.sha256(data).hexdigest())
    target = folder / page.file
    if known is None or known.digest != made.digest or not is_whole(folder, known):
        replace_file(target, data, room=folder / _ROOM)
    return made


def is_whole(folder: Path, page: Page) -> bool:
    """Whether a page is there as it was written."""
    try:
        return bool(page.digest) and digest_of(folder / page.file) == page.digest
    except OSError:
        return False


def digest_of(file: Path) -> str:
    """Hash of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _see_it_is_free(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise FolderTaken(f"{path} is a file.", "Name a folder for the report.")
    for name in (_ROOM, MEMBERS):
        if (path / name).is_symlink():
            raise FolderTaken(f"{path / name} leads elsewhere.", "Name another folder for the report.")
    if (path / _ROOM).is_dir():
        return
    here = sorted(each.name for each in path.iterdir()) if path.is_dir() else []
    taken = next((each for each in here if each == MEMBERS or _OURS.fullmatch(each)), None)
    if taken is not None:
        raise FolderTaken(
            f"{path} holds {taken} already, which is of no report that is known here.",
            "Name another folder for the report.",
        )


def _held(path: Path, room: Path) -> int | None:
    try:
        return hold(room)
    except BlockingIOError as error:
        raise FolderTaken(
            f"Another run is writing to {path}.", "Wait until it is done, or name another folder."
        ) from error


def _read(file: Path) -> Iterator[Page]:
    """Pages of a list; what is no line of ours is passed over."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError, TypeError):
            page = Page(*json.loads(line))
            if all(isinstance(each, str) for each in (page.file, page.key, page.digest)) and _OURS.fullmatch(
                page.file
            ):
                yield page


def _is_open_ended(file: Path) -> bool:
    return file.read_bytes()[-1:] not in (b"", b"\n")


def _line(page: Page) -> str:
    return json.dumps([page.file, page.key, page.digest]) + "\n"
