"""The reference engine beside a hand-written Python function for the same card: 20 scalar facts, 20 criteria.

Prints medians of rounds; in each round every contestant runs in turn and is compared within it, so that a busy machine
slows all alike. Trust the ratios, not the microseconds. Then one member with 30,000 connections: time and peak memory of the rows' pass.

    python benchmarks/reference_engine.py
"""

from __future__ import annotations

import platform
import random
import statistics
import sys
import time
import tracemalloc
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.model import (
    Aggregated,
    Award,
    Bands,
    Catalogue,
    Column,
    ColumnValue,
    Criterion,
    Expression,
    Fact,
    FactValue,
    Function,
    InMarket,
    Level,
    MarketLine,
    PhraseMarket,
    Pillar,
    Ramp,
    Ruleset,
    Step,
    Table,
)
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssi_rules.language.types import Value

SPAN = Span(Source("benchmark.ssi", "\n"), 0, 0)
DAY = date(2026, 6, 30)
ROUNDS = 101
PILLARS = 4
CRITERIA = 5
BANDS = ((5, 100), (20, 250), (50, 400), (100, 500))
RAMP = ((0, 0), (10, 100), (100, 400), (500, 500))
LEVELS = (("starting", 0), ("steady", 3000), ("leader", 7000))

HandScore = tuple[int, tuple[int, ...], tuple[int | None, ...]]


def hand_written(facts: dict[str, int]) -> HandScore:
    """What a careful programmer would write for this card: points in hundredths, a missing fact earns none."""
    points: list[int | None] = []
    pillars = []
    total = 0
    for pillar in range(PILLARS):
        earned = 0
        for number in range(CRITERIA):
            value = facts.get(NAMES[pillar * CRITERIA + number])
            if value is None:
                points.append(None)
                continue
            each = banded(value) if number % 2 == 0 else ramped(value)
            earned += each
            points.append(each)
        pillars.append(earned)
        total += earned
    return total, tuple(pillars), tuple(points)


def banded(value: int) -> int:
    if value >= 100 * SCALE:
        return 500
    if value >= 50 * SCALE:
        return 400
    if value >= 20 * SCALE:
        return 250
    return 100 if value >= 5 * SCALE else 0


def ramped(value: int) -> int:
    if value >= 500 * SCALE:
        return 500
    if value >= 100 * SCALE:
        return 400 + (2 * (value - 100 * SCALE) * 100 + 400 * SCALE) // (800 * SCALE)
    if value >= 10 * SCALE:
        return 100 + (2 * (value - 10 * SCALE) * 300 + 90 * SCALE) // (180 * SCALE)
    return (2 * value * 100 + 10 * SCALE) // (20 * SCALE) if value > 0 else 0


NAMES = [f"fact_{number}" for number in range(PILLARS * CRITERIA)]


def unrolled() -> Callable[[dict[str, int]], HandScore]:
    """The same by hand without loops or calls, as fast as plain Python gets: the yardstick.

    Written out by a few lines of Python here only to spare the reader twenty equal paragraphs.
    """
    lines = ["def card(facts):"]
    for index, name in enumerate(NAMES):
        lines += [f"  v = facts.get({name!r})", f"  if v is None: p{index} = None"]
        if index % CRITERIA % 2 == 0:
            lines += [f"  elif v >= {cut * SCALE}: p{index} = {points}" for cut, points in reversed(BANDS)]
        else:
            lines.append(f"  elif v >= {500 * SCALE}: p{index} = 500")
            for (x0, y0), (x1, y1) in reversed(list(pairwise(RAMP))):
                run = (x1 - x0) * SCALE
                lines.append(
                    f"  elif v >= {x0 * SCALE}: "
                    f"p{index} = {y0} + (2 * (v - {x0 * SCALE}) * {y1 - y0} + {run}) // {2 * run}"
                )
        lines.append(f"  else: p{index} = 0")
    for pillar in range(PILLARS):
        terms = [f"(p{pillar * CRITERIA + number} or 0)" for number in range(CRITERIA)]
        lines.append(f"  s{pillar} = {' + '.join(terms)}")
    sums = ", ".join(f"s{pillar}" for pillar in range(PILLARS))
    points = ", ".join(f"p{index}" for index in range(len(NAMES)))
    lines.append(f"  return s0 + s1 + s2 + s3, ({sums}), ({points})")
    namespace: dict[str, Callable[[dict[str, int]], HandScore]] = {}
    exec("\n".join(lines), namespace)  # noqa: S102 - text written three lines above
    return namespace["card"]


def criterion(name: str, measure: Expression, award: Award) -> Criterion:
    return Criterion(
        name,
        name,
        500,
        None,
        measure,
        None,
        award,
        Missing.ZERO,
        None,
        None,
        None,
        None,
        SPAN,
        measure_text=name,
    )


def steps(pairs: tuple[tuple[int, int], ...]) -> tuple[Step, ...]:
    return tuple(Step(cut * SCALE, points) for cut, points in pairs)


def card() -> Ruleset:
    """The same card as a ruleset."""
    pillars = tuple(
        Pillar(
            f"pillar_{pillar}",
            f"Pillar {pillar}",
            500 * CRITERIA,
            tuple(
                criterion(
                    name,
                    FactValue(name, Type.NUMBER),
                    Bands(steps(BANDS)) if number % 2 == 0 else Ramp(steps(RAMP)),
                )
                for number, name in enumerate(NAMES[pillar * CRITERIA : (pillar + 1) * CRITERIA])
            ),
            (),
            SPAN,
        )
        for pillar in range(PILLARS)
    )
    facts = {name: Fact(name, Type.NUMBER, name) for name in NAMES}
    return ruleset(pillars, Catalogue(facts, {}))


def ruleset(
    pillars: tuple[Pillar, ...], catalogue: Catalogue, markets: dict[str, PhraseMarket] | None = None
) -> Ruleset:
    return Ruleset(
        "benchmark",
        "Benchmark",
        "1.0.0",
        None,
        None,
        None,
        "benchmark.ssi",
        sum(each.worth for each in pillars),
        Missing.ZERO,
        catalogue,
        dict(markets or {}),
        (),
        pillars,
        tuple(Level(name, name, start, SPAN) for name, start in LEVELS),
        (),
        (),
        "sha256:0",
        reads_dates=bool(catalogue.tables),
    )


def members(count: int, missing: float) -> list[Member]:
    """Members with random facts, a given part of which is missing."""
    random.seed(2015)
    return [
        Member(
            f"m{number}",
            None,
            {name: random.randrange(0, 600 * SCALE) for name in NAMES if random.random() >= missing},
        )
        for number in range(count)
    ]


def microseconds(run: Callable[[Member], object], team: list[Member]) -> float:
    """The mean processor time a member takes; what others do on the machine is not ours."""
    start = time.process_time()
    for member in team:
        run(member)
    return (time.process_time() - start) / len(team) * 1e6


class Cost(NamedTuple):
    """Median microseconds of a member, and median ratios to the function by hand, unrolled and with loops."""

    median: float
    to_unrolled: float
    to_loops: float


def compare(missing: float, rounds: int = ROUNDS) -> dict[str, Cost]:
    """What each way costs for a team of whose facts a part is missing."""
    team = members(500, missing)
    evaluator = Evaluator(card())
    fastest = unrolled()
    agree(team, evaluator, fastest)
    runs: dict[str, tuple[Callable[[Member], object], list[Member]]] = {
        "hand-written, loops": (lambda member: hand_written(member.facts), team),  # type: ignore[arg-type]
        "hand-written, unrolled": (lambda member: fastest(member.facts), team),  # type: ignore[arg-type]
        "score": (evaluator.score, team),
        "record": (evaluator.record, team),
        "scorecard as JSON": (evaluator.scorecard_json, team[:60]),
        "scorecard": (evaluator.scorecard, team[:20]),
        "scorecard, then its JSON": (
            lambda member: evaluator.scorecard(member).model_dump_json(by_alias=True),
            team[:20],
        ),
    }
    times = [{name: microseconds(*run) for name, run in runs.items()} for _ in range(rounds)]
    return {
        name: Cost(
            statistics.median(each[name] for each in times),
            statistics.median(each[name] / each["hand-written, unrolled"] for each in times),
            statistics.median(each[name] / each["hand-written, loops"] for each in times),
        )
        for name in runs
    }


def agree(team: list[Member], evaluator: Evaluator, fastest: Callable[[dict[str, int]], HandScore]) -> None:
    """Whatever is measured computes the same."""
    for member in team:
        score = evaluator.score(member)
        facts = dict(member.facts)
        mine = (
            score.total,
            tuple(each.points for each in score.pillars),
            tuple(points for each in score.pillars for points in each.criteria),
        )
        assert mine == hand_written(facts) == fastest(facts)  # type: ignore[arg-type]
        told = evaluator.scorecard(member)
        assert told.total.points is not None
        assert told.total.points * 100 == score.total == evaluator.record(member).score.total
        assert evaluator.scorecard_json(member) == told.model_dump_json(by_alias=True)


def show(missing: float) -> None:
    """Print what each way costs."""
    print(f"\n{missing:.0%} of the facts missing                µs   x unrolled   x loops")
    for name, cost in compare(missing).items():
        print(f"  {name:28} {cost.median:8.2f} {cost.to_unrolled:12.2f} {cost.to_loops:9.2f}")


def large_network() -> None:
    """One member with 30,000 connections and 400 distinct titles under a market with a veto."""
    random.seed(2015)
    words = [
        "Chief",
        "Sales",
        "Officer",
        "Manager",
        "Head of",
        "Advisor",
        "Financial",
        "Engineer",
        "Vice President",
    ]
    titles = [" ".join(random.sample(words, 3)) + f" {number % 40}" for number in range(400)]
    count = 30_000
    columns: dict[str, list[Value | None]] = {
        "connected_on": [DAY - timedelta(random.randrange(3000)) for _ in range(count)],
        "title": [random.choice(titles) for _ in range(count)],
        "company": [f"Company {random.randrange(9000)}" for _ in range(count)],
    }
    table = Table(
        "connections",
        "connected_on",
        "Connections",
        (Column("connected_on", Type.DATE), Column("title", Type.TEXT), Column("company", Type.TEXT)),
    )
    market = PhraseMarket(
        "target",
        "Target",
        (
            MarketLine(
                "title", vetoes=False, phrases=("financial advisor", "chief * officer", "vice president")
            ),
            MarketLine("title", vetoes=True, phrases=("assistant to", "former")),
            MarketLine("company", vetoes=True, phrases=("Company 7",)),
        ),
    )
    target = InMarket(ColumnValue("connections", "title", Type.TEXT), "target", "connections")
    year = Window(Length(1, Unit.YEAR))
    measures = [
        Aggregated(Function.SHARE, "connections", None, None, target, Type.RATIO),
        Aggregated(Function.COUNT, "connections", None, year, target, Type.COUNT),
        Aggregated(Function.COUNT, "connections", None, None, None, Type.COUNT),
    ]
    criteria = tuple(criterion(f"c{n}", each, Bands(steps(BANDS))) for n, each in enumerate(measures))
    rules = ruleset(
        (Pillar("p", "P", 1500, criteria, (), SPAN),),
        Catalogue({}, {"connections": table}),
        {"target": market},
    )
    member = Member("m", DAY, {}, tables={"connections": Rows(columns, count, "Connections.csv")})
    evaluator = Evaluator(rules)
    tracemalloc.start()
    start = time.perf_counter()
    evaluator.score(member)
    first, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    start = time.perf_counter()
    evaluator.score(member)
    second = time.perf_counter() - start
    print(
        f"\n30,000 connections: first score {first * 1e3:.0f} ms (texts matched, memory traced), "
        f"again {second * 1e3:.0f} ms; peak memory beyond the rows {peak / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {sys.platform}; medians of {ROUNDS} rounds"
    )
    show(0.0)
    show(0.2)
    large_network()
