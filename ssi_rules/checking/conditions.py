"""Whether a condition can be yes, and whether it can be no, with its parts bound together.

``x > 5 and x < 3`` has parts that can each be yes; together they cannot, since they speak of the same ``x``. What is assumed
of each part narrows what the next can be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.intervals import MIRRORED, Answers, Interval, narrowed
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.checking.ranges import Ranges

_MOST_STEPS = 2_000
_MOST_LETS_DEEP = 3
"""Beyond these a part is judged on its own, so that lets of lets cannot make the work explode."""

State = Interval | bool | str
"""What is assumed of an expression: where a number lies, what a flag is, which text a text is."""


def possible(condition: model.Expression, ranges: Ranges) -> Answers:
    """What a condition can come to; answers that its parts rule out together are left out."""
    answers = ranges.answers(condition)
    if not isinstance(condition, model.And | model.Or | model.Not | model.LetValue):
        return answers
    open_answers = answers & {True, False}
    return answers - {each for each in open_answers if not together([condition], ranges, wanted=each is True)}


def together(conditions: Iterable[model.Expression], ranges: Ranges, *, wanted: bool = True) -> bool:
    """Whether all of the conditions can come to the wanted answer at once."""
    assumptions, once = _Assumptions(ranges), tuple(conditions)
    holds = all(assumptions.assume(each, wanted=wanted) for each in once)
    if holds and assumptions.again:
        return all(assumptions.assume(each, wanted=wanted) for each in once)
    return holds


class _Assumptions:
    """What holds if everything assumed so far does.

    ``again`` is set where a part may say more once all others have been assumed: a choice between two, or a comparison of
    two values that both vary.
    """

    def __init__(self, ranges: Ranges) -> None:
        self.ranges = ranges
        self.states: dict[model.Expression, State] = {}
        self.steps = 0
        self.again = False

    def assume(self, node: model.Expression, *, wanted: bool, deep: int = 0) -> bool:
        """Take a condition for yes (or no); False when that contradicts what is assumed."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return True
        match node:
            case model.And(left, right):
                return self._sides(left, right, all_of=wanted, wanted=wanted, deep=deep)
            case model.Or(left, right):
                return self._sides(left, right, all_of=not wanted, wanted=wanted, deep=deep)
            case model.Not(operand):
                return self.assume(operand, wanted=not wanted, deep=deep)
            case model.LetValue(name) if deep < _MOST_LETS_DEEP:
                return self.assume(self.ranges.lets[name], wanted=wanted, deep=deep + 1)
            case model.Compared(comparison, left, right):
                holds = comparison if wanted else comparison.negated
                return self._compared(node, holds, left, right, wanted=wanted)
            case model.Known(operand) if operand.type.is_numeric:
                return self._known(operand, wanted=wanted)
            case _:
                return self._is(node, wanted=wanted)

    def _sides(
        self, left: model.Expression, right: model.Expression, *, all_of: bool, wanted: bool, deep: int
    ) -> bool:
        """Both sides at once, or either: then only what both leave open holds afterwards."""
        if all_of:
            return self.assume(left, wanted=wanted, deep=deep) and self.assume(
                right, wanted=wanted, deep=deep
            )
        self.again = True
        before = dict(self.states)
        first = self.assume(left, wanted=wanted, deep=deep)
        after, self.states = self.states, before
        second = self.assume(right, wanted=wanted, deep=deep)
        if first:
            self.states = _either(after, self.states) if second else after
        return first or second

    def _is(self, node: model.Expression, *, wanted: bool) -> bool:
        """An atom: possible on its own, and not assumed to be otherwise."""
        return wanted in self.ranges.answers(node) and self.states.setdefault(node, wanted) == wanted

    def _compared(
        self,
        node: model.Compared,
        holds: Comparison,
        left: model.Expression,
        right: model.Expression,
        *,
        wanted: bool,
    ) -> bool:
        if left.type.is_numeric or left.type is Type.DATE:
            return self._numbers(node, holds, wanted=wanted)
        if wanted not in self.ranges.answers(node):
            return False
        if left.type is Type.FLAG:
            return self._flags(node, holds, left, right, wanted=wanted)
        return self._texts(holds, left, right)

    def _numbers(self, node: model.Compared, holds: Comparison, *, wanted: bool) -> bool:
        left, right = node.left, node.right
        if not isinstance(left, model.Constant) and not isinstance(right, model.Constant):
            self.again = True
            if left == right:
                return wanted in self.ranges.answers(node)
        return self._narrow(holds, left, right) and self._narrow(MIRRORED[holds], right, left)

    def _flags(
        self,
        node: model.Compared,
        holds: Comparison,
        left: model.Expression,
        right: model.Expression,
        *,
        wanted: bool,
    ) -> bool:
        if isinstance(right, model.Constant):
            return self._is(left, wanted=(holds is Comparison.EQUAL) is bool(right.value))
        return self._is(node, wanted=wanted)

    def _texts(self, holds: Comparison, left: model.Expression, right: model.Expression) -> bool:
        """A text is one text: equal to two different ones it cannot be."""
        equal = holds is Comparison.EQUAL
        if not isinstance(right, model.Constant):
            return self._is(model.Compared(Comparison.EQUAL, left, right), wanted=equal)
        text = plain_text(str(right.value))
        same = model.Compared(Comparison.EQUAL, left, model.Constant(text, Type.TEXT))
        if not self._is(same, wanted=equal):
            return False
        return not equal or self.states.setdefault(left, text) == text

    def _state(self, node: model.Expression) -> Interval:
        state = self.states.get(node)
        return state if isinstance(state, Interval) else self.ranges.interval(node)

    def _narrow(self, holds: Comparison, left: model.Expression, right: model.Expression) -> bool:
        if isinstance(left, model.Constant) and not isinstance(right, model.Constant):
            return True  # the other side has been narrowed by it already
        key, other = self._meant(left), self._meant(right)
        state = narrowed(holds, self._state(key), self._state(other))
        self.states[key] = state
        return state.known

    def _known(self, operand: model.Expression, *, wanted: bool) -> bool:
        key = self._meant(operand)
        before = self._state(key)
        if wanted:
            self.states[key] = before.within(before.low, before.high)
            return before.known
        self.states[key] = Interval(1, 0)
        return before.unknown

    def _meant(self, node: model.Expression) -> model.Expression:
        """What a let of a let comes down to, so that both names speak of the same."""
        while isinstance(node, model.LetValue) and isinstance(self.ranges.lets[node.name], model.LetValue):
            node = self.ranges.lets[node.name]
        return node


def _either(
    left: dict[model.Expression, State], right: dict[model.Expression, State]
) -> dict[model.Expression, State]:
    """What holds on both ways."""
    return {
        node: joined
        for node, state in left.items()
        if node in right and (joined := _joined(state, right[node])) is not None
    }


def _joined(left: State, right: State) -> State | None:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return left.hull(right)
    return left if left == right else None
