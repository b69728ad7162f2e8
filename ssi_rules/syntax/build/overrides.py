"""What a ruleset built on another says: change, remove, in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.syntax import ast
from ssi_rules.syntax.build.literals import name, points, string
from ssi_rules.syntax.reading import span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word

_Part = ast.CriterionPart | ast.TitlePart | ast.WorthPart | ast.FromPart | ast.ActionPart


def change_parts(first: Word, changed: ast.Name, *rest: _Part | Word) -> ast.ChangeParts:
    """``change pillar.criterion { … }`` or ``change name { … }``."""
    criterion = rest[1] if rest[0] == "." else None
    parts = tuple(part for part in rest if not isinstance(part, str))
    named = name(criterion) if isinstance(criterion, str) else None
    return ast.ChangeParts(changed, named, parts, span=span(first, rest[-1]))


def owner(word: Word) -> ast.Name:
    """The pillar, level or action that is changed; it may be called ``market`` or ``let``."""
    return name(word)


def title(first: Word, text: Word) -> ast.TitlePart:
    """``title "text"``."""
    return ast.TitlePart(string(text), span=span(first, text))


def from_points(first: Word, start: Word) -> ast.FromPart:
    """``from N``."""
    return ast.FromPart(points(start), span=span(first, start))


def change_market(first: Word, market: ast.Market) -> ast.ChangeMarket:
    """``change market …``."""
    return ast.ChangeMarket(market, span=span(first, market))


def change_let(first: Word, let: ast.Let) -> ast.ChangeLet:
    """``change let name = expression``."""
    return ast.ChangeLet(let, span=span(first, let))


def remove(first: Word, pillar: Word, *criterion: Word) -> ast.Remove:
    """``remove name`` or ``remove pillar.criterion``."""
    last = criterion[-1] if criterion else None
    return ast.Remove(name(pillar), name(last) if last else None, span=span(first, last or pillar))


def in_pillar(first: Word, pillar: Word, _open: Word, *rest: ast.PillarItem | Word) -> ast.InPillar:
    """``in pillar { criteria, caps, deductions }``."""
    items = tuple(item for item in rest if isinstance(item, ast.Criterion | ast.Cap | ast.Deduct))
    return ast.InPillar(name(pillar), items, span=span(first, rest[-1]))
