"""Which files a run is about, and what is asked of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.workspace.configuration import Configurations
from ssi_rules.workspace.places import Home, home_of, real_path, rule_files
from ssi_rules.workspace.settings import Choice, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.workspace.texts import Overlay


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked of a run.

    Attributes:
        choice: What is said over every configuration.
        config: The one configuration to go by, instead of the nearest of each file.
        isolated: Whether to go by no configuration.
        since: A commit to compare with.
        overlay: Texts that stand in place of files, by real path.
        advice: Whether to look for more than what is wrong. Without, nobody's configuration or comments are asked.
    """

    choice: Choice = field(default_factory=Choice)
    config: Path | None = None
    isolated: bool = False
    since: str | None = None
    overlay: Overlay = field(default_factory=dict)
    advice: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """A file to check.

    Attributes:
        path: As it was named, or found in a folder that was named.
        real: Its real path.
        home: Where it lies.
        settings: What its project has chosen.
    """

    path: Path
    real: Path
    home: Home
    settings: Settings


@dataclass(slots=True)
class Targets:
    """Finds the files of a run; one named twice is found once.

    Attributes:
        configurations: The settings of every file.
    """

    configurations: Configurations
    _homes: dict[Path, Home] = field(default_factory=dict)

    def of(self, paths: Iterable[Path]) -> tuple[Target, ...]:
        """Files in the order named, folders in the order of their files' paths.

        Raises:
            ConfigurationError: A configuration has a fault.
        """
        found: dict[Path, Target] = {}
        for path in paths:
            for target in self._in_folder(path) if path.is_dir() else (self._target(path),):
                found.setdefault(target.real, target)
        return tuple(found.values())

    def _in_folder(self, folder: Path) -> Iterator[Target]:
        targets = map(self._target, rule_files(folder))
        return (each for each in targets if not each.settings.passes_over(each.real))

    def _target(self, path: Path) -> Target:
        real = real_path(path)
        folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - resolve() would follow links out of the project
        if folder not in self._homes:
            self._homes[folder] = home_of(path)
        home = self._homes[folder] if real.parent == folder else home_of(path)
        return Target(path, real, home, self.configurations.of_folder(real.parent))


def targets_of(paths: Sequence[Path], options: Options) -> tuple[tuple[Target, ...], Configurations]:
    """The files of a run, and the configurations they came under."""
    configurations = Configurations(options.choice, options.config, options.isolated or not options.advice)
    return Targets(configurations).of(paths), configurations
