"""The folder of a run: beside its result, so that what is finished moves to its place at once; gone when the run is over."""

from __future__ import annotations

import glob
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.files import hold, let_go
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.bulk.target import Target


@contextmanager
def temporary_room(target: Target) -> Iterator[Path]:
    """A folder for what is unfinished, which leaves nothing behind; what a killed run left goes, too.

    Raises:
        OSError: None can be made there. Names the target.
    """
    file = target.file
    with _naming(target):
        if file is not None:
            _sweep(file)
        made = tempfile.mkdtemp(
            prefix=f".{file.name}." if file else "ssi-", suffix=_ROOM, dir=file and file.parent
        )
        held = hold(Path(made))
    try:
        yield Path(made).absolute()
    finally:
        shutil.rmtree(made, ignore_errors=True)
        let_go(held)


def _sweep(file: Path) -> None:
    """Remove the rooms of runs to a file that are at work no longer."""
    for each in file.parent.glob(f".{glob.escape(file.name)}.*{_ROOM}"):
        try:
            held = hold(each)
        except OSError:  # somebody works there
            continue
        if held is not None and time.time() - each.stat().st_mtime > _FRESH:
            shutil.rmtree(each, ignore_errors=True)
        let_go(held)


_ROOM = ".run"
_FRESH = 60
"""Seconds in which a room may not be held yet by the run that made it."""


@contextmanager
def kept_room(target: Target) -> Iterator[Path]:
    """A folder that stays when the run does not come to its end, for the next one to go on in.

    Raises:
        DataError: Another run works there, or the result goes to no file.
        OSError: It cannot be made. Names the target.
    """
    file = target.file
    if file is None:
        raise DataError(
            target.told, "there is nothing to go on with where nothing is kept", help="name a file to write"
        )
    room = place_kept(file)
    with _naming(target):
        room.mkdir(exist_ok=True)
    try:
        held = hold(room)
    except BlockingIOError:
        raise DataError(target.told, "another run is at work on it", help="wait for it, or stop it") from None
    try:
        yield room
        shutil.rmtree(room)
    finally:
        let_go(held)


def place_kept(file: Path) -> Path:
    """Where the unfinished run to a file is kept."""
    return file.absolute().with_name(f".{file.name}.unfinished")


@contextmanager
def _naming(target: Target) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), target.told) from error
