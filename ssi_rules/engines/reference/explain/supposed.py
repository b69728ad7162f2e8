"""A criterion as a function of what it reads: what it would come to if a count or a fact were another.

Written by the generator that writes the score, so that what is promised and what is scored afterwards cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from ssi_rules.engines.reference.criteria import Conditions, Ledger, write_criterion
from ssi_rules.engines.reference.expressions import Expressions, Operand, Scope
from ssi_rules.engines.reference.generate import Generated
from ssi_rules.engines.reference.writer import Writer
from ssi_rules.engines.walk import walk
from ssi_rules.model import Aggregated, Expression, FactValue, InMarket, LetValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.model import ColumnValue, Criterion

Leaf: TypeAlias = FactValue | Aggregated | InMarket
"""What a criterion reads of a member: the arguments of the function."""


class Outcome(NamedTuple):
    """What a criterion comes to: points in hundredths, None unless scored, and the measure."""

    points: int | None
    value: Value | None


Supposing: TypeAlias = "Callable[[date | None, Sequence[Value | None]], Outcome]"
Judging: TypeAlias = "Callable[[date | None, Sequence[Value | None]], bool]"


def leaves(roots: Iterable[Expression], lets: Mapping[str, Expression]) -> tuple[Leaf, ...]:
    """All that the expressions read of a member, through lets, each once."""
    found = (each for root in roots for each in walk(root, lets))
    return tuple(dict.fromkeys(each for each in found if isinstance(each, FactValue | Aggregated | InMarket)))


def supposing(criterion: Criterion, lets: Mapping[str, Expression], reads: tuple[Leaf, ...]) -> Supposing:
    """The criterion as a function of the day and the values of ``reads``."""
    function = _Function(lets, reads)
    with function.writer.block("def run(as_of, values):"):
        conditions = function.conditions(criterion)
        ledger = function.ledger()
        line = write_criterion(function.writer, criterion, conditions, ledger)
        function.writer.line(f"return new(Outcome, ({line.points}, {conditions.measure.name}))")
    return cast("Supposing", function.compiled())


def judging(criterion: Criterion, lets: Mapping[str, Expression], reads: tuple[Leaf, ...]) -> Judging:
    """Whether the criterion applies and has what it needs, as a function of the day and the values of ``reads``."""
    function = _Function(lets, reads)
    with function.writer.block("def run(as_of, values):"):
        tests = [each for each in (criterion.applies, criterion.needs) if each is not None]
        names = [function.emit(each, tests).name for each in tests]
        function.writer.line("return " + (" and ".join(f"{name} is True" for name in names) or "True"))
    return cast("Judging", function.compiled())


@dataclass
class _Function:
    lets: Mapping[str, Expression]
    reads: tuple[Leaf, ...]
    writer: Writer = field(default_factory=Writer)
    scope: Scope = field(default_factory=Scope)

    def __post_init__(self) -> None:
        self.expressions = Expressions(self.writer, self)

    # What expressions ask for.

    def let(self, name: str) -> Expression:
        return self.lets[name]

    def aggregate(self, node: Aggregated) -> Operand:
        raise AssertionError(f"every aggregate is an argument: {node.table}")

    def market(self, node: InMarket) -> tuple[str, tuple[ColumnValue, ...]]:
        raise AssertionError(f"every market is an argument: {node.market}")

    # The function's parts.

    def conditions(self, criterion: Criterion) -> Conditions:
        roots = [each for each in (criterion.applies, criterion.needs) if each is not None]
        roots.append(criterion.measure)
        applies, needs = (
            None if each is None else self.emit(each, roots) for each in (criterion.applies, criterion.needs)
        )
        return Conditions(applies, needs, self.emit(criterion.measure, roots))

    def emit(self, node: Expression, roots: Iterable[Expression]) -> Operand:
        if not self.scope.known:
            self._arguments(roots)
        return self.expressions.emit(node, self.scope)

    def ledger(self) -> Ledger:
        """A pillar's books, which nobody reads here."""
        books = Ledger(self.writer.local(), None)
        self.writer.line(f"{books.open_zero} = 0")
        return books

    def _arguments(self, roots: Iterable[Expression]) -> None:
        """Values by place; then lets in order, so that no expression is deeper than its author wrote it."""
        for place, leaf in enumerate(self.reads):
            self.scope.known[leaf] = Operand(f"values[{place}]")
        used = {each.name for root in roots for each in walk(root, self.lets) if isinstance(each, LetValue)}
        for name in [each for each in self.lets if each in used]:
            self.expressions.emit(LetValue(name, self.lets[name].type), self.scope)

    def compiled(self) -> Callable[..., object]:
        constants = {**self.writer.constants, "Outcome": Outcome}
        return Generated(self.writer.source, constants, None).compiled()
