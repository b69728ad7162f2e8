"""How long a plan takes, and on which of its days an action is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reference.explain.later import day_after
from ssi_rules.model import Action, AddRows, AddTo, SetTo
from ssi_rules.planning.changing import apply
from ssi_rules.planning.limits import most_times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.model import Effect
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Period:
    """Some days from a day on; the score is taken on the last.

    What is done several times is spread evenly: the k-th of n times falls on day k * days / n, rounded up.

    Attributes:
        start: The day before the first; None where no day matters.
        days: At least 1.
    """

    start: date | None
    days: int

    @property
    def end(self) -> date | None:
        """The day on which the plan is done."""
        return self.day(self.days)

    def most(self, action: Action) -> int:
        """How often the action can be done in them."""
        return most_times(action, self.days)

    def done_by(self, day: int, times: int) -> int:
        """How many of so many times have been done when so many days are over."""
        return day * times // self.days

    def after(self, action: Action, member: Member, times: int) -> Member:
        """The member after doing the action so many times in the course of the period."""
        for effect in action.effects if times else ():
            single = replace(action, effects=(effect,))
            for day, count in self._days(effect, times):
                member = apply(single, member, count, day)
        return member

    def _days(self, effect: Effect, times: int) -> Iterator[tuple[date | None, int]]:
        """On which days how many times an effect comes about; all at once where the day makes no difference."""
        match effect:
            case AddRows(_, _, cells) if any(value is None for _, value in cells):
                for number in range(1, self.days + 1):
                    count = self.done_by(number, times) - self.done_by(number - 1, times)
                    if count:
                        yield self.day(number), count
            case AddRows() | AddTo() | SetTo():
                yield self.end, times
            case _:
                assert_never(effect)

    def day(self, number: int) -> date | None:
        """The period's day of that number, from 1."""
        return None if self.start is None else day_after(self.start, number)
