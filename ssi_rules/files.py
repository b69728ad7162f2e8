"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes, *, room: Path | None = None) -> None:
    """Put a file at its place at once: a reader sees the old one or the new one, never a part.

    Args:
        path: Its place; what stands there is replaced and lends its permissions.
        data: All of it.
        room: A folder on the same file system for the unfinished file; else the folder of the file itself.

    Raises:
        OSError: It cannot be written; nothing is left behind. Names the file.
    """
    try:
        _replace(path, data, room or path.parent)
    except OSError as error:
        # A full disk names no file, and others name the unfinished one.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def allow_as_usual(made: Path, target: Path) -> None:
    """Give a temporary file the permissions of the file it replaces, or of any new file."""
    if target.exists():
        made.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    made.chmod(0o666 & ~mask)


def _replace(path: Path, data: bytes, room: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=room)
    made = Path(name)
    try:
        with open(handle, "wb") as stream:  # noqa: PTH123 - an open descriptor
            stream.write(data)
        allow_as_usual(made, path)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
