"""What each part measured last, kept as JSON beside the code, so that the page can be written anew without measuring all again."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).parent / "results"
_GIGABYTE = 1e9


@dataclass(frozen=True, slots=True)
class Results:
    """A part's figures.

    Attributes:
        part: Its name.
        day: When it was measured.
        machine: Where, and how busy it was with other work when the measuring began.
        figures: What came out.
    """

    part: str
    day: str
    machine: str
    figures: tuple[Figure, ...]


def measured_now(part: str, figures: Iterable[Figure]) -> Results:
    """Take the figures, and note what they were taken on."""
    day = datetime.now(UTC).date().isoformat()
    before = f"{machine()}, load {os.getloadavg()[0]:.1f} before it began"
    return Results(part, day, before, tuple(figures))


def keep(results: Results, folder: Path = FOLDER) -> None:
    folder.mkdir(exist_ok=True)
    text = json.dumps(asdict(results), indent=1, ensure_ascii=False) + "\n"
    (folder / f"{results.part}.json").write_text(text, encoding="utf-8", newline="\n")


def kept(part: str, folder: Path = FOLDER) -> Results | None:
    """What was measured last; None if nothing ever was."""
    path = folder / f"{part}.json"
    if not path.exists():
        return None
    read = json.loads(path.read_text(encoding="utf-8"))
    return Results(**read | {"figures": tuple(Figure(**each) for each in read["figures"])})


def machine() -> str:
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIGABYTE
    return f"{cores} cores ({_processor()}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
