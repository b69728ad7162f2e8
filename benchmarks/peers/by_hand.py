"""What a careful programmer would write in plain Python for this card alone: without loops or calls, as fast as it gets.

Written out by a few lines of Python here only to spare the reader sixteen equal paragraphs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.card import CAPPED_WITHOUT, CARD, LINES, Facts, Line, Points
from benchmarks.peers.contest import Ready, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAME = "Python by hand"
PACKAGE = None


def prepare() -> Ready[Facts, tuple[int, tuple[int, ...], tuple[int | None, ...]]]:
    return Ready(
        same,
        _compiled(_card(recording=False)),
        lambda made: Points(*made),
        _compiled(_card(recording=True)),
        "each criterion's value and points, as tuples",
    )


def _compiled(text: str) -> Callable[[Facts], tuple[int, tuple[int, ...], tuple[int | None, ...]]]:
    namespace: dict[str, Callable[[Facts], tuple[int, tuple[int, ...], tuple[int | None, ...]]]] = {}
    exec(text, namespace)  # noqa: S102 - text written below
    return namespace["card"]


def _card(*, recording: bool) -> str:
    lines = ["def card(facts):", " known = facts.get", *_read()]
    for number, line in enumerate(LINES):
        lines += _criterion(number, line)
    for group in CARD:
        own = [LINES.index(line) for line in group.lines]
        lines.append(f" {group.id} = {' + '.join(f'(p{each} or 0)' for each in own)}")
        if group.cap is not None:
            lines.append(f" if {CAPPED_WITHOUT} == 0 and {group.id} > {group.cap}: {group.id} = {group.cap}")
    pillars = ", ".join(group.id for group in CARD)
    total = " + ".join(group.id for group in CARD)
    points = ", ".join(f"p{each}" for each in range(len(LINES)))
    made = f"{total}, ({pillars}), ({points})"
    if recording:
        seen = ", ".join(f"({line.id!r}, x{each}, p{each})" for each, line in enumerate(LINES))
        made = f"({made}), ({seen})"
    return "\n".join([*lines, f" return {made}"])


def _read() -> Iterator[str]:
    """Facts that several criteria read are taken once."""
    wanted = [line.needs.fact for line in LINES if line.needs] + [CAPPED_WITHOUT, "seat"]
    for name in dict.fromkeys(wanted):
        yield f" {name} = known({name!r})"


def _criterion(number: int, line: Line) -> Iterator[str]:
    first, *others = line.facts
    yield f" x{number} = known({first!r})"
    for name in others:
        yield f" y = known({name!r})"
        yield f" x{number} = None if x{number} is None or y is None else x{number} + y"
    unknown = [f"x{number} is None"]
    if line.needs:
        unknown.append(f"{line.needs.fact} is None or {line.needs.fact} < {line.needs.value}")
    if line.seat:
        unknown.append("not seat")
    yield f" if {' or '.join(unknown)}: p{number} = None"
    yield from _award(number, line)


def _award(number: int, line: Line) -> Iterator[str]:
    if not line.steps:
        yield f" else: p{number} = {line.worth} if x{number} else 0"
        return
    last = line.steps[-1]
    if line.ramp:
        yield f" elif x{number} >= {last.at}: p{number} = {last.points}"
        for (x0, y0), (x1, y1) in reversed(list(pairwise(line.steps))):
            along = f"{y0} + (2 * (x{number} - {x0}) * {y1 - y0} + {x1 - x0}) // {2 * (x1 - x0)}"
            yield f" elif x{number} >= {x0}: p{number} = {along}"
        yield f" else: p{number} = {line.steps[0].points}"
    else:
        for at, points in reversed(line.steps):
            yield f" elif x{number} >= {at}: p{number} = {points}"
        yield f" else: p{number} = 0"
