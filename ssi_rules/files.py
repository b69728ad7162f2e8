"""Files written whole or not at all, in folders where one run works at a time."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def replace_file(path: Path, data: bytes, *, room: Path | None = None) -> None:
    """Put a file at its place at once: a reader sees the old one or the new one, never a part.

    Args:
        path: Its place; what stands there is replaced and lends its permissions.
        data: All of it.
        room: A folder on the same file system for the unfinished file; else the folder of the file itself.

    Raises:
        OSError: It cannot be written; nothing is left behind. Names the file.
    """
    with _named(path), _written(path, data, room or path.parent) as made:
        made.replace(path)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The place to write a large file, which then comes to its own place at once, or never if the block fails.

    Args:
        path: Its place; what stands there is replaced and lends its permissions.

    Raises:
        OSError: It cannot be written; nothing is left behind. Names the file.
    """
    with _named(path), _written(path, b"", path.parent) as made:
        yield made
        made.replace(path)


def create_file(path: Path, data: bytes) -> None:
    """Put a file at a place where none is, at once.

    Raises:
        FileExistsError: Another came there first; it stays as it is.
        OSError: It cannot be written; nothing is left behind. Names the file.
    """
    with _named(path), _written(path, data, path.parent) as made:
        move_to_free_place(made, path)


def move_to_free_place(made: Path, path: Path) -> None:
    """Put a finished file at its place, never over one that came there meanwhile.

    Raises:
        FileExistsError: One has.
    """
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        made.rename(path)


def hold(folder: Path) -> int | None:
    """Hold a folder until ``let_go``, or until this process ends, however it does.

    Returns:
        What to let go of; None where the system holds no folders (Windows).

    Raises:
        BlockingIOError: Another run holds it.
    """
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - not everywhere

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        raise
    except OSError:  # some network file systems hold nothing
        os.close(held)
        return None
    return held


def let_go(held: int | None) -> None:
    """Let others have the folder."""
    if held is not None:
        os.close(held)


def allow_as_usual(made: Path, target: Path) -> None:
    """Give a temporary file the permissions of the file it replaces, or of any new file."""
    if target.exists():
        made.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o666 & ~mask)


@contextmanager
def _written(path: Path, data: bytes, room: Path) -> Iterator[Path]:
    """An unfinished file made whole, which is gone afterwards unless it was moved away."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=room)
    made = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - an open descriptor
            stream.write(data)
        allow_as_usual(made, path)
        yield made
    finally:
        made.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """A full disk names no file, and others name the unfinished one: name the one that was wanted."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
