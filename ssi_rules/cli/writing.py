"""Results are written whole or not at all, to a file or to stdout."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ssi_rules.cli.trouble import Trouble
from ssi_rules.files import allow_as_usual

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 1 << 22


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """A text to write to, which appears at its place only if all of it could be written.

    Args:
        path: A file to replace at once; a device or a pipe, which is written to; None or ``-`` for stdout.

    Yields:
        A stream in UTF-8 that keeps line ends as written.

    Raises:
        Trouble: The file cannot be written.
    """
    if path is None or str(path) == "-":
        with _spooled(sys.stdout) as stream:
            yield stream
    elif path.is_dir():
        raise Trouble(f"{path} is a folder.", "Name a file to write.")
    elif path.exists() and not path.is_file():  # a file in its place would end the device for everyone
        with path.open("w", encoding="utf-8", newline="") as device, _spooled(device) as stream:
            yield stream
    else:
        with _to_file(Path(os.path.realpath(path))) as stream:
            yield stream


@contextmanager
def _spooled(target: TextIO) -> Iterator[TextIO]:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="") as spool:
        yield spool  # type: ignore[misc] # typeshed has no common text type for it
        spool.seek(0)
        shutil.copyfileobj(spool, target)


@contextmanager
def _to_file(path: Path) -> Iterator[TextIO]:
    if not path.parent.is_dir():
        raise Trouble(f"{path} cannot be written: the folder {path.parent} does not exist.", "Make it first.")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent, text=True)
    except OSError as error:
        raise Trouble(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with open(handle, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123 - an open descriptor
            yield stream
        allow_as_usual(Path(name), path)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
