"""Expressions to statements: every distinct node becomes one numbered local, computed once.

Unknown is None. All statements are total: nothing they do can raise on values of the declared types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias, assert_never

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    And,
    AsOfValue,
    Calculation,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
    Expression,
    FactValue,
    InMarket,
    Known,
    LetValue,
    Not,
    Operator,
    Or,
    Otherwise,
)

if TYPE_CHECKING:
    from ssi_rules.engines.reference.writer import Writer

_SYMBOLS = {
    Comparison.EQUAL: "==",
    Comparison.DIFFERENT: "!=",
    Comparison.LESS: "<",
    Comparison.AT_MOST: "<=",
    Comparison.MORE: ">",
    Comparison.AT_LEAST: ">=",
}


@dataclass(frozen=True, slots=True)
class Operand:
    """Where a value stands in the generated function, and whether it can be unknown."""

    name: str
    nullable: bool = True


class Names(Protocol):
    """What expressions ask of the function they are written into."""

    def let(self, name: str) -> Expression:
        """The expression a let stands for."""
        ...

    def market(self, node: InMarket) -> tuple[str, tuple[ColumnValue, ...]]:
        """The name of the market's matcher, and the row's columns it takes after the text."""
        ...

    def aggregate(self, node: Aggregated) -> Operand:
        """The local of an aggregate, which must have been computed."""
        ...


@dataclass
class Scope:
    """Values computed so far, in this block of the function or in one around it."""

    parent: Scope | None = None
    known: dict[Expression, Operand] = field(default_factory=dict)

    def find(self, node: Expression) -> Operand | None:
        """The local that already holds the node's value."""
        found = self.known.get(node)
        return found if found or self.parent is None else self.parent.find(node)


@dataclass(frozen=True)
class Expressions:
    """Writes expressions into a function."""

    writer: Writer
    names: Names

    def emit(self, node: Expression, scope: Scope) -> Operand:
        """Write what computes the node, unless it is computed already; say where its value is."""
        found = scope.find(node)
        if found is None:
            found = scope.known[node] = self._compute(node, scope)
        return found

    def _compute(self, node: Expression, scope: Scope) -> Operand:
        match node:
            case Constant() | LetValue() | Aggregated() | AsOfValue() | FactValue() | ColumnValue():
                return self._leaf(node, scope)
            case Known():
                return self._known(node, scope)
            case InMarket():
                return self._in_market(node, scope)
            case Not():
                operand = self.emit(node.operand, scope)
                return self._strict(f"not {operand.name}", operand)
            case And() | Or() | Otherwise() | Calculation() | Compared():
                return self._binary(node, scope)
            case _:
                assert_never(node)

    def _leaf(self, node: Leaf, scope: Scope) -> Operand:
        match node:
            case Constant():
                return Operand(self.writer.constant(node.value), nullable=False)
            case LetValue():
                return self.emit(self.names.let(node.name), scope)
            case Aggregated():
                return self.names.aggregate(node)
            case AsOfValue():
                return Operand("as_of", nullable=False)
            case FactValue():
                return self._assign(f"fact({self.writer.constant(node.fact)})")
            case ColumnValue():
                raise AssertionError("columns are bound by the loop over their rows")
            case _:
                assert_never(node)

    def _binary(self, node: Binary, scope: Scope) -> Operand:
        match node:
            case And():
                return self._kleene(node.left, node.right, "False", scope)
            case Or():
                return self._kleene(node.left, node.right, "True", scope)
            case Otherwise():
                return self._otherwise(node, scope)
            case Calculation():
                return self._calculation(node, scope)
            case Compared():
                return self._compared(node, scope)
            case _:
                assert_never(node)

    def _assign(self, expression: str, *, nullable: bool = True) -> Operand:
        name = self.writer.local()
        self.writer.line(f"{name} = {expression}")
        return Operand(name, nullable)

    def _strict(self, expression: str, *operands: Operand) -> Operand:
        """Unknown as soon as an operand is."""
        tests = " or ".join(f"{each.name} is None" for each in operands if each.nullable)
        return self._assign(
            f"None if {tests} else {expression}" if tests else expression, nullable=bool(tests)
        )

    def _known(self, node: Known, scope: Scope) -> Operand:
        operand = self.emit(node.operand, scope)
        return self._assign(f"{operand.name} is not None" if operand.nullable else "True", nullable=False)

    def _in_market(self, node: InMarket, scope: Scope) -> Operand:
        matcher, columns = self.names.market(node)
        arguments = ", ".join(self.emit(each, scope).name for each in (node.text, *columns))
        return self._assign(f"{matcher}({arguments})")

    def _kleene(self, left: Expression, right: Expression, deciding: str, scope: Scope) -> Operand:
        """And is decided by a no on either side, or by a yes."""
        a, b = self.emit(left, scope), self.emit(right, scope)
        other = "True" if deciding == "False" else "False"
        unknown = " or ".join(f"{each.name} is None" for each in (a, b) if each.nullable)
        rest = f"None if {unknown} else {other}" if unknown else other
        text = f"{deciding} if {a.name} is {deciding} or {b.name} is {deciding} else {rest}"
        return self._assign(text, nullable=bool(unknown))

    def _otherwise(self, node: Otherwise, scope: Scope) -> Operand:
        value, fallback = self.emit(node.value, scope), self.emit(node.fallback, scope)
        if not value.nullable:
            return value
        text = f"{fallback.name} if {value.name} is None else {value.name}"
        return self._assign(text, nullable=fallback.nullable)

    def _compared(self, node: Compared, scope: Scope) -> Operand:
        left, right = self._comparable(node.left, scope), self._comparable(node.right, scope)
        return self._strict(f"{left[0]} {_SYMBOLS[node.comparison]} {right[0]}", left[1], right[1])

    def _comparable(self, node: Expression, scope: Scope) -> tuple[str, Operand]:
        """Texts are compared in their plain form; literals are brought into it here and now."""
        if isinstance(node, Constant) and isinstance(node.value, str):
            text = self.writer.constant(plain_text(node.value))
            return text, Operand(text, nullable=False)
        operand = self.emit(node, scope)
        return (f"plain_text({operand.name})" if node.type is Type.TEXT else operand.name), operand

    def _calculation(self, node: Calculation, scope: Scope) -> Operand:
        a, b = self.emit(node.left, scope), self.emit(node.right, scope)
        match node.operator:
            case Operator.ADD:
                return self._strict(f"{a.name} + {b.name}", a, b)
            case Operator.SUBTRACT if node.left.type is Type.DATE:
                return self._strict(f"({a.name} - {b.name}).days * {SCALE}", a, b)
            case Operator.SUBTRACT:
                return self._strict(f"{a.name} - {b.name}", a, b)
            case Operator.MULTIPLY:
                return self._product(a, b)
            case Operator.DIVIDE:
                return self._quotient(a, b)
            case _:
                assert_never(node.operator)

    def _product(self, a: Operand, b: Operand) -> Operand:
        """Inline for the common signs, as quotients are; by the language's own function for the others."""
        inline = f"({a.name} * {b.name} + {SCALE // 2}) // {SCALE}"
        signs = f"{a.name} >= 0 and {b.name} >= 0"
        return self._strict(f"{inline} if {signs} else multiply({a.name}, {b.name})", a, b)

    def _quotient(self, a: Operand, b: Operand) -> Operand:
        unknown = [f"{each.name} is None" for each in (a, b) if each.nullable]
        tests = " or ".join([*unknown, f"{b.name} == 0"])
        inline = f"({2 * SCALE} * {a.name} + {b.name}) // (2 * {b.name})"
        signs = f"{a.name} >= 0 and {b.name} > 0"
        return self._assign(f"None if {tests} else {inline} if {signs} else divide({a.name}, {b.name})")


Leaf: TypeAlias = Constant | LetValue | Aggregated | AsOfValue | FactValue | ColumnValue
Binary: TypeAlias = And | Or | Otherwise | Calculation | Compared
