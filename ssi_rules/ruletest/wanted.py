"""What a project wants to hear about its tests: its configuration says at which level, a comment that a part does not count.

A failed test is an error, which nobody can leave out. Of what no test tries and what no test notices, a comment such as
``# ssi: ignore[uncovered] reason`` takes a part out of the count; a configuration decides whether and how it is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ssi_rules.lint.suppressions import suppressions
from ssi_rules.workspace.places import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules.codes import Code
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.lint.suppressions import Suppression
    from ssi_rules.text import Source, Span
    from ssi_rules.workspace.configuration import Configurations


@dataclass(frozen=True)
class Wanted:
    """What is wanted of the files of one project.

    Attributes:
        configurations: The settings of every file.
        folder: What the files' own paths are relative to.
    """

    configurations: Configurations
    folder: Path
    _comments: dict[Source, tuple[Suppression, ...]] = field(default_factory=dict)

    def counts(self, code: Code, place: Span) -> bool:
        """Whether no comment leaves a place out."""
        line = place.line
        return not any(each.covers(line) and code in each.codes.values() for each in self._of(place.source))

    def reported(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """What the configuration wants of some findings, at its level.

        Raises:
            ConfigurationError: A configuration has a fault.
        """
        for each in found:
            file = real_path(self.folder / each.span.source.path)
            level = self.configurations.of_folder(file.parent).level(each.code, file)
            if level is not None:
                yield each if level is each.code.severity else replace(each, level=level)

    def _of(self, source: Source) -> tuple[Suppression, ...]:
        if source not in self._comments:
            self._comments[source] = tuple(suppressions(source))
        return self._comments[source]
