"""Examines the files of a run, so that what is found in one never depends on which others were asked for, or when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.pipeline import compile_unit
from ssi_rules.workspace.before import past
from ssi_rules.workspace.examine import Examined, Examiner
from ssi_rules.workspace.load import Loader, link_outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules.workspace.places import Home
    from ssi_rules.workspace.targets import Options, Target
    from ssi_rules.workspace.texts import Text


@dataclass(slots=True)
class Rounds:
    """The examiners of a run, one for each home.

    Where files cannot be read, or draw on each other in a circle, what is found depends on the order of looking. Such
    files are examined in a second round, by themselves and in the order asked for.

    Attributes:
        options: What is asked of the run.
        texts: What has been read, for each home.
    """

    options: Options
    texts: dict[Home, dict[Path, Text]] = field(default_factory=dict)
    _first: dict[Home, Examiner] = field(default_factory=dict)
    _second: dict[Home, Examiner] = field(default_factory=dict)

    def first(self, target: Target) -> Examined:
        """Examine a file; one that turns out troubled has to be examined again."""
        return self._examined(self.examiner(target.home), target)

    def second(self, target: Target) -> Examined:
        """Examine a troubled file; all of them have to be, in the order asked for."""
        if target.home not in self._second:
            self._second[target.home] = self.examiner(target.home).afresh()
        return self._examined(self._second[target.home], target)

    def all(self, targets: Iterable[Target]) -> Iterator[tuple[Target, Examined]]:
        """Both rounds, in the order asked for."""
        found = [(target, self.first(target)) for target in targets]
        for target, examined in found:
            yield target, self.second(target) if examined.is_troubled else examined

    def examiner(self, home: Home) -> Examiner:
        """What examines the files of a home."""
        if home not in self._first:
            before = None
            if self.options.since is not None and not home.shipped:
                before = past(self.options.since, home)
            self._first[home] = Examiner(
                home, Loader(self.options.overlay, texts=self.texts.setdefault(home, {})), before
            )
        return self._first[home]

    def _examined(self, examiner: Examiner, target: Target) -> Examined:
        if not target.home.holds(target.real):
            outcome = compile_unit(link_outside(target.path, target.home), {})
            return Examined(outcome, tuple(outcome.problems))
        return examiner.examine(target.real, target.settings.limits, advice=self.options.advice)
