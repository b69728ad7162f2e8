"""The door of ``ssi check``: what is reported of many files, with what was found before used again where it still holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import ordered
from ssi_rules.text import Source
from ssi_rules.workspace.cache import Cache, open_cache, question
from ssi_rules.workspace.contents import Contents
from ssi_rules.workspace.judge import Judge
from ssi_rules.workspace.records import unpacked
from ssi_rules.workspace.targets import Options, Target, targets_of
from ssi_rules.workspace.texts import text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.workspace.places import Home
    from ssi_rules.workspace.records import Record
    from ssi_rules.workspace.rounds import Rounds
    from ssi_rules.workspace.texts import Text


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is reported of one file.

    Attributes:
        target: The file.
        source: How it is named; its text only where something is reported.
        found: What is reported, in the file and in those it draws on.
    """

    target: Target
    source: Source
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is reported of a run.

    Attributes:
        files: In the order asked for.
        configurations: The names of the files that choices came from.
    """

    files: tuple[Inspected, ...]
    configurations: tuple[str, ...]

    @property
    def found(self) -> list[Diagnostic]:
        """Everything reported, each once, in order of output."""
        return ordered(each for file in self.files for each in file.found)


def inspect_paths(paths: Sequence[Path], options: Options, *, use_cache: bool = True) -> Inspection:
    """Find what is to be reported of rule files, and of every rule file under folders.

    Args:
        paths: Files and folders.
        options: What to look for.
        use_cache: Whether to use what was found before, and to keep what is found now.

    Returns:
        The same with and without what was found before.

    Raises:
        ConfigurationError: A configuration has a fault.
        PastError: The commit to compare with cannot be read.
    """
    targets, configurations = targets_of(paths, options)
    run = _Run(options, use_cache=use_cache and not options.overlay)
    records = run.records(targets)
    files = tuple(run.inspected(each, records[each.real]) for each in targets)
    return Inspection(files, configurations.used())


@dataclass(slots=True)
class _Run:
    """One run over some files; what examines them is loaded only where that is needed."""

    options: Options
    use_cache: bool
    contents: Contents = field(default_factory=Contents)
    caches: dict[Home, Cache] = field(default_factory=dict)
    commits: dict[Home, str] = field(default_factory=dict)
    texts: dict[Home, dict[Path, Text]] = field(default_factory=dict)
    _rounds: Rounds | None = None

    @property
    def rounds(self) -> Rounds:
        """What examines files."""
        if self._rounds is None:
            from ssi_rules.workspace.rounds import Rounds  # noqa: PLC0415 - takes longer than all the rest

            self._rounds = Rounds(self.options, self.texts)
        return self._rounds

    def records(self, targets: Sequence[Target]) -> Mapping[Path, Record | None]:
        """What was found in each file; None for troubled ones."""
        found = {
            each.real: self.cache(each.home).find(str(each.real), question(each, self.commits))
            for each in targets
        }
        missing = [each for each in targets if found[each.real] is None]
        if missing:
            from ssi_rules.workspace.work import Work, done  # noqa: PLC0415 - the same

            for target, kept in zip(missing, done(Work(self.rounds, self.commits), missing), strict=True):
                if kept is not None:
                    found[target.real] = kept.record
                    self.cache(target.home).keep(str(target.real), kept)
        for each in self.caches.values():
            each.save()
        return found

    def cache(self, home: Home) -> Cache:
        """What is kept of a home's files."""
        if home not in self.caches:
            if self.options.since is not None:
                past = self.rounds.examiner(home).past
                self.commits[home] = "" if past is None else past.commit
            self.caches[home] = (
                open_cache(home, self.contents) if self.use_cache else Cache(None, self.contents)
            )
        return self.caches[home]

    def inspected(self, target: Target, record: Record | None) -> Inspected:
        """What is reported of a file."""
        if record is not None and record.is_empty:
            return Inspected(target, Source(target.home.shown(target.real), "", target.home.inside), ())
        judge = Judge(target.settings, target.real, compares=self.options.since is not None)
        if record is None:
            examined = self.rounds.second(target)
            source, found = examined.outcome.file.source, list(examined.found)
        else:
            source = self.source(target.home, target.real)
            found = unpacked(record, lambda real: self.source(target.home, real))
        return Inspected(target, source, tuple(judge.reported(source, found)))

    def source(self, home: Home, real: Path) -> Source:
        """The text of a file, always the same object."""
        source, _ = text_of(real, home, self.options.overlay, self.texts.setdefault(home, {}))
        return Source(home.shown(real), "", home.inside) if source is None else source
