"""The ways from where a member stands to a chance of more points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.explain.tries import fewest
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules.engines.reference.explain.awards import Chance
    from ssi_rules.engines.reference.explain.levers import Lever
    from ssi_rules.engines.reference.explain.supposed import Outcome, Supposing
    from ssi_rules.engines.reference.explain.tries import Tries


class Taken(NamedTuple):
    """A step that was found: so many units of a lever, downward where negative, and what the criterion comes to."""

    lever: Lever
    units: int
    outcome: Outcome

    @property
    def distance(self) -> int:
        """How far it is, in millionths of what is moved."""
        return abs(self.units) * self.lever.unit


class Way(NamedTuple):
    """From where a member stands to a chance of more points."""

    tries: Tries
    suppose: Supposing
    chance: Chance
    points: int
    direct: frozenset[str]

    def there(self, lever: Lever) -> Iterator[Taken]:
        """The fewest units that reach the chance, if they bring points."""
        down = self._is_down(lever)
        reach = self._reach(lever, self._is_there, -1 if down else 1)
        found = fewest(reach, self.tries.room(lever, down=down), whole_units(self.chance.distance, lever))
        if found is not None and self._brings(found[1].outcome):
            yield found[1]

    def anything(self, there: Taken) -> Iterator[Taken]:
        """Fewer units that bring fewer points, but some; only of what is counted."""
        most = abs(there.units) - 1
        if there.lever.type is Type.COUNT and most:
            reach = self._reach(there.lever, self._brings, -1 if there.units < 0 else 1)
            found = fewest(reach, most, 1)
            yield from () if found is None else (found[1],)

    def _tried(self, lever: Lever, units: int) -> Taken:
        return Taken(lever, units, self.suppose(self.tries.record.as_of, self.tries.moved(lever, units)))

    def _reach(
        self, lever: Lever, is_far_enough: Callable[[Outcome], bool], sign: int
    ) -> Callable[[int], Taken | None]:
        def reach(units: int) -> Taken | None:
            taken = self._tried(lever, sign * units)
            return taken if is_far_enough(taken.outcome) else None

        return reach

    def _brings(self, outcome: Outcome) -> bool:
        return outcome.points is not None and outcome.points > self.points

    def _is_down(self, lever: Lever) -> bool:
        """Only what is the measure itself is asked to fall, or to become no."""
        if lever.kind != "fact" or lever.of not in self.direct:
            return False
        value = self.tries.values[lever.effects[0].place]
        return value is True or (self.chance.direction != "from" and not isinstance(value, bool))

    def _is_there(self, outcome: Outcome) -> bool:
        value = outcome.value
        if outcome.points is None or not isinstance(value, int):
            return False
        if isinstance(value, bool):
            return self._brings(outcome)
        match self.chance.direction:
            case "from":
                return value >= self.chance.at
            case "below":
                return value < self.chance.at
            case "to":
                return value <= self.chance.at


def whole_units(distance: int, lever: Lever) -> int:
    """Whole units of a lever that make up a distance in millionths."""
    return max(1, -(-distance // lever.unit))
