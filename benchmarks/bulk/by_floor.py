"""The floor, as a contestant."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import floor
from benchmarks.bulk.warm import begun

if TYPE_CHECKING:
    from collections.abc import Callable


def ready(members: str, out: str, reader: str, writer: str) -> Callable[[], None]:
    run = partial(floor.run, reader=reader, writer=writer)
    begun(run)
    return partial(run, Path(members), Path(out))
