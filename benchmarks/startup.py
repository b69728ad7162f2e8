"""How long ``ssi check`` takes from nothing, in a new process each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, children_seconds, medians, milliseconds, times
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace import shipped_rulesets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NOTHING = "a new Python that does nothing"
_TYPER = "a new Python that imports typer"
_AGAIN = "`ssi check`, one ruleset, its findings kept"
_TARGETS = {_AGAIN: 0.3, "one ruleset, grammar cache kept": 0.3, "facts and markets": 0.5}


def startup() -> Iterator[Figure]:
    """Figures beside an empty Python, and beside the import of what parses the command line."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        taken = medians(_runs(folder))
    nothing, typer = taken.pop(_NOTHING), taken.pop(_TYPER)
    yield Figure(_NOTHING, milliseconds(nothing))
    yield Figure(_TYPER, milliseconds(typer), times(typer / nothing))
    for what, seconds in taken.items():
        target = next((target for named, target in _TARGETS.items() if named in what), None)
        yield Figure(
            what,
            milliseconds(seconds),
            f"{times(seconds / typer)} importing typer",
            "" if target is None else f"< {milliseconds(target)}",
            target is None or seconds < target,
        )


def _runs(folder: Path) -> dict[str, Callable[[], float]]:
    rulesets = [str(path) for _, path in shipped_rulesets()]
    asked = {
        "one ruleset": [str(rulesets_folder() / "linkedin-ssi-2015.ssi")],
        f"all {len(rulesets)} rulesets, facts and markets": [
            *rulesets,
            str(rulesets_folder() / "facts"),
            str(rulesets_folder() / "markets"),
        ],
        "all of these with their tests": [str(rulesets_folder())],
    }
    runs: dict[str, Callable[[], float]] = {
        _NOTHING: partial(_seconds, folder, "-c", "pass"),
        _TYPER: partial(_seconds, folder, "-c", "import typer"),
    }
    runs[_AGAIN] = partial(_seconds, folder / "again", "-m", "ssi_rules", "check", *asked["one ruleset"])
    for state in ("kept", "empty"):
        for what, paths in asked.items():
            runs[f"`ssi check`, {what}, grammar cache {state}"] = partial(_check, folder, paths, state)
    return runs


def _check(folder: Path, paths: list[str], cache: str) -> float:
    if cache == "empty":
        shutil.rmtree(folder / "cache", ignore_errors=True)
    return _seconds(folder, "-m", "ssi_rules", "check", "--no-cache", *paths)


def _seconds(folder: Path, *arguments: str) -> float:
    """Processor time of a run; bytecode is kept from the run before, as an installed program's is."""
    settings = {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = children_seconds()
    subprocess.run([sys.executable, *arguments], env=inherited | settings, check=True, capture_output=True)
    return children_seconds() - before
