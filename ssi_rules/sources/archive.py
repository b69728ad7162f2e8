"""Opens a person's archive, zipped or unzipped, without trusting it.

Nothing is ever extracted to disk. Entries are found by a forgiving form of their base name, because users unzip, rename
and zip again; each is measured before it is read and guarded while it is.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.sources.csvtext import Opener

MOST_ENTRIES = 20_000
"""Files an archive may hold; exports hold 30 to 45 and an HTML page for each article."""

LARGEST_DIRECTORY = 8 * 1024 * 1024
"""Bytes a ZIP's table of contents may have; it is held in memory whole."""

LARGEST_ENTRY = 512 * 1024 * 1024
LARGEST_TOTAL = 1024 * 1024 * 1024
"""Unpacked bytes of one entry, and of all that are read."""

BOMB_RATIO = 300
BOMB_FROM = 32 * 1024 * 1024
"""An entry that unpacks to more than this many times its size, and to more than these bytes, is no text of a person."""

_NAMED = 3
_MOST_LEVELS = 8
_SEE_ZIP64 = 0xFFFFFFFF
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_ZIP64 = b"PK\x06\x06"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    IndexError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)
_UNZIP = "Download the archive again, or unzip it and give the folder."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive.

    Attributes:
        name: Its path inside the archive, with forward slashes.
        size: Unpacked bytes.
        packed: Bytes as stored.
        mark: Tells equal contents cheaply, where that can be told.
        opener: Opens its bytes; reading raises DataError only.
    """

    name: str
    size: int
    packed: int
    mark: int
    opener: Opener

    @property
    def base(self) -> str:
        """The name without folders."""
        return PurePosixPath(self.name).name

    @property
    def depth(self) -> int:
        """Folders above it."""
        return self.name.count("/")


@dataclass
class Archive:
    """An archive opened for reading, in one part or several of the same person.

    Attributes:
        path: How it is named to people.
        entries: Its files, the preferred part first, shallow before deep.
        notices: What was passed over and why.
        rejects: Whether readers set rows aside that do not fit, instead of refusing their file.
    """

    path: str
    entries: Sequence[Entry]
    notices: list[str] = field(default_factory=list)
    rejects: bool = False
    _read: set[str] = field(default_factory=set)

    def find(self, *names: str) -> Entry | None:
        """The one file of any of these normal names (see ``normal_name``), earlier names first.

        Raises:
            DataError: Two different files claim the name at the same depth, or the file is too large to be honest.
        """
        for name in names:
            alike = [entry for entry in self.entries if normal_name(entry.base) == name]
            if alike:
                return self._admit(self._choose(alike))
        return None

    def place(self, entry: Entry) -> str:
        """How an entry is named to people: "export.zip: Connections.csv"."""
        return f"{self.path}: {entry.name}"

    def _choose(self, alike: list[Entry]) -> Entry:
        first = alike[0]
        others = [other for other in alike[1:] if (other.size, other.mark) != (first.size, first.mark)]
        if any(other.depth == first.depth for other in others):
            names = ", ".join(sorted(entry.name for entry in (first, *others)))
            message = f"the archive holds more than one {first.base}, and they differ: {names}"
            raise DataError(self.path, message, help="Keep the one that LinkedIn wrote last.")
        if others:
            self._tell(f"{self.path}: read {first.name}, not {', '.join(other.name for other in others)}")
        return first

    def _admit(self, entry: Entry) -> Entry:
        """Refuse what unpacks to more than a person's text could."""
        if entry.size > LARGEST_ENTRY or (
            entry.size > BOMB_FROM and entry.size > BOMB_RATIO * max(entry.packed, 1)
        ):
            raise DataError(
                self.place(entry), f"the file unpacks to {entry.size:,} bytes, too large to read", help=_UNZIP
            )
        self._read.add(entry.name)
        if sum(each.size for each in self.entries if each.name in self._read) > LARGEST_TOTAL:
            raise DataError(self.path, "the archive unpacks to more than is read", help=_UNZIP)
        return entry

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def normal_name(base: str) -> str:
    """A file's name as it is compared: caseless, without ``.csv``, a trailing ``_<digits>``, spaces and underscores.

    Other kinds of file keep their ending, so that ``Connections.pdf`` is not taken for a table.
    """
    name = base.strip().casefold().removesuffix(".csv").strip()
    return re.sub(r"[ _]", "", re.sub(r"_\d+$", "", name)) + (
        "" if base.strip().casefold().endswith(".csv") else "?"
    )


@contextmanager
def open_archive(*parts: Path, rejects: bool = False) -> Iterator[Archive]:
    """Open a ZIP or an unzipped folder, or several parts of one export, the preferred one first.

    Args:
        parts: Where they are.
        rejects: Whether its readers set rows aside that do not fit, instead of refusing their file.

    Raises:
        DataError: It cannot be opened, or is not what an archive of a person can be.
    """
    with ExitStack() as stack:
        notices: list[str] = []
        entries: list[Entry] = []
        for part in parts:
            found = _folder_entries(part, notices) if part.is_dir() else _zip_entries(part, stack, notices)
            found.sort(key=lambda entry: (entry.depth, entry.name))
            seen = {normal_name(entry.base) for entry in entries}
            entries.extend(entry for entry in found if normal_name(entry.base) not in seen)
        yield Archive(str(parts[0]), entries, notices, rejects)


def _zip_entries(path: Path, stack: ExitStack, notices: list[str]) -> list[Entry]:
    try:
        _refuse_large_directory(path)
        archive = stack.enter_context(zipfile.ZipFile(path))
    except DataError:
        raise
    except FileNotFoundError as error:
        raise DataError(str(path), "there is no such file") from error
    except OSError as error:
        raise DataError(str(path), f"the file cannot be opened: {error.strerror}") from error
    except _UNREADABLE as error:
        raise DataError(str(path), "the file is not a whole ZIP archive", help=_UNZIP) from error
    infos = [info for info in archive.infolist() if info.filename and not info.filename.endswith("/")]
    if len(infos) > MOST_ENTRIES:
        raise DataError(
            str(path), f"the archive holds {len(infos):,} files, more than an export can", help=_UNZIP
        )
    passed = {info.filename for info in infos if _is_unsafe(info.filename) or _is_link(info)}
    if passed:
        notices.append(
            f"{path}: passed over {len(passed)} entries that lead out of the archive: {_shown(sorted(passed))}"
        )
    kept = [info for info in infos if info.filename not in passed and not _is_clutter(info.filename)]
    return [_zip_entry(archive, info, str(path)) for info in kept]


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Entry:
    name = info.filename.replace("\\", "/")
    opener = partial(_open_zipped, archive, info, f"{path}: {name}")
    return Entry(name, info.file_size, info.compress_size, info.CRC, opener)


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: str) -> IO[bytes]:
    if info.flag_bits & 0x1:
        raise DataError(
            place, "the entry is encrypted", help="Unzip the archive with its password and give the folder."
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged(place)
    try:
        return _guarded(archive.open(info), place)
    except _UNREADABLE as error:
        raise _damaged(place) from error


def _folder_entries(path: Path, notices: list[str]) -> list[Entry]:
    """Files below a folder; links are not followed."""
    entries: list[Entry] = []
    links: list[str] = []
    for folder, subfolders, files in os.walk(path):
        here = Path(folder)
        inside = here.relative_to(path)
        links += [str(inside / name) for name in (*subfolders, *files) if (here / name).is_symlink()]
        subfolders[:] = sorted(subfolders) if len(inside.parts) < _MOST_LEVELS else []
        plain = [name for name in sorted(files) if (here / name).is_file() and not (here / name).is_symlink()]
        entries += [
            _file_entry(here / name, (inside / name).as_posix()) for name in plain if not _is_clutter(name)
        ]
        if len(entries) > MOST_ENTRIES:
            raise DataError(
                str(path), f"the folder holds over {MOST_ENTRIES:,} files, more than an export can"
            )
    if links:
        notices.append(f"{path}: passed over {len(links)} links: {_shown(links)}")
    return entries


def _file_entry(path: Path, name: str) -> Entry:
    size = path.stat().st_size
    return Entry(name, size, size, hash(path), partial(_open_file, path))


def _open_file(path: Path) -> IO[bytes]:
    try:
        return _guarded(path.open("rb"), str(path))
    except OSError as error:
        raise DataError(str(path), f"the file cannot be opened: {error.strerror}") from error


class _Guarded(io.RawIOBase):
    """Bytes whose every failure is a DataError naming the file."""

    def __init__(self, source: IO[bytes], place: str) -> None:
        super().__init__()
        self._source = source
        self._place = place

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # typeshed takes any buffer; io gives this
        try:
            data = self._source.read(len(buffer))
        except _UNREADABLE as error:
            raise _damaged(self._place) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._source.close()
        super().close()


def _guarded(source: IO[bytes], place: str) -> IO[bytes]:
    return io.BufferedReader(_Guarded(source, place), 1 << 16)


def _damaged(place: str) -> DataError:
    return DataError(place, "the entry is damaged or packed in a way that cannot be read", help=_UNZIP)


def _refuse_large_directory(path: Path) -> None:
    """Look at a ZIP's last record before its table of contents is taken into memory."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - (1 << 16) - 128))
        tail = file.read()
    end = tail.rfind(_END_OF_ZIP)
    if end < 0 or len(tail) < end + 22:
        raise DataError(str(path), "the file is not a whole ZIP archive", help=_UNZIP)
    (directory,) = struct.unpack_from("<I", tail, end + 12)
    end64 = tail.rfind(_END_OF_ZIP64, 0, end)
    if directory == _SEE_ZIP64 and end64 >= 0:
        (directory,) = struct.unpack_from("<Q", tail, end64 + 40)
    if directory > LARGEST_DIRECTORY:
        raise DataError(str(path), "the archive lists more files than an export can", help=_UNZIP)


def _is_unsafe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or bool(re.match(r"[A-Za-z]:", name)) or "\0" in name


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _is_clutter(name: str) -> bool:
    """What operating systems leave in archives."""
    parts = PurePosixPath(name).parts
    return (
        "__MACOSX" in parts
        or parts[-1].startswith("._")
        or parts[-1] in (".DS_Store", "Thumbs.db", "desktop.ini")
    )


def _shown(names: Sequence[str]) -> str:
    return ", ".join(name[:80] for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
