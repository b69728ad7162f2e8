"""One member at a time: every entrant's points, and every entrant's own explanation, beside Python by hand."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import card
from benchmarks.card import Points
from benchmarks.figure import Figure, times
from benchmarks.peers.entrants import MODULES, Absent, Entrant, enter
from ssi_rules.engines.reference.evaluator import Evaluator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from benchmarks.parts import Size
    from ssi_rules.engines.score import Score

MEMBERS = 400
MISSING = 0.1
_TURN = 0.04
"""Seconds of a contestant's turn."""

_TARGETS = {"score": 2, "record": 5, "scorecard as JSON": 30}


@dataclass(frozen=True, slots=True)
class Contestant:
    """Something timed over the same members."""

    name: str
    run: Callable[[object], object]
    given: Sequence[object]

    def seconds(self, count: int) -> float:
        """Processor time of a member, over the first of them."""
        some, run = self.given[:count], self.run
        start = time.process_time()
        for each in some:
            run(each)
        return (time.process_time() - start) / len(some)

    def at_a_turn(self) -> int:
        """How many members it scores in one turn, by what it takes once all that is made for the first of them is there."""
        usual = min(self.seconds(3) for _ in range(4))
        return min(max(int(_TURN / usual), 1), len(self.given))


def figures(size: Size) -> Iterator[Figure]:
    """Points first, explanations after."""
    team = card.people(size.of(MEMBERS), MISSING)
    entered = [enter(module) for module in MODULES]
    peers = [each for each in entered if isinstance(each, Entrant)]
    agree(team, peers)
    points = {
        each.name: Contestant(each.name, each.ready.score, list(map(each.ready.given, team)))
        for each in peers
    }
    traces = {
        each.name: Contestant(each.name, each.ready.traced, list(map(each.ready.given, team)))
        for each in peers
        if each.ready.traced is not None
    }
    told = {each.name: each.ready.trace for each in peers}
    by_hand = peers[0].name
    ours = our_own(team)
    taken = in_turn(
        {**points, **ours, **{f"{name}, trace": each for name, each in traces.items()}}, size.rounds
    )
    beside = _multiples(taken, by_hand)
    yield from _points(points, ours["score"].name, taken, beside, by_hand)
    yield from _explained(traces, told, taken, beside)
    yield from (
        Figure(f"{each.name}: not measured, {each.reason}", "")
        for each in entered
        if isinstance(each, Absent)
    )


def our_own(team: Sequence[card.Facts]) -> dict[str, Contestant]:
    """What our engine offers for one member."""
    evaluator = Evaluator(card.ruleset())
    members = [card.member(number, facts) for number, facts in enumerate(team)]
    runs: dict[str, Callable[..., object]] = {
        "score": evaluator.score,
        "record": evaluator.record,
        "scorecard as JSON": evaluator.scorecard_json,
    }
    return {name: Contestant(name, run, members) for name, run in runs.items()}


def agree(team: Sequence[card.Facts], peers: Sequence[Entrant]) -> None:
    """Whatever is measured comes to the same points of every criterion, pillar and total."""
    evaluator = Evaluator(card.ruleset())
    for number, facts in enumerate(team):
        mine = as_points(evaluator.score(card.member(number, facts)))
        for each in peers:
            theirs = each.ready.points(each.ready.score(each.ready.given(facts)))
            assert theirs == mine, f"{each.name}: {theirs} instead of {mine} for {facts}"


def as_points(score: Score) -> Points:
    assert score.total is not None
    criteria = tuple(points for pillar in score.pillars for points in pillar.criteria)
    return Points(score.total, tuple(pillar.points or 0 for pillar in score.pillars), criteria)


def in_turn(contestants: dict[str, Contestant], rounds: int) -> list[dict[str, float]]:
    """Seconds of a member, by contestant, round by round."""
    counts = {name: each.at_a_turn() for name, each in contestants.items()}
    return [{name: each.seconds(counts[name]) for name, each in contestants.items()} for _ in range(rounds)]


def _multiples(taken: list[dict[str, float]], yardstick: str) -> dict[str, float]:
    return {name: statistics.median(each[name] / each[yardstick] for each in taken) for name in taken[0]}


def _median(taken: list[dict[str, float]], name: str) -> str:
    return f"{statistics.median(each[name] for each in taken) * 1e6:,.1f} µs"


def _points(
    points: dict[str, Contestant],
    ours: str,
    taken: list[dict[str, float]],
    beside: dict[str, float],
    by_hand: str,
) -> Iterator[Figure]:
    rivals = [name for name in points if name != by_hand]
    yield Figure(f"points: {by_hand}", _median(taken, by_hand), "1 x")
    yield _against_hand("points, ranges, states: ", ours, taken, beside)
    if rivals:
        yield _against_rivals("points", ours, rivals, taken)
    for name in rivals:
        yield Figure(f"points: {name}", _median(taken, name), f"{times(beside[name])} by hand")


def _explained(
    traces: dict[str, Contestant],
    told: dict[str, str],
    taken: list[dict[str, float]],
    beside: dict[str, float],
) -> Iterator[Figure]:
    by_hand, *_ = traces
    rivals = [f"{name}, trace" for name in traces if name != by_hand]
    yield _against_hand("every value it was made of: ", "record", taken, beside)
    if rivals:
        yield _against_rivals("trace", "record", rivals, taken)
    yield _against_hand("the whole explanation: ", "scorecard as JSON", taken, beside)
    if rivals:
        yield _against_rivals("trace", "scorecard as JSON", rivals, taken)
    for name in traces:
        key = f"{name}, trace"
        yield Figure(
            f"trace: {name} ({told[name]})", _median(taken, key), f"{times(beside[key])} by hand, points"
        )


def _against_hand(what: str, ours: str, taken: list[dict[str, float]], beside: dict[str, float]) -> Figure:
    target = _TARGETS[ours]
    return Figure(
        f"{what}ssi-rules, {ours}",
        _median(taken, ours),
        f"{times(beside[ours])} by hand, points",
        f"<= {target} x",
        beside[ours] <= target,
    )


def _against_rivals(what: str, ours: str, rivals: list[str], taken: list[dict[str, float]]) -> Figure:
    """Beside the fastest of the others."""
    ratios = {name: statistics.median(each[ours] / each[name] for each in taken) for name in rivals}
    fastest = max(ratios, key=ratios.__getitem__)
    return Figure(
        f"{what}: ssi-rules, {ours}, beside the fastest library ({fastest.removesuffix(', trace')})",
        "",
        times(ratios[fastest]),
        "< 1 x",
        ratios[fastest] < 1,
    )
