"""The folder of a run: beside its result, so that what is finished moves to its place at once; gone when the run is over."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.bulk.target import Target


@contextmanager
def temporary_room(target: Target) -> Iterator[Path]:
    """A folder for what is unfinished, which leaves nothing behind.

    Raises:
        OSError: None can be made there. Names the target.
    """
    file = target.file
    try:
        made = tempfile.mkdtemp(prefix=f".{file.name}." if file else "ssi-", dir=file and file.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), target.told) from error
    try:
        yield Path(made).absolute()
    finally:
        shutil.rmtree(made, ignore_errors=True)
