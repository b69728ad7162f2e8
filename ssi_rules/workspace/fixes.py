"""Carries out the fixes of findings, one file at a time, and makes sure that nothing else comes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import Safety
from ssi_rules.workspace.baseline import Baselines
from ssi_rules.workspace.edits import all_edits, compatible, edited
from ssi_rules.workspace.inspect import Inspected
from ssi_rules.workspace.judge import Judge
from ssi_rules.workspace.rounds import Rounds

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic, Fix
    from ssi_rules.pipeline import Outcome
    from ssi_rules.text import Source
    from ssi_rules.workspace.places import Home
    from ssi_rules.workspace.targets import Options, Target

MOST_ROUNDS = 100
"""A fix may bring up another finding with a fix, and one that fits with no other takes a round; nothing sensible takes more."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file with its fixes carried out.

    Attributes:
        target: The file.
        before: Its text as checked.
        after: Its text with the fixes.
        count: How many fixes that were.
        refused: Titles of fixes that were not carried out, because they would have done more than they say.
    """

    target: Target
    before: str
    after: str
    count: int
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """A text of a file, and what is reported of it."""

    source: Source
    outcome: Outcome
    found: tuple[Diagnostic, ...]

    @property
    def errors(self) -> Counter[str]:
        """What is wrong with it."""
        return Counter(each.code.slug for each in self.found if each.code.severity is Severity.ERROR)


def mend(files: Iterable[Inspected], options: Options, *, unsafe: bool) -> Iterator[Mended]:
    """Carry out fixes; nothing is written.

    Args:
        files: What is reported; shipped files and files without a fix are passed over.
        options: What was asked of the run that found it.
        unsafe: Whether to carry out fixes that may change what the rules mean.
    """
    menders: dict[Home, _Mender] = {}
    baselines = Baselines()
    for file in files:
        wanted = any(_is_wanted(each, file.source, unsafe=unsafe) for each in file.found)
        if wanted and not file.target.home.shipped:
            if file.target.home not in menders:
                menders[file.target.home] = _Mender(file.target.home, options, baselines, unsafe=unsafe)
            yield menders[file.target.home].mended(file.target)


class _Mender:
    """Mends the files of one home; what they draw on is read once."""

    def __init__(self, home: Home, options: Options, baselines: Baselines, *, unsafe: bool) -> None:
        self._unsafe = unsafe
        self._overlay: dict[Path, str] = {}
        self._options = replace(options, overlay=self._overlay)
        self._examiner = Rounds(self._options).examiner(home)
        self._baselines = baselines

    def mended(self, target: Target) -> Mended:
        state = first = self._state(target, None)
        count, refused = 0, set[str]()
        for _ in range(MOST_ROUNDS):
            fixes = compatible(self._fixes(state, refused))
            if not fixes:
                break
            state, done, left = self._carried_out(target, state, fixes)
            count += done
            refused.update(each.title for each in left)
        self._overlay.pop(target.real, None)
        self._examiner.forget(target.real)
        return Mended(target, first.source.text, state.source.text, count, tuple(sorted(refused)))

    def _fixes(self, state: _State, refused: Container[str]) -> Iterator[Fix]:
        for each in state.found:
            is_wanted = _is_wanted(each, state.source, unsafe=self._unsafe)
            if each.fix is not None and is_wanted and each.fix.title not in refused:
                yield each.fix

    def _carried_out(self, target: Target, state: _State, fixes: list[Fix]) -> tuple[_State, int, list[Fix]]:
        """All fixes at once if that does no more than they say, else the first alone: what came of it, how many, which not."""
        after = self._state(target, edited(state.source.text, all_edits(fixes)))
        if _is_no_more(state, after, fixes):
            return after, len(fixes), []
        return self._carried_out(target, state, fixes[:1]) if len(fixes) > 1 else (state, 0, fixes)

    def _state(self, target: Target, text: str | None) -> _State:
        if text is not None:
            self._overlay[target.real] = text
            self._examiner.forget(target.real)
        examined = self._examiner.examine(target.real, target.settings.limits)
        source = examined.outcome.file.source
        judge = Judge(target.settings, target.real, compares=self._options.since is not None)
        reported = Inspected(target, source, tuple(judge.reported(source, examined.found)))
        new, _ = self._baselines.split(reported)
        return _State(source, examined.outcome, new.found)


def _is_no_more(before: _State, after: _State, fixes: Iterable[Fix]) -> bool:
    """Whether fixes brought no fault, and safe ones left the meaning as it was."""
    if after.errors - before.errors or (after.outcome.file.partial and not before.outcome.file.partial):
        return False
    was, is_now = before.outcome.ruleset, after.outcome.ruleset
    if was is None or any(each.safety is Safety.UNSAFE for each in fixes):
        return True
    return is_now is not None and is_now.fingerprint == was.fingerprint


def _is_wanted(each: Diagnostic, source: Source, *, unsafe: bool) -> bool:
    if each.fix is None or not (unsafe or each.fix.safety is Safety.SAFE):
        return False
    return all(edit.span.source is source for edit in each.fix.edits)
