"""The floor, as a contestant."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import floor

if TYPE_CHECKING:
    from collections.abc import Callable


def ready(members: str, out: str, reader: str, writer: str) -> Callable[[], None]:
    floor.compiled()
    if "Polars" in {reader, writer}:
        import polars as pl  # noqa: F401, PLC0415 - before the clock starts
    return partial(floor.run, Path(members), Path(out), reader, writer)
