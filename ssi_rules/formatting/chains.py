"""Expressions as chains: the operands of operators that bind alike, so that all of them or none are parted by lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.formatting.outline import Foldable
    from ssi_rules.formatting.stretches import Text

_ALIKE = {"+": "+", "-": "+", "*": "*", "/": "*", "and": "and", "or": "or"}


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch that ends with an expression: an operand with its operator, or an item with its words.

    Attributes:
        first: The number of its first token.
        expression: None where there is nothing to fold.
    """

    first: int
    expression: Foldable | None


def links(whole: Link, text: Text) -> list[Link]:
    """The links of an expression's outermost chain; a single one where it holds together.

    Args:
        whole: The expression, and where its stretch begins.
        text: The file's.
    """
    if whole.expression is None:
        return [whole]
    operands = list(_operands(whole.expression, text))
    # The operator is the token before its right operand, parentheses included.
    return [
        Link(whole.first if number == 0 else text.places.first(each) - 1, each)
        for number, each in enumerate(operands)
    ]


def _operands(node: Foldable, text: Text) -> Iterator[Foldable]:
    match node:
        case ast.Else(value, fallback):
            yield value
            yield from _alike(fallback, "else", text)
        case ast.Logic(_, left, right) | ast.MarketLogic(_, left, right) | ast.Arithmetic(_, left, right):
            yield from _alike(left, _ALIKE[node.operator], text)
            yield right
        case ast.Compare(_, left, right):
            yield left
            yield right
        case ast.Not(operand) | ast.MarketNot(operand):
            yield operand
        case ast.Between(value, low):
            yield value
            yield low
        case ast.IsKnown(inner) | ast.IsMarket(value=inner):
            yield inner
        case ast.Aggregate(where=condition):
            yield from (node,) if condition is None else (node, condition)
        case (
            ast.Number()
            | ast.Flag()
            | ast.Text()
            | ast.Date()
            | ast.AsOf()
            | ast.Reference()
            | ast.MarketNames()
        ):
            yield node
        case _:
            assert_never(node)


def _alike(node: Foldable, operator: str, text: Text) -> Iterator[Foldable]:
    """The operands of a node that goes on with the same chain, else the node."""
    if _operator(node) == operator and not _in_parentheses(node, text):
        yield from _operands(node, text)
    else:
        yield node


def _operator(node: Foldable) -> str | None:
    match node:
        case ast.Else():
            return "else"
        case ast.Logic(operator) | ast.MarketLogic(operator) | ast.Arithmetic(operator):
            return _ALIKE[operator]
        case _:
            return None


def _in_parentheses(node: Foldable, text: Text) -> bool:
    """Whether the parenthesis that a node begins with is closed by the one it ends with."""
    depth, last = 0, text.places.last(node)
    for number in range(text.places.first(node), last + 1):
        depth += {"(": 1, ")": -1}.get(text.tokens[number].text, 0)
        if depth == 0:
            return number == last and text.tokens[number].text == ")"
    return False
