"""Conditions on what a change does, such as ``levels_changed > 5%``: checked when they are read, judged by what may be told.

An exit code tells, too: who may ask whether one loses, then whether two do, need not be shown how many. So a condition is judged by
the least and the most that a figure can be for all that is told. Where it holds for the one and not for the other, it has no answer.
"""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import POINT_SCALE
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssi_rules.difference.data.figures import Group, Moved, Truth


class ConditionError(ValueError):
    """A condition cannot be read.

    Attributes:
        help: A way out.
    """

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


class Unit(Enum):
    """What a figure is compared with."""

    MEMBERS = "members"
    SHARE = "%"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that conditions know.

    Attributes:
        within: The least and the most that it can be for all that is told, as members or as hundredths of points.
        among: Of how many members it is a share; None for points.
    """

    within: Callable[[Moved], tuple[Fraction, Fraction]]
    among: Callable[[Truth], int] | None = None


def _exactly(value: int | Fraction) -> tuple[Fraction, Fraction]:
    return Fraction(value), Fraction(value)


def _compared(truth: Truth) -> int:
    return truth.compared


def _members(truth: Truth) -> int:
    return truth.members


def _sided(told: Callable[[Group], int | None], true: Callable[[Truth], int]) -> _Figure:
    """How many gain, or lose: at most as many as move, and a few where that may be told."""

    def within(moved: Moved) -> tuple[Fraction, Fraction]:
        count = None if moved.everyone is None else told(moved.everyone)
        if count is not None:
            return _exactly(count)
        _, most = _moved(moved)
        return Fraction(0), min(most, Fraction(moved.minimum - 1)) if _is_few(true, moved) else most

    return _Figure(within, _compared)


def _is_few(true: Callable[[Truth], int], moved: Moved) -> bool:
    """Whether it is told that few move in a direction, as it is where the most that anybody does in the other is told."""
    return true(moved.truth) < moved.minimum and (moved.largest_gain, moved.largest_loss) != (None, None)


def _levelled(told: Callable[[Group], int | None]) -> _Figure:
    """How many have another level; where they may be those who gain, or lose, it is not even told that they are a few."""

    def within(moved: Moved) -> tuple[Fraction, Fraction]:
        truth, everyone = moved.truth, moved.everyone
        count = None if everyone is None else told(everyone)
        if count is not None:
            return _exactly(count)
        if everyone is not None and everyone.gained is not None:
            return _count(None, truth.levels_changed, moved, truth.compared)
        return Fraction(0), _moved(moved)[1] if moved.has_same_levels else Fraction(truth.compared)

    return _Figure(within, _compared)


def _count(told: int | None, true: int, moved: Moved, most: int) -> tuple[Fraction, Fraction]:
    """That it is a few may be told, but not how many, nor that there are any."""
    if told is not None:
        return _exactly(told)
    return Fraction(0), Fraction(moved.minimum - 1 if true < moved.minimum else most)


def _moved(moved: Moved) -> tuple[Fraction, Fraction]:
    told = None if moved.everyone is None else moved.everyone.moved
    return _count(told, moved.truth.gained + moved.truth.lost, moved, moved.truth.compared)


def _scored(told: Callable[[Moved], int | None], true: Callable[[Truth], int]) -> _Figure:
    """How many have a score under one of the two only, as far as it is told and as it is."""

    def within(moved: Moved) -> tuple[Fraction, Fraction]:
        return _count(told(moved), true(moved.truth), moved, moved.truth.members)

    return _Figure(within, _members)


def _mean(moved: Moved) -> tuple[Fraction, Fraction]:
    """By member; those who move have at most what a ruleset is worth each."""
    truth, everyone = moved.truth, moved.everyone
    if everyone is not None and everyone.net is not None:
        return _exactly(Fraction(everyone.net, everyone.members))
    most = moved.worth * min(Fraction(1), _moved(moved)[1] / truth.compared)
    return -most, most


def _largest(told: Callable[[Moved], int | None]) -> _Figure:
    def within(moved: Moved) -> tuple[Fraction, Fraction]:
        most = told(moved)
        return (Fraction(0), Fraction(moved.worth)) if most is None else _exactly(most)

    return _Figure(within)


_FIGURES: Mapping[str, _Figure] = {
    "moved": _Figure(_moved, _compared),
    "gained": _sided(lambda told: told.gained, lambda true: true.gained),
    "lost": _sided(lambda told: told.lost, lambda true: true.lost),
    "levels_changed": _levelled(lambda told: told.levels_changed),
    "levels_gained": _levelled(lambda told: told.levels_gained),
    "levels_lost": _levelled(lambda told: told.levels_lost),
    "scores_gained": _scored(lambda told: told.unscored.get("before"), lambda true: true.scores_gained),
    "scores_lost": _scored(lambda told: told.unscored.get("after"), lambda true: true.scores_lost),
    "mean_move": _Figure(_mean),
    "largest_gain": _largest(lambda told: told.largest_gain),
    "largest_loss": _largest(lambda told: told.largest_loss),
}

NAMES = tuple(_FIGURES)
"""The figures that conditions know."""

_COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}
_SHAPE = re.compile(
    r"\s*(?P<name>\w+)\s*(?P<sign>[<>=!]+)\s*(?P<number>[+-]?\d+(?:\.\d+)?)\s*(?P<unit>%|\w*)\s*", re.ASCII
)
_EXAMPLE = "write a figure, a comparison and a number, as in: levels_changed > 5%"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that can be judged.

    Attributes:
        text: As it was written, with single spaces.
        name: The figure.
        sign: How it is compared.
        number: What with: members, percent or points.
        unit: Which of these.
    """

    text: str
    name: str
    sign: str
    number: Fraction
    unit: Unit

    def within(self, moved: Moved) -> tuple[Fraction, Fraction]:
        """The least and the most that the figure can be for all that is told, in the condition's unit.

        Raises:
            ConditionError: There is nobody whom it could be about.
        """
        figure, truth = _FIGURES[self.name], moved.truth
        among = (figure.among or _compared)(truth)
        if not among:
            raise ConditionError(
                f"`{self.text}` cannot be judged: nobody has a score under both rulesets",
                "give data that both can score",
            )
        least, most = figure.within(moved)
        match self.unit:
            case Unit.MEMBERS:
                return least, most
            case Unit.POINTS:
                return least / POINT_SCALE, most / POINT_SCALE
            case Unit.SHARE:
                return 100 * least / among, 100 * most / among

    def judged(self, moved: Moved) -> Judged:
        """Whether it is so of a comparison; raises as ``within`` does."""
        least, most = self.within(moved)
        return Judged(self, self._answer(least, most), least if least == most else None)

    def _answer(self, least: Fraction, most: Fraction) -> bool | None:
        """Whether it holds for all that there is between the two; None where it holds for some."""
        holds = {_COMPARISONS[self.sign](each, self.number) for each in (least, most)}
        if least <= self.number <= most and least < most:  # an equality may hold in between
            holds |= {_COMPARISONS[self.sign](self.number, self.number)}
        return holds.pop() if len(holds) == 1 else None


@dataclass(frozen=True, slots=True)
class Judged:
    """What came out of a condition.

    Attributes:
        condition: It.
        holds: Whether it is so; None where the answer would tell of too few.
        value: What its figure is, in its unit; None where that may not be told.
    """

    condition: Condition
    holds: bool | None
    value: Fraction | None


def read_condition(text: str) -> Condition:
    """Read a condition.

    Args:
        text: A figure, a comparison, a number, and perhaps its unit: ``mean_move < -0.5 points``.

    Raises:
        ConditionError: It is none; says what can be written.
    """
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ConditionError(f"`{text}` is no condition", _EXAMPLE)
    name, sign = found["name"], found["sign"]
    if name not in _FIGURES:
        raise ConditionError(f"there is no figure `{name}`", _near(name))
    if sign not in _COMPARISONS:
        raise ConditionError(f"`{sign}` is no comparison", f"there are {', '.join(_COMPARISONS)}")
    number = Fraction(found["number"])
    unit = _unit(name, found["unit"])
    said = f"{name} {sign} {found['number']}{_ending(found['unit'])}"
    return Condition(said, name, sign, number, unit)


def _near(name: str) -> str:
    near = nearest(name, NAMES)
    return f"did you mean `{near}`?" if near else f"there are {', '.join(NAMES)}"


def _unit(name: str, written: str) -> Unit:
    """What the number is of; members and points need not be written."""
    known = (Unit.POINTS,) if _FIGURES[name].among is None else (Unit.MEMBERS, Unit.SHARE)
    if not written:
        return known[0]
    for each in known:
        if written in _WORDS[each]:
            return each
    raise ConditionError(
        f"`{name}` is not counted in `{written}`",
        f"it is counted in {' or '.join(each.value for each in known)}",
    )


_WORDS = {Unit.MEMBERS: ("members", "member"), Unit.SHARE: ("%",), Unit.POINTS: ("points", "point")}


def _ending(unit: str) -> str:
    return f" {unit}" if unit and unit != Unit.SHARE.value else unit
