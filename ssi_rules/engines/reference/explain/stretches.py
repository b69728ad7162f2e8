"""Criteria of facts alone, written out for each stretch between two cut-points: all but a few numbers is the same there.

What arithmetic tells here of the way to more points is what trying would find (``ways.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Generic, NamedTuple

from ssi_rules.engines.reference.explain.awards import NEXT
from ssi_rules.engines.reference.explain.media import Part
from ssi_rules.engines.reference.explain.steps import MOST
from ssi_rules.engines.reference.explain.supposed import supposing
from ssi_rules.language.numbers import LARGEST_FACT, SCALE, as_decimal, as_points
from ssi_rules.language.types import Type
from ssi_rules.model import FactValue, Ramp

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.engines.reference.explain.awards import AwardTable, Direction
    from ssi_rules.engines.reference.explain.criteria import CriterionReader
    from ssi_rules.engines.reference.explain.forms import Form
    from ssi_rules.engines.reference.explain.media import Medium
    from ssi_rules.engines.reference.explain.supposed import Supposing
    from ssi_rules.engines.reference.explain.telling import Telling

LIMIT = LARGEST_FACT * SCALE
"""No fact is larger."""

NO_DAYS: dict[str, object] = {"dated": None, "counts_from": None}
"""What is told of the days of a step with a fact."""

_ANYTHING = FactValue("anything", Type.NUMBER)


class Slope(NamedTuple, Generic[Part]):
    """A rising piece of a ramp whose facts are counted: fewer bring some, ``(rise * measure + base) // run``.

    Attributes:
        rise: Of the points.
        base: Of the points.
        run: Of the points.
        unit: Of what is counted, in grains.
        told: The criterion where fewer bring some: of what a goal on a ramp takes, and of how many, the value then and the gain.
    """

    rise: int
    base: int
    run: int
    unit: int
    told: Callable[..., Part]


class Goal(NamedTuple, Generic[Part]):
    """A cut-point that brings more, seen from one stretch; measures are in grains.

    Attributes:
        at: Where it is.
        earned: Points there.
        landing: What the measure comes to by whole units; where no fact goes so far, or nothing is gained, none is told of.
        there: Points for that.
        told: The criterion, of the value, how far it is and by how much a fact moves; on a ramp also of the points, what is
            gained and what the fact gains.
        slope: What leads up to it, on a ramp whose facts are counted.
    """

    at: int
    earned: int
    landing: int
    there: int
    told: Callable[..., Part]
    slope: Slope[Part] | None = None


class Stretch(NamedTuple, Generic[Part]):
    """What lies between two cut-points.

    Attributes:
        best: The criterion where no cut-point brings more, of the value.
        goals: With bands, the nearest above and the nearest below that bring more; with a ramp, where points are not the
            same everywhere, all above that may.
    """

    best: Callable[..., Part]
    goals: tuple[Goal[Part], ...]


@dataclass(frozen=True)
class Stretches(Generic[Part]):
    """Writes the stretches of one criterion.

    Attributes:
        reader: Has its forms.
        tellings: How a step with each of the facts is told.
        medium: What it is told in.
    """

    reader: CriterionReader
    tellings: tuple[Telling, ...]
    medium: Medium[Part]

    def after(self, place: int) -> Stretch[Part]:
        """The one after so many cut-points."""
        return self._of_ramp(place) if isinstance(self._award.award, Ramp) else self._of_bands(place)

    def _of_bands(self, place: int) -> Stretch[Part]:
        award, points = self._award, self._award.earned[place - 1] if place else 0
        up = [each for each in range(place, len(award.cuts)) if award.earned[each] > points]
        down = [each for each in range(place - 1) if award.earned[each] > points]
        goals = [self._goal(place, each, "from", award.cuts[each], points) for each in up[:1]]
        goals += [self._goal(place, each, "below", award.cuts[each + 1], points) for each in down[-1:]]
        return Stretch(self._best(place, points), tuple(goals))

    def _of_ramp(self, place: int) -> Stretch[Part]:
        award, least = self._award, self._award.earned[max(0, place - 1)]
        up = (each for each in range(place, len(award.cuts)) if award.earned[each] > least)
        return Stretch(self._best(place, award.best), tuple(self._rising_goal(place, each) for each in up))

    def _goal(self, place: int, line: int, way: Direction, at: int, points: int) -> Goal[Part]:
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
        told = self.medium.filling(form, 3, (0, 1, *[2] * len(steps)))
        return Goal(at // self.grain, earned, self._grains(landing, at), there or 0, told)

    def _rising_goal(self, place: int, line: int) -> Goal[Part]:
        """Points depend on the measure: they and what is gained are blanks as well."""
        at, earned, filling = self._award.cuts[line], self._award.earned[line], self.medium.filling
        landing = self._landing("from", at)
        steps = () if landing is None else self._steps(("count", "gain"), value=as_decimal(landing))
        following = NEXT["from"].giving(("gain", "distance"), at=as_decimal(at))
        form = self._form(place).giving(self._rising_blanks(steps), next=following, steps=steps)
        told = filling(form, 6, (0, 1, 2, 3, *(4, 5) * len(steps)))
        there = earned if landing is None else self._earned(landing)
        goal = Goal(at // self.grain, earned, self._grains(landing, at), there, told)
        if landing is None or not self._some_will_do:
            return goal
        first = self.tellings[0].form.giving(("count", "value", "gain"), **NO_DAYS)
        some = form.giving(self._rising_blanks((first, *steps)), steps=(first, *steps))
        some_told = filling(some, 9, (0, 1, 2, 3, 6, 7, 8, *(4, 5) * len(steps)))
        return goal._replace(slope=self._slope(line, some_told))

    def _rising_blanks(self, steps: tuple[Form, ...]) -> tuple[str, ...]:
        told = (f"steps.{blank}" for step in steps for blank in step.blanks)
        return ("points", "measure.value", "next.gain", "next.distance", *told)

    def _steps(self, blanks: tuple[str, ...], **given: object) -> tuple[Form, ...]:
        return tuple(each.form.giving(blanks, **given, **NO_DAYS) for each in self.tellings)

    def _best(self, place: int, points: int) -> Callable[..., Part]:
        given = {"points": as_points(points), "next": None, "steps": ()}
        return self.medium.filling(self._form(place).giving(("measure.value",), **given), 1, (0,))

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

    def _grains(self, landing: int | None, at: int) -> int:
        """Where a step would lead, which leads nowhere where there is none."""
        return (at if landing is None else landing) // self.grain

    def _slope(self, line: int, told: Callable[..., Part]) -> Slope[Part]:
        (low, high), (start, end) = (
            self._award.cuts[line - 1 : line + 1],
            self._award.earned[line - 1 : line + 1],
        )
        run, rise, grain = high - low, end - start, self.grain
        return Slope(
            2 * rise * grain, 2 * (start * run - low * rise) + run, 2 * run, self._unit // grain, told
        )

    def _earned(self, measure: int) -> int:
        return self._suppose(None, (measure,)).points or 0

    @cached_property
    def grain(self) -> int:
        """What measures are counted in, in millionths: whole units, where all cut-points are; small numbers are quick."""
        unit = self._unit
        return 1 if any(cut % unit for cut in self._award.cuts) else unit

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
