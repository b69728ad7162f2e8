"""What the tree knows of a text's layout: where each item begins, which items stand in which block, what can be folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.formatting.tokens import Token

Foldable: TypeAlias = ast.Expression | ast.MarketExpression


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a file or of a block.

    Attributes:
        node: What it says.
        first: Its first token, by number.
        last: Its last token.
    """

    node: ast.Node
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Places:
    """Which token begins, and which ends, at each place of a text."""

    starts: Mapping[int, int]
    ends: Mapping[int, int]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Places:
        """Those of a text's tokens."""
        numbered = list(enumerate(tokens))
        return cls(
            {token.start: number for number, token in numbered},
            {token.end: number for number, token in numbered if token.text},
        )

    def first(self, node: ast.Node) -> int:
        """The number of a node's first token."""
        return self.starts[node.span.start]

    def last(self, node: ast.Node) -> int:
        """The number of a node's last token."""
        return self.ends[node.span.end]

    def entries(self, node: ast.Node) -> list[Entry]:
        """The items of a node's block, in the author's order."""
        return sorted(self._entries(node), key=lambda entry: entry.first)

    def _entries(self, node: ast.Node) -> Iterator[Entry]:
        for each in items(node):
            # A line of a header, and the day of a test, leave a node only for what follows their words.
            words = _WORDS_BEFORE.get((type(node), type(each)), 0)
            yield Entry(each, self.first(each) - words, self.last(each))


_WORDS_BEFORE = {
    (ast.RulesetHeader, ast.String): 1,
    (ast.RulesetHeader, ast.Points): 1,
    (ast.Test, ast.Date): 2,
}


def items(node: ast.Node) -> Sequence[ast.Node]:
    """What stands in the braces of a node, in no order."""
    match node:
        case ast.File(declarations=inner) | ast.Facts(items=inner) | ast.TableDeclaration(columns=inner):
            return inner
        case ast.Pillar(items=inner) | ast.InPillar(items=inner) | ast.Bands(inner) | ast.Ramp(inner):
            return inner
        case (
            ast.Criterion(parts=inner)
            | ast.Cap(parts=inner)
            | ast.Deduct(parts=inner)
            | ast.Action(parts=inner)
            | ast.ChangeParts(parts=inner)
        ):
            return inner
        case ast.RulesetHeader():
            said = (
                node.extends, node.version, node.status, node.about, node.source, node.worth, node.missing,
            )  # fmt: skip
            return [each for each in said if each is not None]
        case ast.Market(clauses=inner) | ast.ChangeMarket(ast.Market(clauses=inner)):
            return inner
        case ast.Test(as_of=day, given=given, expectations=expected):
            return [*([day] if day else []), *given, *expected]
        case ast.Claim(assumptions=assumed, expectations=expected):
            return [*assumed, *expected]
        case ast.GivenTable(rows=inner):
            return inner
        case _:
            return ()


def foldable(node: ast.Node) -> Foldable | None:
    """The expression at the end of an item's line or of a block's head."""
    match node:
        case (
            ast.Let(value=inner)
            | ast.ChangeLet(ast.Let(value=inner))
            | ast.Measure(inner)
            | ast.AppliesWhen(inner)
            | ast.Needs(inner)
            | ast.Assume(inner)
            | ast.Cap(when=inner)
            | ast.Deduct(when=inner)
        ):
            return inner
        case ast.Market(expression=formula) | ast.ChangeMarket(ast.Market(expression=formula)):
            return formula
        case _:
            return None


def leading_cells(node: ast.Node, tokens: int) -> tuple[int, ...]:
    """How many tokens each cell of an item has, but for the last, which has the rest.

    Args:
        node: The item.
        tokens: How many it has.
    """
    match node:
        case ast.FactDeclaration() | ast.ColumnDeclaration():
            return (1, 2)
        case ast.MarketClause():
            return (1, 1)
        case ast.Level():
            return (1, 1, 1)
        case ast.Step(cut) if cut.span.start > node.span.start:
            return (1, tokens - 3)
        case ast.Step():
            return (tokens - 2,)
        case _ if isinstance(node, _LED_BY_A_WORD):
            return (1,)
        case _:
            return ()


_LED_BY_A_WORD = (
    ast.String, ast.Points, ast.MissingPolicy, ast.AppliesWhen, ast.Measure, ast.Needs, ast.EarnsWhen, ast.Advice,
    ast.BasisNote, ast.Citation, ast.Because, ast.TitlePart, ast.WorthPart, ast.FromPart, ast.AddsRows, ast.AddsTo,
    ast.Sets, ast.Takes, ast.Limit,
)  # fmt: skip
"""Items whose first word stands in a column by itself."""
