"""Pillars, criteria, their parts, caps and deductions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.states import Basis, Missing
from ssi_rules.syntax import ast
from ssi_rules.syntax.build.literals import name, points, string
from ssi_rules.syntax.reading import span

if TYPE_CHECKING:
    from ssi_rules.syntax.reading import Word


def pillar(
    first: Word,
    identifier: Word,
    title: Word,
    _worth: Word,
    worth: Word,
    _open: Word,
    *rest: ast.PillarItem | Word,
) -> ast.Pillar:
    """``pillar name "Title" worth N { criteria, caps, deductions }``."""
    items = tuple(item for item in rest if isinstance(item, ast.Criterion | ast.Cap | ast.Deduct))
    return ast.Pillar(name(identifier), string(title), points(worth), items, span=span(first, rest[-1]))


def criterion(
    first: Word,
    identifier: Word,
    title: Word,
    _worth: Word,
    worth: Word,
    _open: Word,
    *rest: ast.CriterionPart | Word,
) -> ast.Criterion:
    """``criterion name "Title" worth N { parts }``."""
    parts = tuple(part for part in rest if not isinstance(part, str))
    return ast.Criterion(name(identifier), string(title), points(worth), parts, span=span(first, rest[-1]))


def applies_when(first: Word, _when: Word, condition: ast.Expression) -> ast.AppliesWhen:
    """``applies when condition``."""
    return ast.AppliesWhen(condition, span=span(first, condition))


def measure(first: Word, value: ast.Expression) -> ast.Measure:
    """``measure expression``."""
    return ast.Measure(value, span=span(first, value))


def needs(first: Word, condition: ast.Expression) -> ast.Needs:
    """``needs condition``."""
    return ast.Needs(condition, span=span(first, condition))


def bands(first: Word, _open: Word, *rest: ast.Step | Word) -> ast.Bands:
    """``bands { … }``."""
    return ast.Bands(tuple(step for step in rest if isinstance(step, ast.Step)), span=span(first, rest[-1]))


def ramp(first: Word, _open: Word, *rest: ast.Step | Word) -> ast.Ramp:
    """``ramp { … }``."""
    return ast.Ramp(tuple(step for step in rest if isinstance(step, ast.Step)), span=span(first, rest[-1]))


def band(first: Word, cut: ast.Expression, _earns: Word, earned: Word) -> ast.Step:
    """``from cut earns points``."""
    return ast.Step(cut, points(earned), span=span(first, earned))


def ramp_point(cut: ast.Expression, _earns: Word, earned: Word) -> ast.Step:
    """``cut earns points``."""
    return ast.Step(cut, points(earned), span=span(cut, earned))


def earns_when(first: Word, earned: Word, _when: Word, answer: Word) -> ast.EarnsWhen:
    """``earns points when yes``, ``earns points when no``."""
    return ast.EarnsWhen(points(earned), answer == "yes", span=span(first, answer))


def missing(first: Word, policy: Word) -> ast.MissingPolicy:
    """``missing zero``, ``missing redistribute``."""
    return ast.MissingPolicy(Missing(policy), span=span(first, policy))


def advice(first: Word, text: Word) -> ast.Advice:
    """``advice "text"``."""
    return ast.Advice(string(text), span=span(first, text))


def basis(first: Word, kind: Word, note: Word | None = None) -> ast.BasisNote:
    """``basis kind "note"``."""
    return ast.BasisNote(Basis(kind), string(note) if note else None, span=span(first, note or kind))


def citation(first: Word, text: Word) -> ast.Citation:
    """``source "where the number stands"``."""
    return ast.Citation(string(text), span=span(first, text))


def because(first: Word, text: Word) -> ast.Because:
    """``because "reason told to the member"``."""
    return ast.Because(string(text), span=span(first, text))


def cap(
    first: Word,
    _at: Word,
    limit: Word,
    _when: Word,
    condition: ast.Expression,
    *rest: ast.Because | ast.BasisNote | ast.Citation | Word,
) -> ast.Cap:
    """``cap at N when condition { … }``; the block may be left out."""
    parts = tuple(part for part in rest if not isinstance(part, str))
    return ast.Cap(points(limit), condition, parts, span=span(first, rest[-1] if rest else condition))


def deduct(
    first: Word,
    taken: Word,
    _when: Word,
    condition: ast.Expression,
    *rest: ast.Because | ast.BasisNote | ast.Citation | Word,
) -> ast.Deduct:
    """``deduct N when condition { … }``; the block may be left out."""
    parts = tuple(part for part in rest if not isinstance(part, str))
    return ast.Deduct(points(taken), condition, parts, span=span(first, rest[-1] if rest else condition))
