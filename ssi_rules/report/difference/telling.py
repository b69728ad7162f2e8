"""Changes of rules in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.change import Kind
from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import POINT_SCALE, SCALE, format_points
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.awards import Stretch
    from ssi_rules.difference.meaning.change import Change, Detail
    from ssi_rules.difference.meaning.compare import Points
    from ssi_rules.text import Span

_LONGEST = 160
"""Letters of what was and is; more is cut, since the files have it."""


def title(change: Change) -> str:
    """``award changed``."""
    return f"{change.part} {change.kind.value}"


def lines(change: Change) -> Iterator[str]:
    """What was and what is, or each thing that differs inside."""
    if change.was != change.now and not (change.is_taken_apart and change.kind is Kind.CHANGED):
        yield _step("", change.was, change.now)
    yield from map(detail, change.details)
    if change.reaches:
        yield f"read by {', '.join(change.reaches)}"


def detail(each: Detail) -> str:
    """``cut-point: 20 earns 3 → 25 earns 3``."""
    return _step(each.what, each.was, each.now)


def _step(what: str, was: str | None, now: str | None) -> str:
    label = f"{what}: " if what else ""
    if was is None or now is None:
        sign, only = ("+", now) if was is None else ("-", was)
        return f"{sign} {label}{_short(only or '')}".rstrip()
    return f"{label}{_short(was)} → {_short(now)}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def place(was: Span | None, now: Span | None) -> str:
    """Where it is written, and where it was if that was elsewhere."""
    if now is None:
        return "" if was is None else f"was {was.origin}"
    if was is None or was.origin == now.origin:
        return now.origin
    before = f"line {was.line}" if was.source.path == now.source.path else was.origin
    return f"{now.origin}, was {before}"


# Points.


def stretch(each: Stretch, points: Points) -> str:
    """``from 20 to 24: 2 points less, 1 instead of 3``."""
    return f"{_where(each, points)}: {_difference(each)}, {_ends(each.now)} instead of {_ends(each.was)}"


def _where(each: Stretch, points: Points) -> str:
    kind = points.criterion.measure.type
    if kind is Type.FLAG:
        return f"when {value_words(bool(each.last), kind)}"
    percent = _is_percent(points)

    def said(value: int) -> str:
        return value_words(value, Type.PERCENT if percent else Type.NUMBER)

    if each.low is None and each.end is None:
        return "at every value"
    if each.low is None:
        return f"below {said(each.end or 0)}"
    if each.low == each.last:
        return f"at {said(each.low)}"
    if each.end is None:
        return f"from {said(each.low)} on"
    whole = points.values.step % SCALE == 0
    return f"from {said(each.low)} to {said(each.last) if whole else f'below {said(each.end)}'}"


def _is_percent(points: Points) -> bool:
    """Of a ratio the author's words tell."""
    criterion = points.criterion
    if criterion.measure.type is Type.RATIO:
        steps = getattr(criterion.award, "steps", ())
        return any(step.span is not None and "%" in step.span.text for step in steps)
    return criterion.measure.type is Type.PERCENT


def _difference(each: Stretch) -> str:
    if each.least < 0 < each.most:
        return f"up to {_points(-each.least)} less and up to {_points(each.most)} more"
    low, high = sorted((abs(each.least), abs(each.most)))
    way = "more" if each.most > 0 else "less"
    if not low:
        return f"up to {_points(high)} {way}"
    return f"{_points(high)} {way}" if low == high else f"{format_points(low)} to {_points(high)} {way}"


def _points(hundredths: int) -> str:
    return f"{format_points(hundredths)} {'point' if abs(hundredths) == POINT_SCALE else 'points'}"


def _ends(points: tuple[int, int]) -> str:
    """Points at both ends of a stretch."""
    first, last = points
    return format_points(first) if first == last else f"{format_points(first)} to {format_points(last)}"
