"""Where rule files live: projects, the shipped rulesets, and what a path in a rule file may reach."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.resources import rulesets_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REPOSITORY = ".git"
MARKS = ("pyproject.toml", "ssi.toml", _REPOSITORY)
"""A folder with one of these is a project's root."""

_SKIPPED = frozenset({"_data", "node_modules", "venv", "__pycache__"})
_SUFFIX = ".ssi"


@dataclass(frozen=True, slots=True)
class Home:
    """A folder that its files' paths cannot leave.

    Attributes:
        folder: Absolute, without symbolic links.
        shipped: Whether it holds the rulesets that came with the program.
        inside: Where it lies in its repository, as ``Source.inside`` says it.
    """

    folder: Path
    shipped: bool
    inside: str = ""

    def holds(self, real: Path) -> bool:
        """Whether a path without symbolic links lies inside."""
        return real.is_relative_to(self.folder)

    def shown(self, path: Path) -> str:
        """How a file is named to people, the same from every working directory."""
        inside = path.relative_to(self.folder) if self.holds(path) else Path(path.name)
        return inside.as_posix() if not self.shipped else f"rulesets/{inside.as_posix()}"


def real_path(path: Path) -> Path:
    """The absolute path without symbolic links; of a circle of links, or of nothing, as far as it goes."""
    return Path(os.path.realpath(path))  # Path.resolve() raises on a circle before 3.13


@cache
def shipped_home() -> Home:
    """The rulesets that came with the program."""
    return Home(real_path(rulesets_folder()), shipped=True)


def home_of(path: Path) -> Home:
    """The home of a file named on the command line: its project's root, else its own folder."""
    if shipped_home().holds(real_path(path)):
        return shipped_home()
    return home_of_folder(Path(os.path.abspath(path)).parent)  # noqa: PTH100 - resolve() would follow links out of the project


def home_of_folder(folder: Path) -> Home:
    """The home of the files of a folder, given by its absolute path."""
    root = real_path(next(_with_mark(folder, MARKS), folder))
    repository = next(_with_mark(root, (_REPOSITORY,)), root)
    inside = root.relative_to(repository).as_posix()
    return Home(root, shipped=False, inside="" if inside == "." else f"{inside}/")


def _with_mark(folder: Path, marks: Iterable[str]) -> Iterator[Path]:
    """The folders from here up that have one of the marks, nearest first."""
    return (each for each in (folder, *folder.parents) if any((each / mark).exists() for mark in marks))


def rule_files(folder: Path) -> list[Path]:
    """Every rule file under a folder by its path; hidden and generated folders are passed over."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED]
        found += [Path(where, name) for name in names if name.endswith(_SUFFIX)]
    return sorted(found)


def is_test_file(path: Path) -> bool:
    """Whether a file holds tests of the ruleset beside it."""
    return path.name.endswith(f"_test{_SUFFIX}")


def tested_name(path: Path) -> str:
    """The name of the ruleset that a test file is named after: ``tour.ssi`` for ``tour_test.ssi``."""
    return path.name.removesuffix(f"_test{_SUFFIX}") + _SUFFIX


def test_file_beside(path: Path) -> Path:
    """Where the tests of a ruleset lie that have a file of their own: ``tour_test.ssi`` for ``tour.ssi``."""
    return path.with_name(f"{path.name.removesuffix(_SUFFIX)}_test{_SUFFIX}")
