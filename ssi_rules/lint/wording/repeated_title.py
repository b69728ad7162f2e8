"""Two lines of a report that read the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.lint.subject import Subject
    from ssi_rules.syntax import ast
    from ssi_rules.text import Source


def repeated_title(subject: Subject) -> Iterator[Diagnostic]:
    """Every criterion, pillar, level or action with the title of another of its kind, in whichever pillar that is."""
    flat = subject.flat
    if flat is None:
        return
    criteria = [each for pillar in flat.pillars for each in pillar.criteria]
    yield from _repeated("criteria", criteria, subject.source)
    yield from _repeated("pillars", flat.pillars, subject.source)
    yield from _repeated("levels", flat.levels, subject.source)
    yield from _repeated("actions", flat.actions, subject.source)


def _repeated(
    kinds: str, declared: Iterable[FlatCriterion | FlatPillar | ast.Level | ast.Action], own: Source
) -> Iterator[Diagnostic]:
    """Reported at titles of the file itself, where possible at the later of two."""
    by_title: dict[str, list[ast.String]] = {}
    for each in declared:
        by_title.setdefault(" ".join(each.title.text.casefold().split()), []).append(each.title)
    for first, *others in by_title.values():
        for other in others:
            here, there = (other, first) if other.span.source is own else (first, other)
            yield Diagnostic(
                codes.REPEATED_TITLE,
                f'Two {kinds} are called "{here.text}", and a report cannot tell them apart.',
                here.span,
                (Label(there.span, "the other one is here"),),
                "say in the title what is special about this one",
            )
