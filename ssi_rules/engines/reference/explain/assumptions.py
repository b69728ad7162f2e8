"""What follows for one condition on a row from another that is known to hold: without looking at a row.

A row of which only "it is a reply" is known is a reply, and it is not a non-reply; whether its title is in a market
stays open. Markets are taken apart, so that who is in "buyers and not advisors" is known not to be an advisor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.engines.walk import reads_row
from ssi_rules.model import (
    And,
    Compared,
    Comparison,
    Constant,
    Expression,
    InMarket,
    Known,
    Market,
    MarketAll,
    MarketAny,
    MarketNot,
    NamedMarket,
    Not,
    Or,
    Otherwise,
    PhraseMarket,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ssi_rules.language.types import Value

Truths: TypeAlias = dict[Expression, bool]
"""Conditions whose answer is given."""

_LARGEST_MARKET = 64
"""Markets made of more parts than this are not taken apart."""


def spelled_out(node: Expression, markets: Mapping[str, Market]) -> Expression:
    """The condition with each combined market as what it is combined from."""
    match node:
        case InMarket(text, name, table) if table is not None and name in markets:
            market = markets[name]
            return _asked(market, text, table) if _is_small(market) else node
        case And(left, right):
            return And(spelled_out(left, markets), spelled_out(right, markets))
        case Or(left, right):
            return Or(spelled_out(left, markets), spelled_out(right, markets))
        case Not(operand):
            return Not(spelled_out(operand, markets))
        case _:
            return node


def assumed(node: Expression) -> Truths | None:
    """All that is given by the condition's answer being yes; None where it contradicts itself."""
    found: Truths = {}
    waiting = [(node, True)]
    while waiting:
        each, answer = waiting.pop()
        if found.setdefault(each, answer) is not answer:
            return None
        waiting.extend(_implied(each, truth=answer))
    return found if all(_follows(each, found) in (None, answer) for each, answer in found.items()) else None


def settled(node: Expression, given: Truths) -> bool | None:
    """The condition's answer where it follows; None where it does not."""
    return given[node] if node in given else _follows(node, given)


def _follows(node: Expression, given: Truths) -> bool | None:
    """The answer that the node's parts settle."""
    match node:
        case Constant(bool() as value):
            return value
        case Not(operand):
            answer = settled(operand, given)
            return None if answer is None else not answer
        case And(left, right):
            return _connected(settled(left, given), settled(right, given), deciding=False)
        case Or(left, right):
            return _connected(settled(left, given), settled(right, given), deciding=True)
        case Otherwise(value, _):
            return settled(value, given)
        case Known(operand):
            return True if operand in given else None
        case Compared():
            return _compared(node, given)
        case _:
            return None


def conjuncts(node: Expression | None) -> Iterator[Expression]:
    """What must hold, each for itself."""
    match node:
        case None:
            return
        case And(left, right):
            yield from conjuncts(left)
            yield from conjuncts(right)
        case _:
            yield node


def can_hold(node: Expression, value: Callable[[Expression], Value | None]) -> bool:
    """Whether some row could meet the condition, facts being what they are; ``value`` gives what no row decides."""
    return True in _possible(node, value)


_Answers: TypeAlias = frozenset[bool | None]
_ALL: _Answers = frozenset((True, False, None))


def _possible(node: Expression, value: Callable[[Expression], Value | None]) -> _Answers:
    if not reads_row(node):
        answer = value(node)
        return frozenset((answer if isinstance(answer, bool) else None,))
    match node:
        case Not(operand):
            return frozenset(None if each is None else not each for each in _possible(operand, value))
        case And(left, right):
            return _pairs(_possible(left, value), _possible(right, value), deciding=False)
        case Or(left, right):
            return _pairs(_possible(left, value), _possible(right, value), deciding=True)
        case Otherwise(first, fallback):
            answers = _possible(first, value)
            return (answers - {None}) | _possible(fallback, value) if None in answers else answers
        case Compared(_, left, right):
            outside = [each for each in (left, right) if not reads_row(each)]
            return frozenset((None,)) if any(value(each) is None for each in outside) else _ALL
        case _:
            return _ALL


def _pairs(left: _Answers, right: _Answers, *, deciding: bool) -> _Answers:
    return frozenset(_connected(a, b, deciding=deciding) for a in left for b in right)


def _connected(left: bool | None, right: bool | None, *, deciding: bool) -> bool | None:  # noqa: FBT001 - answers
    if deciding in (left, right):
        return deciding
    return None if None in (left, right) else not deciding


def _implied(node: Expression, *, truth: bool) -> tuple[tuple[Expression, bool], ...]:
    match node:
        case Not(operand):
            return ((operand, not truth),)
        case And(left, right) if truth:
            return (left, True), (right, True)
        case Or(left, right) if not truth:
            return (left, False), (right, False)
        case Otherwise(value, Constant(other)) if other is not truth:
            return ((value, truth),)
        case Compared(comparison, flag, Constant(bool() as value)):
            if comparison in (Comparison.EQUAL, Comparison.DIFFERENT):
                return ((flag, value is ((comparison is Comparison.EQUAL) is truth)),)
    return ()


def _compared(node: Compared, given: Truths) -> bool | None:
    match node:
        case Compared(Comparison.EQUAL | Comparison.DIFFERENT, flag, Constant(bool() as value)):
            answer = settled(flag, given)
            return None if answer is None else (answer is value) is (node.comparison is Comparison.EQUAL)
        case _:
            return None


def _asked(market: Market, text: Expression, table: str) -> Expression:
    match market:
        case PhraseMarket():
            return InMarket(text, market.name, table)
        case NamedMarket(market=inner):
            return _asked(inner, text, table)
        case MarketNot(operand):
            return Not(_asked(operand, text, table))
        case MarketAll(left, right):
            return And(_asked(left, text, table), _asked(right, text, table))
        case MarketAny(left, right):
            return Or(_asked(left, text, table), _asked(right, text, table))
        case _:
            assert_never(market)


def _is_small(market: Market) -> bool:
    waiting, seen = [market], 0
    while waiting and seen <= _LARGEST_MARKET:
        seen += 1
        match waiting.pop():
            case NamedMarket(market=inner) | MarketNot(inner):
                waiting.append(inner)
            case MarketAll(left, right) | MarketAny(left, right):
                waiting += [left, right]
            case _:
                continue
    return seen <= _LARGEST_MARKET
