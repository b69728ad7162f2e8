"""The reasons that stand beside a number: its basis, and what a member is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Numbered:
    """A criterion, cap or deduction: something whose numbers want a ground.

    Attributes:
        called: How a sentence begins that speaks of it.
        place: Its name, or the line of a cap or deduction up to its condition's end.
        basis: Where it says its numbers come from.
        because: What it tells the member; criteria tell nothing in this way.
    """

    called: str
    place: Span
    basis: ast.BasisNote | None
    because: ast.Because | None = None


def numbered(subject: Subject) -> Iterator[Numbered]:
    """All of a ruleset after changes, inherited ones included."""
    for pillar in () if subject.flat is None else subject.flat.pillars:
        for each in pillar.criteria:
            yield Numbered(f"Criterion `{each.name.text}`", each.name.span, each.basis)
        yield from adjustments(pillar.adjustments)


def adjustments(written: tuple[ast.Cap | ast.Deduct, ...]) -> Iterator[Numbered]:
    """The caps and deductions of a pillar."""
    for each in written:
        basis = next((part for part in each.parts if isinstance(part, ast.BasisNote)), None)
        because = next((part for part in each.parts if isinstance(part, ast.Because)), None)
        yield Numbered(_called(each), each.span.to(each.when.span), basis, because)


def _called(each: ast.Cap | ast.Deduct) -> str:
    if isinstance(each, ast.Cap):
        return f"This cap at {each.at.span.text}"
    return f"This deduction of {each.points.span.text}"
