"""What DuckDB says when a run goes wrong, told as what it is: the disk, the memory, the data, or Ctrl-C."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import Error

    from ssi_rules.bulk.target import Target

_MORE_MEMORY = "allow more with --memory-limit, or fewer threads with --threads; what does not fit goes beside the output, which needs room"


@contextmanager
def blaming(data: str, target: Target, room: Path) -> Iterator[None]:
    """Turn DuckDB's errors into those that a person can do something about.

    Args:
        data: What is read.
        target: Where the result goes.
        room: The run's folder.

    Raises:
        DataError: The data cannot be read, or there is too little memory.
        OSError: Nothing can be written; names the target.
        KeyboardInterrupt: Somebody pressed Ctrl-C while DuckDB was at work.
    """
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a population

    try:
        yield
    except duckdb.Error as error:
        raise _told(error, data, target, room) from error
    except RuntimeError as error:
        if "interrupted" in str(error).casefold():
            raise KeyboardInterrupt from None
        raise
    except OSError as error:
        if isinstance(error, BrokenPipeError) or (
            error.filename and not _is_about(str(error.filename), room)
        ):
            raise
        raise OSError(error.errno, error.strerror or str(error), target.told) from error


@contextmanager
def writing(target: Target, room: Path) -> Iterator[None]:
    """Tell what the disk refuses from what is wrong with the data, while a part is written from it.

    Raises:
        OSError: The part cannot be written; names the target.
    """
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a population

    try:
        yield
    except duckdb.Error as error:
        if not _is_about(str(error), room):
            raise
        raise _unwritable(str(error), target) from error


def _is_about(said: str, room: Path) -> bool:
    return str(room) in said or "Could not write" in said


def _unwritable(said: str, target: Target) -> OSError:
    code = next((each for each in _REFUSALS if os.strerror(each) in said), 0)
    return OSError(code, os.strerror(code) if code else _first(said), target.told)


_REFUSALS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EIO)
"""What a disk says when it cannot be written."""


def _told(error: Error, data: str, target: Target, room: Path) -> BaseException:
    import duckdb  # noqa: PLC0415 -- heavy: only where there is a population

    said = str(error)
    if isinstance(error, duckdb.OutOfMemoryException):
        return DataError(data, f"the memory is too small for it ({_first(said)})", help=_MORE_MEMORY)
    if isinstance(error, duckdb.InterruptException):
        return KeyboardInterrupt()
    if _is_about(said, room):
        return _unwritable(said, target)
    return DataError(data, f"DuckDB cannot read it: {_first(said)}", help="make or copy the file again")


def _first(said: str) -> str:
    return said.splitlines()[0]
