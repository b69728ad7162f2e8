"""Worth that is passed on: what was earned of the part that counts, scaled to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.proving.arithmetic import rounds
from ssi_rules.proving.logic import both, implied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ssi_rules.proving.logic import Truth, Whole

_MOST_SUMS = 100
"""Where parts add up in more ways than that, only those are gone through that solutions come upon."""


def sums_of(worths: Iterable[int]) -> list[int] | None:
    """All sums that some of the worths can have, each once; None where there are many."""
    found = {0}
    for worth in worths:
        found |= {each + worth for each in found}
        if len(found) > _MOST_SUMS:
            return None
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Spread:
    """What was earned of ``counted``, scaled to a worth and rounded once; 0 where nothing counts."""

    result: Whole
    earned: Whole
    counted: Whole
    worth: int

    def always(self) -> Iterator[Truth]:
        """What holds however much counts."""
        yield self.result >= 0
        yield implied(self.earned <= self.counted, self.result <= self.worth)
        yield implied(self.counted <= 0, self.result == 0)
        yield implied(self.counted == self.worth, self.result == self.earned)
        yield implied(both(self.counted >= 1, self.counted <= self.worth), self.result >= self.earned)

    def where(self, of: int) -> Truth:
        """What it is where so much counts."""
        if of in (0, self.worth):
            return True
        return implied(self.counted == of, rounds(self.result, self.earned * self.worth, 0, 1, of))

    def lemmas(self, value: Callable[[Whole], int]) -> Iterator[Truth]:
        """What it is where as much counts as was proposed, and that it grows with what is earned, and falls with what counts."""
        earned, counted = value(self.earned), value(self.counted)
        exact = self._of(earned, counted)
        if value(self.result) == exact:
            return
        yield self.where(counted)
        yield implied(both(self.earned <= earned, self.counted >= counted), self.result <= exact)
        yield implied(
            both(self.earned >= earned, self.counted <= counted, self.counted >= 1), self.result >= exact
        )

    def exact(self) -> Truth:
        """The quotient itself, between two products."""
        doubled = 2 * self.worth * self.earned + self.counted
        return implied(
            self.counted >= 1,
            both(
                self.result * (2 * self.counted) <= doubled, doubled < (self.result + 1) * (2 * self.counted)
            ),
        )

    def on_grid(self) -> Iterator[tuple[Truth, Truth]]:
        """For parts that are easily read: that so much counts, and what it is then."""
        for part in (0, 1, 2, 4, 5, 10, 20):
            of = self.worth // part if part else 0
            yield self.counted == of, self.where(of)

    def _of(self, earned: int, counted: int) -> int:
        return (2 * earned * self.worth + counted) // (2 * counted) if counted > 0 else 0
