"""What exactly one row more, or one row that comes to meet a condition, does to everything a criterion counts.

No effect is guessed: where it cannot be told without looking at rows (two conditions of which neither follows from the
other, windows of different lags, columns that are summed) there is none to tell, and no lever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.engines.reference.explain.assumptions import Truths, assumed, settled, spelled_out
from ssi_rules.engines.walk import outside_row, walk
from ssi_rules.model import Aggregated, Expression, FactValue, Function

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.engines.reference.explain.supposed import Leaf
    from ssi_rules.language.windows import Length, Window
    from ssi_rules.model import Market


class Effect(NamedTuple):
    """What one unit of a lever does to one leaf.

    Attributes:
        place: Which of the criterion's leaves.
        above: What a fact or a count rises by, a fact in its own units; of a share, what its numerator does.
        below: What a share's denominator rises by.
    """

    place: int
    above: int
    below: int = 0


Effects: TypeAlias = tuple[Effect, ...]


@dataclass(frozen=True)
class Surroundings:
    """What conditions and windows say of each other in one ruleset."""

    lets: Mapping[str, Expression]
    markets: Mapping[str, Market]

    def of_fact(self, fact: str, reads: tuple[Leaf, ...]) -> Effects | None:
        """What a fact that rises by one unit does; nothing to tell where a condition on rows reads it."""
        if any(isinstance(each, Aggregated) and fact in self._outside(each) for each in reads):
            return None
        places = [
            place for place, each in enumerate(reads) if isinstance(each, FactValue) and each.fact == fact
        ]
        return tuple(Effect(place, 1) for place in places)

    def of_row(self, node: Aggregated, reads: tuple[Leaf, ...]) -> Effects | None:
        """What a new row does that ``node`` counts, dated on the last day on which it does."""
        given = self._given(node.where)
        if given is None:
            return None
        return self._all(node.table, reads, lambda each: self._added(each, node, given))

    def of_turned(self, node: Aggregated, base: Aggregated | None, reads: tuple[Leaf, ...]) -> Effects | None:
        """What a row does that comes to meet the condition of ``node``.

        Args:
            node: A count or a share.
            base: The count that has the row already; None where the row is one of the share that does not meet it.
            reads: All the criterion reads.
        """
        given = self._given(None if base is None else base.where)
        if given is None or self._given(node.where) is None:
            return None
        return self._all(node.table, reads, lambda each: self._changed(each, node, base, given))

    def rests_on_facts(self, node: Aggregated) -> bool:
        """Whether facts take part in the condition on rows."""
        return bool(self._outside(node))

    def _all(self, table: str, reads: tuple[Leaf, ...], of: _EffectOf) -> Effects | None:
        found: list[Effect] = []
        for place, each in enumerate(reads):
            if not isinstance(each, Aggregated):
                continue
            if table in self._outside(each):
                return None
            rise = of(each) if each.table == table else _NONE
            if rise is None:
                return None
            if rise != _NONE:
                found.append(Effect(place, *rise))
        return tuple(found)

    def _added(self, each: Aggregated, node: Aggregated, given: Truths) -> _Rise | None:
        within = _holds_last_day(each.window, node.window)
        if within is not True:
            return _NONE if within is False else None
        answer = self._settled(each.where, given)
        match each.function:
            case Function.COUNT:
                return None if answer is None else (int(answer), 0)
            case Function.SHARE:
                return None if answer is None else (int(answer), 1)
            case _:
                return _NONE if answer is False else None

    def _changed(
        self, each: Aggregated, node: Aggregated, base: Aggregated | None, given: Truths
    ) -> _Rise | None:
        if self._settled(each.where, given) is not None:
            return _NONE
        if each.where != node.where or each.window not in (node.window, None):
            return None
        is_known = each.function is Function.COUNT or (each.function is Function.SHARE and base is None)
        return (1, 0) if is_known else None

    def _given(self, where: Expression | None) -> Truths | None:
        return {} if where is None else assumed(spelled_out(where, self.markets))

    def _settled(self, where: Expression | None, given: Truths) -> bool | None:
        return True if where is None else settled(spelled_out(where, self.markets), given)

    def _outside(self, node: Aggregated) -> frozenset[str]:
        """Names of the facts and tables that the condition on rows rests on, rows apart."""
        return frozenset(self._names(node))

    def _names(self, node: Aggregated) -> Iterator[str]:
        for part in () if node.where is None else outside_row(node.where):
            for each in walk(part, self.lets):
                match each:
                    case FactValue():
                        yield each.fact
                    case Aggregated():
                        yield each.table
                        yield from self._names(each)
                    case _:
                        continue


_Rise: TypeAlias = tuple[int, int]
_NONE: _Rise = (0, 0)

if TYPE_CHECKING:
    from collections.abc import Callable

    _EffectOf: TypeAlias = Callable[[Aggregated], _Rise | None]


def _holds_last_day(window: Window | None, of: Window | None) -> bool | None:
    """Whether a window holds the last day of another; None where that depends on the calendar."""
    if window is None or window == of:
        return True
    mine, other = _lag(window), None if of is None else _lag(of)
    if mine == other:
        return True
    return False if other is None else None


def _lag(window: Window) -> Length | None:
    return window.lag if window.lag is not None and window.lag.amount else None
