"""Points what a change brought at the change: who builds on a ruleset mends their own file, not the one they build on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ssi_rules.checking.draft import Draft
    from ssi_rules.text import Span

_WAYS_OUT = "change this, or `change` what it no longer goes with as well"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Level:
    """One ruleset of a row in which each extends the one before it.

    Attributes:
        draft: Everything that stands at its end.
        found: What is found in its meaning, inherited parts included; a function, because most are never asked.
    """

    draft: Draft
    found: Callable[[], Sequence[Diagnostic]]


def at_changes(found: Iterable[Diagnostic], levels: Sequence[Level]) -> list[Diagnostic]:
    """What was found, with each fault that a change brought to an inherited part reported at that change.

    Args:
        found: What was found in the meaning of the last ruleset.
        levels: That ruleset and those it stands on, the first of all first.
    """
    own = levels[-1].draft.unit.source
    return [each if each.span.source is own else _placed(each, levels) for each in found]


def _placed(diagnostic: Diagnostic, levels: Sequence[Level]) -> Diagnostic:
    """Reported at what the first ruleset that shows the fault changes; as it is where that is where it was written."""
    first = next((each for each in levels[:-1] if diagnostic in each.found()), levels[-1])
    cause = None if first is levels[0] else _cause(diagnostic, first.draft)
    if cause is None:
        return diagnostic
    others = tuple(each for each in diagnostic.labels if each.span != cause)
    broken = Label(diagnostic.span, "this is what it no longer goes with")
    return replace(diagnostic, span=cause, labels=(broken, *others), help=_WAYS_OUT)


def _cause(diagnostic: Diagnostic, draft: Draft) -> Span | None:
    """The place in the changing file that explains the fault, else the changed let that the faulty part draws on."""
    own = draft.unit.source
    explained = (label.span for label in diagnostic.labels if label.span.source is own)
    return next(explained, None) or _changed_let(diagnostic, draft)


def _changed_let(diagnostic: Diagnostic, draft: Draft) -> Span | None:
    reached = _lets_behind([diagnostic.span, *(label.span for label in diagnostic.labels)], draft.lets)
    changed = [each.let for each in draft.unit.file.declarations if isinstance(each, ast.ChangeLet)]
    return next((let.value.span for let in reversed(changed) if let.name.text in reached), None)


def _lets_behind(places: Sequence[Span], lets: dict[str, ast.Let]) -> set[str]:
    """The lets that stand in some places, and those that these are made of."""
    reached, ahead = set[str](), list(places)
    while ahead:
        for name in _WORD.findall(ahead.pop().text):
            if name in lets and name not in reached:
                reached.add(name)
                ahead.append(lets[name].value.span)
    return reached
