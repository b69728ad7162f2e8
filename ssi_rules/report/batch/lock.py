"""One run at a time in a folder."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


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
