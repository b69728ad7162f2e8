"""Figures of a comparison in words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ssi_rules.difference.data.conditions import Unit
from ssi_rules.language.numbers import as_decimal, as_points, divide_rounding
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from ssi_rules.difference.data.conditions import Judged
    from ssi_rules.difference.meaning.change import Change

KEPT_BACK = "kept back"
"""In place of a figure that would be about too few."""

_DECLARED = ("let", "market", "level", "fact", "table", "action", "pillar", "criterion")
_PLAIN = "changed"
_NAMED = 3
"""Changes that are named where several made something together."""


def signed(hundredths: int | None) -> str:
    """Points with their sign; zero without."""
    if hundredths is None:
        return KEPT_BACK
    return ENGLISH.signed(as_points(hundredths))


def points(hundredths: int | None) -> str:
    """Points."""
    if hundredths is None:
        return KEPT_BACK
    return ENGLISH.number(as_points(hundredths))


def mean(hundredths: int | None, members: int) -> str:
    """Points that members moved by on average, to a hundredth; a little is not nothing."""
    if hundredths is None:
        return KEPT_BACK
    rounded = divide_rounding(hundredths, members)
    if rounded or not hundredths:
        return signed(rounded)
    return "under +0.01" if hundredths > 0 else "under -0.01"


def count(members: int | None) -> str:
    """How many there are, if it may be told."""
    return KEPT_BACK if members is None else ENGLISH.number(Decimal(members))


def share(members: int | None, of: int) -> str:
    """The same with the share of some."""
    if not members:
        return count(members)
    return f"{count(members)} ({percent(members, of)})"


def percent(members: int, of: int) -> str:
    """A share to a tenth of a percent; a little is not nothing, and nearly all is not all."""
    tenths = divide_rounding(1000 * members, of)
    if members and not tenths:
        return "under 0.1 %"
    if members < of and tenths == 1000:  # noqa: PLR2004 - all of them
        return "over 99.9 %"
    return f"{ENGLISH.number(as_decimal(tenths, 10))} %"


def several(members: int) -> str:
    """``1 member``, ``12 members``."""
    return f"{count(members)} {'member' if members == 1 else 'members'}"


def judged(result: Judged) -> tuple[str, str, str]:
    """A condition, what its figure is, and what follows."""
    is_ = KEPT_BACK if result.value is None else f"{_rounded(result.value)}{_UNITS[result.condition.unit]}"
    return result.condition.text, is_, _ANSWERS[result.holds]


_ANSWERS = {True: "fails", False: "passes", None: "not answered"}
_UNITS = {Unit.SHARE: " %", Unit.MEMBERS: "", Unit.POINTS: ""}


def _rounded(value: Fraction) -> str:
    """To a hundredth, or as far as it takes to see that it is something."""
    places = next((each for each in (2, 4, 6) if round(value, each) or not value), 6)
    scaled = divide_rounding(value.numerator * 10**places, value.denominator)
    return ENGLISH.number(as_decimal(scaled, 10**places))


def named(change: Change) -> str:
    """What a change is of: ``brand.skills: award``, ``market advisors``, ``engage.posts added``."""
    kind = "" if change.kind.value == _PLAIN else f" {change.kind.value}"
    if not change.subject:
        return f"{change.part}{kind}"
    if change.part == "criterion":
        return inert(f"{change.subject}{kind}")
    if change.part in _DECLARED:
        return inert(f"{change.part} {change.subject}{kind}")
    return inert(f"{change.subject}: {change.part}{kind}")


def all_named(changes: Sequence[Change]) -> str:
    """Changes that made something together; words alone make nothing."""
    if not changes:
        return "only words"
    return _first([named(each) for each in changes], "; ")


def brought(parts: Iterable[tuple[Sequence[Change], int]]) -> str:
    """What some changes brought, the most first."""
    told = sorted((each for each in parts if each[1]), key=lambda each: -abs(each[1]))
    return _first([f"{all_named(changes)} {signed(brings)}" for changes, brings in told], ", ")


def _first(told: Sequence[str], between: str) -> str:
    more = len(told) - _NAMED
    return between.join([*told[:_NAMED], *([f"and {more} more"] if more > 0 else [])])
