"""What of all that a group's actions move makes a difference: sums of atoms, where items read no more than the sum."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.engines.walk import children
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    Award,
    Bands,
    Calculation,
    Constant,
    EarnsWhen,
    Expression,
    FactValue,
    Function,
    LetValue,
    Operator,
    Ramp,
)
from ssi_rules.planning.optimum.tallies import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.model import Catalogue
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom

Form: TypeAlias = "tuple[tuple[Atom, int], ...]"
"""A sum of atoms, each so many times."""


@dataclass(frozen=True)
class Reader:
    """Reads expressions for the atoms that matter.

    Attributes:
        moved: Atoms that some action of the group moves.
        given: Those of them that some action sets: only what is added can be summed before all is done.
    """

    lets: Mapping[str, Expression]
    catalogue: Catalogue
    moved: frozenset[Atom]
    given: frozenset[Atom]

    def forms(self, items: Iterable[Item]) -> dict[Form, tuple[Item, ...] | None]:
        """The sums that items read, with those that measure them.

        None where something else reads the sum too, or earns less for more of it.
        """
        found: dict[Form, tuple[Item, ...] | None] = {}
        for item in items:
            for form, is_rising in self._of(item):
                known = found.get(form, ())
                found[form] = None if known is None or not is_rising else (*known, item)
        return found

    def _of(self, item: Item) -> Iterator[tuple[Form, bool]]:
        criterion = item.criterion
        for each in (criterion.applies, criterion.needs):
            if each is not None:
                yield from ((form, False) for form in self._read(each))
        form = self._sum(criterion.measure)
        if form:
            yield form, top_of(criterion.award) is not None
        else:
            yield from ((each, False) for each in self._read(criterion.measure))

    def _read(self, node: Expression) -> Iterator[Form]:
        form = self._sum(node)
        if form is not None:
            yield from [form] if form else []
        elif isinstance(node, FactValue):
            yield ((node.fact, 1),)
        elif isinstance(node, Aggregated):
            yield from (((each, 1),) for each in parts_of(node, self.catalogue))
        elif isinstance(node, LetValue):
            yield from self._read(self.lets[node.name])
        else:
            for each in children(node):
                yield from self._read(each)

    def _sum(self, node: Expression) -> Form | None:
        """The atoms that it is the sum of, but for what no action moves; None where it is not a sum."""
        terms = self._terms(node)
        if terms is None:
            return None
        return tuple(sorted(((atom, times) for atom, times in terms.items() if times), key=_order))

    def _terms(self, node: Expression) -> dict[Atom, int] | None:
        match node:
            case LetValue(name):
                return self._terms(self.lets[name])
            case Aggregated() if self._is_still(node):
                return {}
            case Aggregated(Function.COUNT | Function.SUM):
                return {node: 1}
            case FactValue(fact, type_):
                if fact not in self.moved:
                    return {}
                return {fact: 1} if type_.is_numeric and fact not in self.given else None
            case Calculation(Operator.ADD | Operator.SUBTRACT, left, right) if _is_of_numbers(left, right):
                return self._added(left, right, 1 if node.operator is Operator.ADD else -1)
            case Constant():
                return {}
            case Aggregated():
                return None
            case _:
                below = [self._terms(each) for each in children(node)]
                return {} if all(each == {} for each in below) else None

    def _added(self, left: Expression, right: Expression, sign: int) -> dict[Atom, int] | None:
        first, second = self._terms(left), self._terms(right)
        if first is None or second is None:
            return None
        return {
            each: first.get(each, 0) + sign * second.get(each, 0) for each in dict.fromkeys([*first, *second])
        }

    def _is_still(self, node: Aggregated) -> bool:
        return self.moved.isdisjoint(parts_of(node, self.catalogue))


def _is_of_numbers(left: Expression, right: Expression) -> bool:
    return Type.DATE not in (left.type, right.type)


def _order(term: tuple[Atom, int]) -> str:
    return str(term[0])


def top_of(award: Award) -> int | None:
    """The measure from which on nothing more is earned; None where a higher measure may earn less."""
    match award:
        case EarnsWhen():
            return None
        case Bands(steps) | Ramp(steps):
            falls = any(after.points < before.points for before, after in pairwise(steps))
            return None if falls else steps[-1].cut
