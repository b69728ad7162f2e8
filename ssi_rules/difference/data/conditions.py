"""Conditions on what a change does, such as ``levels_changed > 5%``: checked when they are read, judged by the true figures."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import POINT_SCALE
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssi_rules.difference.data.figures import Moved, Truth


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
        of: Its value, as members or as hundredths of points.
        among: Of how many members it is a share; None for points.
        told: Whether it may be told.
    """

    of: Callable[[Truth], int | Fraction]
    told: Callable[[Moved], bool]
    among: Callable[[Truth], int] | None = None


def _mean(truth: Truth) -> Fraction:
    return Fraction(truth.net, truth.compared)


def _compared(truth: Truth) -> int:
    return truth.compared


def _members(truth: Truth) -> int:
    return truth.members


def _of_everyone(*names: str) -> Callable[[Moved], bool]:
    """Whether these figures of everyone are all told."""

    def told(moved: Moved) -> bool:
        return moved.everyone is not None and all(getattr(moved.everyone, name) is not None for name in names)

    return told


def _unscored(kind: str) -> Callable[[Moved], bool]:
    return lambda moved: kind in moved.unscored


def _single(_: Moved) -> bool:
    """It is one member's."""
    return True


_FIGURES: Mapping[str, _Figure] = {
    "moved": _Figure(lambda truth: truth.gained + truth.lost, _of_everyone("gained", "lost"), _compared),
    **{
        name: _Figure(attrgetter(name), _of_everyone(name), _compared)
        for name in ("gained", "lost", "levels_changed", "levels_gained", "levels_lost")
    },
    "scores_gained": _Figure(attrgetter("scores_gained"), _unscored("before"), _members),
    "scores_lost": _Figure(attrgetter("scores_lost"), _unscored("after"), _members),
    "mean_move": _Figure(_mean, _of_everyone("net")),
    "largest_gain": _Figure(attrgetter("largest_gain"), _single),
    "largest_loss": _Figure(attrgetter("largest_loss"), _single),
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

    def value(self, truth: Truth) -> Fraction:
        """The figure, in the condition's unit.

        Raises:
            ConditionError: There is nobody whom it could be about.
        """
        figure = _FIGURES[self.name]
        if not (figure.among or _compared)(truth):
            raise ConditionError(
                f"`{self.text}` cannot be judged: nobody has a score under both rulesets",
                "give data that both can score",
            )
        found = Fraction(figure.of(truth))
        match self.unit:
            case Unit.MEMBERS:
                return found
            case Unit.POINTS:
                return found / POINT_SCALE
            case Unit.SHARE:
                return 100 * found / (figure.among or _compared)(truth)

    def holds(self, truth: Truth) -> bool:
        """Whether it is so; raises as ``value`` does."""
        return _COMPARISONS[self.sign](self.value(truth), self.number)

    def judged(self, moved: Moved) -> Judged:
        """Whether it is so of a comparison; raises as ``value`` does."""
        value = self.value(moved.truth) if _FIGURES[self.name].told(moved) else None
        return Judged(self, self.holds(moved.truth), value)


@dataclass(frozen=True, slots=True)
class Judged:
    """What came out of a condition.

    Attributes:
        condition: It.
        holds: Whether it is so.
        value: What its figure is, in its unit; None where that may not be told.
    """

    condition: Condition
    holds: bool
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
