"""Slips inside an expression.

What is left alone, because no member could tell: what stands inside ``is known`` (of it shows only whether it is known), a
fallback for what is never unknown, and every change after which a condition comes to the same in all cases (``sameness``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.engines.wording import window_words, words
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Expression, Function
from ssi_rules.ruletest.mutation.mutant import Kind
from ssi_rules.ruletest.mutation.sameness import same
from ssi_rules.ruletest.mutation.units import moved
from ssi_rules.ruletest.mutation.windows import other_windows

if TYPE_CHECKING:
    from ssi_rules.checking.ranges import Ranges
    from ssi_rules.text import Span

YES = model.Constant(True, Type.FLAG)  # noqa: FBT003 - a value of the language
"""A condition that always holds."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An expression with one slip in it.

    Attributes:
        kind: What kind of slip.
        node: The whole expression, changed.
        before: The smallest part that was changed, in words.
        after: The same afterwards; what became of it where nothing is left.
        span: Where that part is written, where the model tells.
    """

    kind: Kind
    node: Expression
    before: str
    after: str
    span: Span | None

    @property
    def change(self) -> str:
        """What was changed to what."""
        return f"`{self.before}` changed to `{self.after}`"


def edits(node: Expression, ranges: Ranges, *, only_yes: bool = False) -> Iterator[Edit]:
    """Every slip in an expression that some member can tell.

    Args:
        node: A measure, a condition or the value of a let.
        ranges: What values can be.
        only_yes: Whether of a condition all that matters is if it is yes.
    """
    if node.type is not Type.FLAG:
        yield from _slips(node, ranges)
        return
    known: list[Expression] = [node]
    for edit in _slips(node, ranges):
        if not any(same(each, edit.node, ranges, only_yes=only_yes) for each in known):
            known.append(edit.node)
            yield edit


def _slips(node: Expression, ranges: Ranges) -> Iterator[Edit]:
    match node:
        case model.FactValue() | model.ColumnValue() | model.LetValue() | model.AsOfValue() | model.Known():
            pass
        case model.Constant():
            yield from (_edit(Kind.LITERAL, node, each) for each in moved(node))
        case model.Compared():
            yield from _compared(node, ranges)
        case model.Calculation(span=span):
            yield from (replace(each, span=each.span or span) for each in _both(node, ranges))
        case model.And() | model.Or():
            yield from _connected(node, ranges)
        case model.Not(operand):
            yield _edit(Kind.LOGIC, node, operand)
            yield from _within(_slips(operand, ranges), model.Not)
        case model.InMarket(text):
            yield from _within(_slips(text, ranges), lambda each: replace(node, text=each))
        case model.Otherwise():
            yield from _otherwise(node, ranges)
        case model.Aggregated():
            yield from (replace(each, span=each.span or node.span) for each in _aggregated(node, ranges))
        case _:
            assert_never(node)


def _edit(kind: Kind, before: Expression, after: Expression, span: Span | None = None) -> Edit:
    return Edit(kind, after, words(before), words(after), span)


Around: TypeAlias = Callable[[Expression], Expression]


def _within(found: Iterable[Edit], around: Around) -> Iterator[Edit]:
    """Slips of a part, as slips of the whole."""
    for each in found:
        yield replace(each, node=around(each.node))


_TwoSided: TypeAlias = model.Calculation | model.And | model.Or


def _both(node: _TwoSided, ranges: Ranges) -> Iterator[Edit]:
    yield from _within(_slips(node.left, ranges), lambda each: replace(node, left=each))
    yield from _within(_slips(node.right, ranges), lambda each: replace(node, right=each))


# Comparisons.

_SWAPPED = {
    Comparison.EQUAL: Comparison.DIFFERENT,
    Comparison.DIFFERENT: Comparison.EQUAL,
    Comparison.LESS: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.LESS,
    Comparison.MORE: Comparison.AT_LEAST,
    Comparison.AT_LEAST: Comparison.MORE,
}


def _compared(node: model.Compared, ranges: Ranges) -> Iterator[Edit]:
    """On counts ``> 9`` is ``>= 10``: of slips that come to the same the first is kept."""
    swapped = replace(node, comparison=_SWAPPED[node.comparison])
    yield _edit(Kind.COMPARISON, node, swapped, node.span)
    sides: tuple[tuple[Expression, Expression, Around], ...] = (
        (node.left, node.right, lambda each: replace(node, left=each)),
        (node.right, node.left, lambda each: replace(node, right=each)),
    )
    for side, other, put in sides:
        if isinstance(side, model.Constant):
            least = ranges.interval(other).step if side.type.is_numeric else 1
            yield from (_edit(Kind.LITERAL, node, put(each), node.span) for each in moved(side, least))
        else:
            yield from (
                replace(each, span=each.span or node.span) for each in _within(_slips(side, ranges), put)
            )


# And, or, else.


def _connected(node: model.And | model.Or, ranges: Ranges) -> Iterator[Edit]:
    left, right = node.left, node.right
    yield _edit(
        Kind.LOGIC, node, model.Or(left, right) if isinstance(node, model.And) else model.And(left, right)
    )
    yield from (_edit(Kind.LOGIC, node, each) for each in (left, right))
    yield from _both(node, ranges)


def _otherwise(node: model.Otherwise, ranges: Ranges) -> Iterator[Edit]:
    yield from _within(_slips(node.value, ranges), lambda each: replace(node, value=each))
    if _can_be_unknown(node.value, ranges):
        yield _edit(Kind.FALLBACK, node, node.value)
        yield from _within(_slips(node.fallback, ranges), lambda each: replace(node, fallback=each))


def _can_be_unknown(node: Expression, ranges: Ranges) -> bool:
    return None in ranges.answers(node) if node.type is Type.FLAG else ranges.interval(node).unknown


# Aggregates.


def _aggregated(node: model.Aggregated, ranges: Ranges) -> Iterator[Edit]:
    if node.window is not None:
        before = window_words(node.window)
        for window in other_windows(node.window):
            after = "no window" if window is None else window_words(window)
            yield Edit(Kind.WINDOW, replace(node, window=window), before, after, node.span)
    if node.where is not None:
        yield from _where(node, node.where, ranges)


def _where(node: model.Aggregated, where: Expression, ranges: Ranges) -> Iterator[Edit]:
    """A row counts or it does not; only a share sets rows for which the answer is unknown apart, and it needs a condition."""
    is_share = node.function is Function.SHARE
    if not is_share and not same(where, YES, ranges, only_yes=True):
        yield _edit(Kind.FILTER, node, replace(node, where=None), node.span)
    found = edits(where, ranges, only_yes=not is_share)
    yield from _within(found, lambda each: replace(node, where=each))
