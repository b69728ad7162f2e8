"""Who knows the rules cannot work out how many gain or lose where these are a few: the whole document is that of another number, too."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate, product
from typing import TYPE_CHECKING, NamedTuple, cast

import pytest

from ssi_rules import api
from ssi_rules.difference.data.compare import Shown, _Comparison
from ssi_rules.difference.data.conditions import NAMES, read_condition
from ssi_rules.difference.data.ladder import Rung
from ssi_rules.difference.data.levels import Direction
from ssi_rules.difference.data.scored import Scored
from ssi_rules.difference.data.table import Row, Table
from ssi_rules.report.movement.document import document
from tests.bulk.population import RULES
from tests.difference.data.test_groups import MINIMUM, alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssi_rules.difference.data.table import Alike
    from ssi_rules.model import Ruleset

CONDITIONS = tuple(read_condition(f"{name} > 0") for name in NAMES)


class Kind(NamedTuple):
    """Members whom each of the changes brings the same, where the rules tell anybody who reads them what that is."""

    name: str
    brings: tuple[int, ...]
    turn: Direction = Direction.SAME
    team: str = "a"

    @property
    def move(self) -> int:
        return sum(self.brings)


class _Known:
    """What a ``Table`` says of so many of each kind."""

    def __init__(self, rulesets: tuple[Ruleset, Ruleset], numbers: Mapping[Kind, int]) -> None:
        self.rulesets = rulesets
        self.numbers = {kind: number for kind, number in numbers.items() if number}
        self.parts = tuple(range(each, each + 1) for each in range(len(next(iter(numbers)).brings)))

    def alike(self) -> Iterator[Alike]:
        for kind, members in self.numbers.items():
            yield alike(members, *kind.brings, turn=kind.turn, team=kind.team)

    def extremes(self) -> list[tuple[int, int]]:
        moves = [[kind.brings[part] for kind in self.numbers] for part in range(len(self.parts))]
        moves.append([kind.move for kind in self.numbers])
        return [(max(0, *each, 0), -min(0, *each, 0)) for each in moves]

    def movers(self, most: int, signs: Sequence[int]) -> list[Row]:
        moving = [(kind.name, kind) for kind, members in self.numbers.items() for _ in range(members)]
        wanted = [
            each for each in moving if (each[1].move > 0) - (each[1].move < 0) in signs and each[1].move
        ]
        ordered = sorted(wanted, key=lambda each: (-abs(each[1].move), each[0]))
        return [Row(name, (0, *accumulate(kind.brings)), None, None) for name, kind in ordered[:most]]


def told(rulesets: tuple[Ruleset, Ruleset], numbers: Mapping[Kind, int], movers: int) -> str:
    """All that is told of so many of each kind, and between what figures of conditions may be."""
    table = cast("Table", _Known(rulesets, numbers))
    rungs = [Rung((), rulesets[1]) for _ in table.parts]
    moved = _Comparison(table, rungs, Scored((), (), 0), Shown(("team",), movers)).moved()
    names = {each.member: "somebody" for each in moved.movers}
    judged = [each.within(moved) for each in CONDITIONS]
    return f"{document('data', moved, names, (), ()).model_dump()}{judged}"


@pytest.fixture(scope="module")
def rulesets() -> tuple[Ruleset, Ruleset]:
    ruleset = api.load_ruleset(str(RULES))
    return ruleset, ruleset


def see_that_no_few_are_counted(
    rulesets: tuple[Ruleset, Ruleset],
    everybody: Iterable[Mapping[Kind, int]],
    figures: Mapping[str, Sequence[Kind]],
    movers: int = 10,
) -> None:
    """See that whoever reads a document is left with two numbers at least for each figure that is about a few.

    Args:
        rulesets: The old and the new one.
        everybody: All that could be true for all that is known beforehand.
        figures: By name, which kinds each is about.
        movers: How many are listed at most.
    """
    found = defaultdict(list)
    for numbers in everybody:
        found[told(rulesets, numbers, movers)].append(
            {name: sum(numbers[kind] for kind in kinds) for name, kinds in figures.items()}
        )
    assert len(found) > 1, "something is told"
    for page, each in found.items():
        for name in figures:
            numbers_left = {counted[name] for counted in each}
            assert len(numbers_left) > 1 or not 0 < numbers_left.pop() < MINIMUM, (name, each, page)


@pytest.mark.parametrize("gain", [300, 400, 500])
@pytest.mark.parametrize(("up", "down"), [(True, False), (False, True), (True, True), (False, False)])
def test_gains_and_losses_of_a_known_size(
    gain: int, up: bool, down: bool, rulesets: tuple[Ruleset, Ruleset]
) -> None:
    gains = Kind("gains", (gain,), Direction.UP if up else Direction.SAME)
    loses = Kind("loses", (-400,), Direction.DOWN if down else Direction.SAME)
    stays = Kind("stays", (0,))
    members = 34
    everybody = (
        {gains: gained, loses: lost, stays: members - gained - lost}
        for gained, lost in product(range(members + 1), repeat=2)
        if gained + lost <= members
    )
    see_that_no_few_are_counted(rulesets, everybody, {"gained": [gains], "lost": [loses]})


@pytest.mark.parametrize("moving", [(10, 30), (10, 11), (12, 25), (21, 22), (0, 12)])
def test_cohorts_beside_everybody(moving: tuple[int, int], rulesets: tuple[Ruleset, Ruleset]) -> None:
    """At the worst it is known beforehand how many of each cohort move."""
    gains, loses, stays = (
        [Kind(name, (move,), team=team) for team in "ab"]
        for name, move in (("gains", 300), ("loses", -400), ("stays", 0))
    )
    everybody = (
        {
            **dict(zip(gains, gained, strict=True)),
            **dict(zip(loses, (all_ - few for all_, few in zip(moving, gained, strict=True)), strict=True)),
            **dict.fromkeys(stays, 40),
        }
        for gained in product(*(range(each + 1) for each in moving))
    )
    figures = {
        f"{team} {name}": [kind]
        for name, kinds in (("gain", gains), ("lose", loses))
        for team, kind in zip("ab", kinds, strict=True)
    }
    see_that_no_few_are_counted(rulesets, everybody, figures | {"gain": gains, "lose": loses})


def test_two_changes_beside_all_together(rulesets: tuple[Ruleset, Ruleset]) -> None:
    first, second, both = Kind("first", (300, 0)), Kind("second", (0, -400)), Kind("both", (300, -400))
    stays = Kind("stays", (0, 0))
    everybody = (
        dict(zip((first, second, both, stays), (*numbers, 70 - sum(numbers)), strict=True))
        for numbers in product(range(25), repeat=3)
        if sum(numbers) <= 24
    )
    see_that_no_few_are_counted(rulesets, everybody, {"gain": [first], "lose": [second, both]}, movers=0)
