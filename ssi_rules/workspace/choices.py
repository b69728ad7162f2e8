"""What a project wants to be told of: its configuration, and the findings that it knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.workspace.baseline import Baseline, read_baseline
from ssi_rules.workspace.configuration import Configurations
from ssi_rules.workspace.errors import BaselineError, ConfigurationError
from ssi_rules.workspace.inspect import Inspected
from ssi_rules.workspace.judge import Judge
from ssi_rules.workspace.places import home_of
from ssi_rules.workspace.settings import Settings
from ssi_rules.workspace.targets import Target

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.workspace.examine import Examined


@dataclass(slots=True)
class Choices:
    """Configurations and baselines, each read once; where one has a fault, it counts as if it were not there."""

    _configurations: Configurations = field(default_factory=Configurations)
    _baselines: dict[Path, Baseline | None] = field(default_factory=dict)

    def settings(self, path: Path) -> Settings:
        """What the project wants of a file."""
        try:
            return self._configurations.of_folder(path.parent)
        except ConfigurationError:
            return Settings()

    def reported(self, path: Path, examined: Examined) -> list[Diagnostic]:
        """What is told of all that was found in a file."""
        settings, source = self.settings(path), examined.outcome.file.source
        found = tuple(Judge(settings, path).reported(source, examined.found))
        baseline = None if settings.baseline is None else self._baseline(settings.baseline)
        if baseline is None:
            return list(found)
        new, _ = baseline.split(Inspected(Target(path, path, home_of(path), settings), source, found))
        return list(new)

    def _baseline(self, file: Path) -> Baseline | None:
        if file not in self._baselines:
            try:
                self._baselines[file] = read_baseline(file)
            except BaselineError:
                self._baselines[file] = None
        return self._baselines[file]

    def fault(self, path: Path) -> str | None:
        """What is wrong with what was chosen for a file."""
        try:
            baseline = self._configurations.of_folder(path.parent).baseline
            if baseline is not None and self._baseline(baseline) is None:
                read_baseline(baseline)
        except (ConfigurationError, BaselineError) as error:
            return str(error)
        return None
