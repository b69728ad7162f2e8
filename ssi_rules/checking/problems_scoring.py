"""What is said about the arithmetic of scoring (SSI4): each states its sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import format_points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ssi_rules.syntax import ast
    from ssi_rules.text import Span

_MOST_SUMMANDS = 12
"""Longer sums show their first and say how many follow."""


def _sum(points: Sequence[int]) -> str:
    """``5 + 4 + 3``, shortened where nobody would read it."""
    shown = " + ".join(format_points(each) for each in points[:_MOST_SUMMANDS])
    rest = len(points) - _MOST_SUMMANDS
    return f"{shown} + … ({rest} more)" if rest > 0 else shown


def _difference(earned: int, worth: int) -> str:
    by = format_points(abs(worth - earned))
    return f"{by} too few" if earned < worth else f"{by} too many"


def _with_stated(fault: Span, stated: Span, message: str) -> tuple[Label, ...]:
    """A label where the worth was stated, unless that is the fault's own place."""
    return () if fault == stated else (Label(stated, message),)


def pillar_sum(place: Span, name: str, stated: ast.Points, worths: Mapping[str, int], odd: str) -> Diagnostic:
    """The criteria of a pillar do not sum to its worth.

    Args:
        place: Where to mend it.
        name: The pillar's.
        stated: Its worth.
        worths: Those of its criteria, by name, in hundredths.
        odd: The criterion that the difference is likeliest to come from.
    """
    earned, worth = sum(worths.values()), stated.hundredths
    return Diagnostic(
        codes.PILLAR_SUM,
        f"Pillar `{name}` can earn {format_points(earned)} of {format_points(worth)} points: {_sum([*worths.values()])}.",
        place,
        _with_stated(place, stated.span, f"`{name}` is worth {format_points(worth)}"),
        f"that is {_difference(earned, worth)}: write {_or_for(worths[odd] + worth - earned, odd)}"
        f"`worth {format_points(earned)}` for `{name}`",
    )


def _or_for(worth: int, name: str) -> str:
    """What a part would have to be worth, where that is anything."""
    return f"`worth {format_points(worth)}` for `{name}`, or " if worth > 0 else ""


def ruleset_sum(place: Span, stated: ast.Points | None, worth: int, worths: Sequence[int]) -> Diagnostic:
    """The pillars of a ruleset do not sum to its worth."""
    earned = sum(worths)
    if stated is None:
        labels: tuple[Label, ...] = ()
    else:
        labels = _with_stated(place, stated.span, f"the ruleset is worth {format_points(worth)}")
    return Diagnostic(
        codes.RULESET_SUM,
        f"The ruleset can earn {format_points(earned)} of {format_points(worth)} points: {_sum(worths)}.",
        place,
        labels,
        f"that is {_difference(earned, worth)}: write `worth {format_points(earned)}` in the ruleset's header, "
        "or change a pillar's worth",
    )


def award_maximum(
    place: Span, name: str, stated: ast.Points, award: Span, points: Sequence[int]
) -> Diagnostic:
    """The most a criterion can earn is not its worth."""
    most, worth = max(points), stated.hundredths
    lines = f", the most of {_list(points)}" if len(points) > 1 else ""
    labels = _with_stated(place, stated.span, f"`{name}` is worth {format_points(worth)}")
    if not (place.source is award.source and place.start <= award.start < place.end):
        labels = (Label(award, f"this earns at most {format_points(most)}"), *labels)
    return Diagnostic(
        codes.AWARD_MAXIMUM,
        f"Criterion `{name}` can earn {format_points(most)} of {format_points(worth)} points{lines}.",
        place,
        labels,
        f"write `earns {format_points(worth)}` on its best line, or `worth {format_points(most)}` for `{name}`"
        if most
        else f"write `earns {format_points(worth)}` on its best line",
    )


def _list(points: Sequence[int]) -> str:
    shown = ", ".join(format_points(each) for each in points[:_MOST_SUMMANDS])
    return f"{shown}, …" if len(points) > _MOST_SUMMANDS else shown


def not_ascending(step: Span, value: str, before: Span, above: str, line: str) -> Diagnostic:
    """A cut-point is below the one before it; ``line`` is the line of the other, as written."""
    return Diagnostic(
        codes.NOT_ASCENDING,
        f"Cut-points ascend, and {value} comes after {above}.",
        step,
        (Label(before, f"{above} stands before it"),),
        f"move the line of {value} above `{line}`",
    )


def repeated_cut_point(step: Span, value: str, before: Span) -> Diagnostic:
    """An award has one cut-point twice."""
    return Diagnostic(
        codes.REPEATED_CUT_POINT,
        f"{value} is a cut-point twice, so one of the two lines says nothing.",
        step,
        (Label(before, "it stands here already"),),
        "delete one of them",
    )


def short_ramp(ramp: Span) -> Diagnostic:
    """A ramp has fewer than two points."""
    return Diagnostic(
        codes.SHORT_RAMP,
        "A ramp is a line between points, and this has one point only.",
        ramp,
        help="add a second point, or write `bands`",
    )


def worth_zero(points: ast.Points, what: str) -> Diagnostic:
    """Something is worth 0."""
    return Diagnostic(
        codes.WORTH_ZERO,
        f"{what} is worth 0, so it cannot count.",
        points.span,
        help="give it points, or delete it",
    )


def cap_above_worth(place: Span, cap: ast.Cap, pillar: str, stated: ast.Points) -> Diagnostic:
    """A cap is above the worth of its pillar."""
    at, worth = format_points(cap.at.hundredths), format_points(stated.hundredths)
    labels = () if place == cap.at.span else (Label(cap.at.span, f"capped at {at} here"),)
    return Diagnostic(
        codes.CAP_ABOVE_WORTH,
        f"A cap at {at} is above all that `{pillar}` can earn: {worth} points.",
        place,
        (*labels, *_with_stated(place, stated.span, f"`{pillar}` is worth {worth}")),
        f"cap below {worth}, or delete the cap",
    )


def deduct_zero(points: ast.Points) -> Diagnostic:
    """A deduction takes nothing."""
    return Diagnostic(
        codes.DEDUCT_ZERO, "A deduction of 0 takes nothing.", points.span, help="deduct points, or delete it"
    )


def level_above_worth(level: ast.Level, worth: int, stated: ast.Points | None) -> Diagnostic:
    """A level starts above what can be scored."""
    labels = () if stated is None else (Label(stated.span, f"the ruleset is worth {format_points(worth)}"),)
    start = format_points(level.start.hundredths)
    return Diagnostic(
        codes.LEVEL_ABOVE_WORTH,
        f"Level `{level.name.text}` starts at {start}, and nobody can score more than {format_points(worth)}.",
        level.start.span,
        labels,
        "let it start lower",
    )


def level_twice(level: ast.Level, other: ast.Level) -> Diagnostic:
    """Two levels start at the same points."""
    start = format_points(level.start.hundredths)
    return Diagnostic(
        codes.LEVEL_TWICE,
        f"Levels `{other.name.text}` and `{level.name.text}` both start at {start}.",
        level.start.span,
        (_start(other),),
        "let each level start at points of its own",
    )


def level_order(level: ast.Level, other: ast.Level) -> Diagnostic:
    """A level is written after one that starts higher."""
    return Diagnostic(
        codes.LEVEL_ORDER,
        f"Level `{level.name.text}` stands after `{other.name.text}` and starts lower.",
        level.start.span,
        (_start(other),),
        "write levels from the lowest to the highest",
    )


def _start(level: ast.Level) -> Label:
    return Label(level.start.span, f"`{level.name.text}` starts at {format_points(level.start.hundredths)}")
