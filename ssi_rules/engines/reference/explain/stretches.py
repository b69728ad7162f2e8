"""Criteria of facts alone, written out for each stretch between two cut-points: all but a few numbers is the same there.

What arithmetic tells here of the way to more points is what trying would find (``ways.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.explain.awards import NEXT
from ssi_rules.engines.reference.explain.record import as_points
from ssi_rules.engines.reference.explain.steps import MOST
from ssi_rules.engines.reference.explain.supposed import supposing
from ssi_rules.language.numbers import LARGEST_FACT, SCALE, as_decimal
from ssi_rules.language.types import Type
from ssi_rules.model import FactValue, Ramp

if TYPE_CHECKING:
    from ssi_rules.engines.reference.explain.awards import AwardTable, Direction
    from ssi_rules.engines.reference.explain.criteria import CriterionReader
    from ssi_rules.engines.reference.explain.forms import Form
    from ssi_rules.engines.reference.explain.supposed import Supposing
    from ssi_rules.engines.reference.explain.telling import Telling

LIMIT = LARGEST_FACT * SCALE
"""No fact is larger."""

NO_DAYS: dict[str, object] = {"dated": None, "counts_from": None}
"""What is told of the days of a step with a fact."""

_ANYTHING = FactValue("anything", Type.NUMBER)


class Slope(NamedTuple):
    """A rising piece of a ramp: points are ``(rise * measure + base) // run``."""

    rise: int
    base: int
    run: int

    def earned(self, measure: int) -> int:
        """Points on it."""
        return (self.rise * measure + self.base) // self.run

    def least(self, points: int) -> int:
        """The least measure that earns so many points."""
        return -((self.base - self.run * points) // self.rise)


class Goal(NamedTuple):
    """A cut-point that brings more, seen from one stretch.

    Attributes:
        at: Where it is.
        earned: Points there.
        landing: What the measure comes to by whole units; None where no fact goes so far, or nothing is gained by it.
        there: Points for that.
        form: The criterion; blanks are the value, how far it is and, for each fact, by how much.
        slope: What leads up to it, on a ramp whose facts are counted: fewer bring some points, too.
        some: The criterion where they do.
    """

    at: int
    earned: int
    landing: int | None
    there: int
    form: Form
    slope: Slope | None = None
    some: Form | None = None


class Stretch(NamedTuple):
    """What lies between two cut-points.

    Attributes:
        best: The criterion where no cut-point brings more; the value is blank.
        goals: With bands, the nearest above and the nearest below that bring more; with a ramp, where points are not the
            same everywhere, all above that may.
    """

    best: Form
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Stretches:
    """Writes the stretches of one criterion.

    Attributes:
        reader: Has its forms.
        tellings: How a step with each of the facts is told.
    """

    reader: CriterionReader
    tellings: tuple[Telling, ...]

    def after(self, place: int) -> Stretch:
        """The one after so many cut-points."""
        return self._of_ramp(place) if isinstance(self._award.award, Ramp) else self._of_bands(place)

    def _of_bands(self, place: int) -> Stretch:
        award, points = self._award, self._award.earned[place - 1] if place else 0
        up = [each for each in range(place, len(award.cuts)) if award.earned[each] > points]
        down = [each for each in range(place - 1) if award.earned[each] > points]
        goals = [self._goal(place, each, "from", award.cuts[each], points) for each in up[:1]]
        goals += [self._goal(place, each, "below", award.cuts[each + 1], points) for each in down[-1:]]
        return Stretch(self._best(place, points), tuple(goals))

    def _of_ramp(self, place: int) -> Stretch:
        award, least = self._award, self._award.earned[max(0, place - 1)]
        up = (each for each in range(place, len(award.cuts)) if award.earned[each] > least)
        return Stretch(self._best(place, award.best), tuple(self._rising_goal(place, each) for each in up))

    def _goal(self, place: int, line: int, way: Direction, at: int, points: int) -> Goal:
        """Points are the same on the whole stretch, and so is what is gained."""
        landing = self._landing(way, at)
        there = None if landing is None else self._earned(landing)
        if there is None or there <= points:
            landing = there = None
        earned = self._award.earned[line]
        following = NEXT[way].giving(("distance",), at=as_decimal(at), gain=as_points(earned - points))
        gain = as_points((there or 0) - points)
        steps = () if landing is None else self._steps(("count",), value=as_decimal(landing), gain=gain)
        form = self._form(place).giving(
            ("measure.value", "next.distance", *("steps.count" for _ in steps)),
            points=as_points(points),
            next=following,
            steps=steps,
        )
        return Goal(at, earned, landing, there or 0, form)

    def _rising_goal(self, place: int, line: int) -> Goal:
        """Points depend on the measure: they and what is gained are blanks as well."""
        at, earned = self._award.cuts[line], self._award.earned[line]
        landing = self._landing("from", at)
        steps = () if landing is None else self._steps(("count", "gain"), value=as_decimal(landing))
        following = NEXT["from"].giving(("gain", "distance"), at=as_decimal(at))
        form = self._form(place).giving(self._rising_blanks(steps), next=following, steps=steps)
        if landing is None or not self._some_will_do:
            return Goal(at, earned, landing, earned, form)
        first = self.tellings[0].form.giving(("count", "value", "gain"), **NO_DAYS)
        some = form.giving(self._rising_blanks((first, *steps)), steps=(first, *steps))
        return Goal(at, earned, landing, self._earned(landing), form, self._slope(line), some)

    def _rising_blanks(self, steps: tuple[Form, ...]) -> tuple[str, ...]:
        told = (f"steps.{blank}" for step in steps for blank in step.blanks)
        return ("points", "measure.value", "next.gain", "next.distance", *told)

    def _steps(self, blanks: tuple[str, ...], **given: object) -> tuple[Form, ...]:
        return tuple(each.form.giving(blanks, **given, **NO_DAYS) for each in self.tellings)

    def _best(self, place: int, points: int) -> Form:
        return self._form(place).giving(("measure.value",), points=as_points(points), next=None, steps=())

    def _form(self, place: int) -> Form:
        """The criterion of a member on the stretch."""
        return self.reader.scored.giving(
            ("points", "measure.value", "next", "steps"),
            measure=self.reader.measure.plain,
            cut_points=self._award.line(place).value,
        )

    def _landing(self, way: Direction, at: int) -> int | None:
        """The nearest measure of whole units that is there, if a fact can be so much."""
        unit = self._unit
        landing = (at - 1) // unit * unit if way == "below" else -(-at // unit) * unit
        least = 0 if self.tellings[0].lever.type is Type.COUNT else -LIMIT
        return landing if least <= landing <= LIMIT * len(self.tellings) else None

    def _slope(self, line: int) -> Slope:
        (low, high), (start, end) = (
            self._award.cuts[line - 1 : line + 1],
            self._award.earned[line - 1 : line + 1],
        )
        run, rise = high - low, end - start
        return Slope(2 * rise, 2 * (start * run - low * rise) + run, 2 * run)

    def _earned(self, measure: int) -> int:
        return self._suppose(None, (measure,)).points or 0

    @property
    def _award(self) -> AwardTable:
        return self.reader.award

    @property
    def _unit(self) -> int:
        return self.tellings[0].lever.unit

    @property
    def _some_will_do(self) -> bool:
        """Whether there is room to tell of less than the whole way, too."""
        return self.tellings[0].lever.type is Type.COUNT and len(self.tellings) < MOST

    @cached_property
    def _suppose(self) -> Supposing:
        """What the award makes of a measure: as it is scored."""
        bare = replace(self.reader.criterion, applies=None, needs=None, measure=_ANYTHING)
        return supposing(bare, {}, (_ANYTHING,))
