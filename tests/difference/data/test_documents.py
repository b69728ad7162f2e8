"""What is written of populations of any size: by each figure's own members, counted by hand, none is about one to nine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ssi_rules.difference.data.levels import Direction, direction
from ssi_rules.report.movement.document import document
from tests.bulk.population import write_population
from tests.difference.data.rules import compared, edited, scores
from tests.difference.data.test_compare import CUT, FEW, LEVEL, WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from ssi_rules.difference.data.figures import Moved, Mover
    from ssi_rules.model import Ruleset
    from ssi_rules.report.movement.document import MovedBy, MovedGroup, MovementDocument


@pytest.mark.parametrize("members", [25, 60, 150, 400])
@pytest.mark.parametrize(
    "edits", [{"cut": CUT, "window": WINDOW, "level": LEVEL}, {"few": FEW, "cut": WINDOW}]
)
def test_no_figure_of_a_document_is_about_a_few(edits: dict[str, str], members: int, tmp_path: Path) -> None:
    data = write_population(tmp_path / "people", members)
    old, new = edited(tmp_path), edited(tmp_path, **edits)
    whole = compared(old, new, data, by=("team",))
    shown = compared(old, new, data, by=("team",), minimum=10)
    everybody = _everybody(old, new, data)
    page = document("people", shown, {each.member: each.member for each in shown.movers}, (), _changes(shown))
    found = (*_figures(page, whole, _teams(data)), *_counts(page, everybody))
    for figure, about in found:
        assert figure is None or about == 0 or about >= 10, (figure, about)
    assert page.everyone is not None


def _changes(moved: Moved) -> list[object]:
    return [change for part in moved.parts for change in part.changes]


def _teams(data: Path) -> dict[str, str]:
    lines = (data / "members.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {cells[0]: cells[2] for cells in (line.split(",") for line in lines)}


def _figures(page: MovementDocument, whole: Moved, teams: dict[str, str]) -> Iterator[tuple[object, int]]:
    """Every figure about who moves, and how many members it is about."""
    movers = whole.movers
    yield page.largest_gain, sum(each.move > 0 for each in movers)
    yield page.largest_loss, sum(each.move < 0 for each in movers)
    for each in page.movers:
        yield each.move, sum((other.move > 0) == (each.move > 0) for other in movers)
    at = 0
    for part in page.changes:
        yield from _of_part(part, [sum(each.parts[at : at + len(part.places)]) for each in movers])
        at += len(part.places)
    assert page.everyone is not None
    yield from _of_group(page, page.everyone, movers)
    for cohorts in page.cohorts:
        for label, group in cohorts.cohorts.items():
            yield from _of_group(page, group, [each for each in movers if teams[each.member] == label])
        if cohorts.others is not None:
            rest = [each for each in movers if teams[each.member] not in cohorts.cohorts]
            yield from _of_group(page, cohorts.others, rest)


@dataclass(frozen=True, slots=True)
class _Person:
    """A member by the reference engine: team, and under both rulesets whether there is a score, and the level."""

    team: str
    scored: tuple[bool, bool]
    levels: tuple[str | None, str | None]
    way: Direction


def _everybody(old: Ruleset, new: Ruleset, data: Path) -> list[_Person]:
    was, now = scores(old, data), scores(new, data)
    return [
        _Person(
            team,
            (was[each].total is not None, now[each].total is not None),
            (was[each].level, now[each].level),
            direction(old, new, was[each].level, now[each].level),
        )
        for each, team in _teams(data).items()
    ]


def _counts(page: MovementDocument, everybody: Sequence[_Person]) -> Iterator[tuple[object, int]]:
    """Every count of members that is not of who moves, and how many members it is about."""
    both = [each for each in everybody if all(each.scored)]
    assert page.everyone is not None
    assert page.everyone.members == len(both)
    if page.members is not None:  # with those who have two scores, it tells of the others
        assert page.members == len(everybody)
        yield page.members, len(everybody) - len(both)
    for kind, scored in {"before": (False, True), "after": (True, False), "both": (False, False)}.items():
        yield from _exactly(page.unscored.get(kind), [each for each in everybody if each.scored == scored])
    for level in page.levels:
        yield from _exactly(level.before, [each for each in both if each.levels[0] == level.id])
        yield from _exactly(level.after, [each for each in both if each.levels[1] == level.id])
    yield from _of_levels(page.everyone, both)
    for cohorts in page.cohorts:
        for label, group in cohorts.cohorts.items():
            yield from _of_levels(group, [each for each in both if each.team == label])
        if cohorts.others is not None:
            yield from _of_levels(cohorts.others, [each for each in both if each.team not in cohorts.cohorts])


def _of_levels(group: MovedGroup, members: Sequence[_Person]) -> Iterator[tuple[object, int]]:
    yield from _exactly(group.members, members)
    changed = [each for each in members if each.way is not Direction.SAME]
    yield from _exactly(group.levels_changed, changed)
    yield from _exactly(group.levels_gained, [each for each in changed if each.way is Direction.UP])
    yield from _exactly(group.levels_lost, [each for each in changed if each.way is Direction.DOWN])


def _exactly(figure: int | None, members: Sequence[_Person]) -> Iterator[tuple[object, int]]:
    assert figure in (None, len(members))
    yield figure, len(members)


def _of_part(part: MovedBy, moves: Sequence[int]) -> Iterator[tuple[object, int]]:
    touched = sum(move != 0 for move in moves)
    yield part.members, touched
    yield part.points, touched
    yield part.largest_gain, sum(move > 0 for move in moves)
    yield part.largest_loss, sum(move < 0 for move in moves)
    if part.members is not None:
        assert part.members == touched


def _of_group(
    page: MovementDocument, group: MovedGroup, movers: Iterable[Mover]
) -> Iterator[tuple[object, int]]:
    moving = list(movers)
    gained, lost = (sum(sign * each.move > 0 for each in moving) for sign in (1, -1))
    for figure in (group.points, group.mean):
        yield figure, len(moving)
    yield from ((group.gained, gained), (group.lost, lost))
    at = 0
    for place, part in enumerate(page.changes):
        touched = sum(sum(each.parts[at : at + len(part.places)]) != 0 for each in moving)
        yield None if group.parts is None else group.parts[place], touched
        at += len(part.places)
    if group.gained is not None:
        assert (group.gained, group.lost) == (gained, lost)
