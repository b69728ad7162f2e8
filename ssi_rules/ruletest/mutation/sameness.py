"""Whether two conditions come to the same for every member, shown by trying all the cases there are.

What a condition is made of (facts, aggregates, cells, numeric lets) is taken to vary freely, each within what it can be.
Comparisons with literals cut the numbers into stretches, and a value at and beside every literal stands for each stretch; of
two parts compared with nothing but each other, either can be the larger, or both are equal. So the cases tried are all there
are; where a part is compared with literals and with other parts, they would not be, and nothing is shown. What is bound together in truth (a part and its whole, say) is still tried apart: two
conditions may then be the same and not be shown to be; they are never shown to be and differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules import model
from ssi_rules.checking.reading import parts
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.ruletest.mutation.reach import plausible
from ssi_rules.ruletest.run import HOLDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.intervals import Interval
    from ssi_rules.checking.ranges import Ranges

MOST_CASES = 20_000
"""Beyond so many cases two conditions are held to differ."""

_OTHER_TEXTS = ("\0", "\1")
"""Texts that no author can write."""

Known: TypeAlias = int | str | None
"""A number in millionths, a day in millionths of days, a text, a flag; None for unknown."""

Case: TypeAlias = Mapping[model.Expression, Known]


def same(left: model.Expression, right: model.Expression, ranges: Ranges, *, only_yes: bool) -> bool:
    """Whether no member tells the two apart.

    Args:
        left: A condition.
        right: Another.
        ranges: What values can be.
        only_yes: Whether all that matters is if the answer is yes, as for rows that are counted: no and unknown are one.
    """
    cases = _Cases(ranges)
    cases.add(left)
    cases.add(right)
    if cases.entangled or cases.number > MOST_CASES:
        return False
    for case in cases.all():
        answers = [_answer(each, case, ranges) for each in (left, right)]
        if only_yes:
            answers = [each is True for each in answers]
        if answers[0] is not answers[1]:
            return False
    return True


@dataclass
class _Cases:
    """The parts that vary, and the literals each is compared with."""

    ranges: Ranges
    literals: dict[model.Expression, set[int | str]] = field(default_factory=dict)
    pairs: set[frozenset[model.Expression]] = field(default_factory=set)

    def add(self, node: model.Expression) -> None:
        match node:
            case model.Constant():
                pass
            case model.LetValue(name, Type.FLAG):
                self.add(self.ranges.lets[name])
            case model.Compared(_, left, right) if left.type is not Type.FLAG:
                self._compared(left, right)
            case model.Known(operand) if operand.type is not Type.FLAG:
                self.literals.setdefault(operand, set())
            case (
                model.And() | model.Or() | model.Not() | model.Known() | model.Otherwise() | model.Compared()
            ):
                for each in parts(node):
                    self.add(each)
            case _:
                self.literals.setdefault(node, set())

    def _compared(self, left: model.Expression, right: model.Expression) -> None:
        varying = [each for each in (left, right) if not isinstance(each, model.Constant)]
        if len(varying) > 1:
            self.pairs.add(frozenset(varying))
        fixed = {_number(each.value) for each in (left, right) if isinstance(each, model.Constant)}
        for each in varying:
            self.literals.setdefault(each, set()).update(fixed)

    @property
    def entangled(self) -> bool:
        """Whether a part is compared with another part and with anything else."""
        paired = [each for pair in self.pairs for each in pair]
        return len(paired) > len(set(paired)) or any(self.literals[each] for each in paired)

    def _meeting(self, node: model.Expression) -> int:
        """The least number that a part and what it is compared with can both be."""
        compared = {node}.union(*(pair for pair in self.pairs if node in pair))
        return max(plausible(each, self.ranges).low for each in compared)

    def _values(self, node: model.Expression) -> list[Known]:
        if node.type is Type.FLAG:
            return list(self.ranges.answers(node))
        if node.type is Type.TEXT:
            return [None, *_OTHER_TEXTS, *self.literals[node]]
        interval = plausible(node, self.ranges)
        literals = self.literals[node] or {self._meeting(node)}
        numbers = {each for number in literals for each in _beside(int(number), interval)}
        return [*numbers, *([None] if interval.unknown else [])]

    @property
    def number(self) -> int:
        return prod(len(self._values(each)) for each in self.literals)

    def all(self) -> Iterator[Case]:
        names = list(self.literals)
        for values in product(*map(self._values, names)):
            yield dict(zip(names, values, strict=True))


def _beside(number: int, interval: Interval) -> Iterator[int]:
    """The values that can be at, right below and right above a number."""
    below = interval.within(interval.low, number - 1)
    at = interval.within(number, number)
    above = interval.within(number + 1, interval.high)
    yield from (each.high for each in (below, at) if each.known)
    if above.known:
        yield above.low


def _number(value: int | str | date) -> int | str:
    match value:
        case date():
            return value.toordinal() * SCALE
        case str():
            return plain_text(value)
        case _:
            return value


def _answer(node: model.Expression, case: Case, ranges: Ranges) -> bool | None:
    """Kleene's logic."""
    match node:
        case model.Constant(value):
            return bool(value)
        case model.And(left, right):
            return _and(_answer(left, case, ranges), _answer(right, case, ranges))
        case model.Or(left, right):
            return _not(_and(_not(_answer(left, case, ranges)), _not(_answer(right, case, ranges))))
        case model.Not(operand):
            return _not(_answer(operand, case, ranges))
        case model.Otherwise(value, fallback):
            first = _answer(value, case, ranges)
            return _answer(fallback, case, ranges) if first is None else first
        case model.Known(operand):
            return (
                _answer(operand, case, ranges) if operand.type is Type.FLAG else case[operand]
            ) is not None
        case model.Compared(comparison, left, right):
            return _compared(comparison, _side(left, case, ranges), _side(right, case, ranges))
        case model.LetValue(name):
            return _answer(ranges.lets[name], case, ranges)
        case _:
            found = case[node]
            return None if found is None else bool(found)


def _side(node: model.Expression, case: Case, ranges: Ranges) -> Known:
    if node.type is Type.FLAG:
        return _answer(node, case, ranges)
    return _number(node.value) if isinstance(node, model.Constant) else case[node]


def _compared(comparison: model.Comparison, left: Known, right: Known) -> bool | None:
    match left, right:
        case (None, _) | (_, None):
            return None
        case int(), int():
            return HOLDS[comparison](left, right)
        case _:
            return (left == right) is (comparison is model.Comparison.EQUAL)


def _and(left: bool | None, right: bool | None) -> bool | None:  # noqa: FBT001 (three answers, not a switch)
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 (the same)
    return None if answer is None else not answer
