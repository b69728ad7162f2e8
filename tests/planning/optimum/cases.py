"""Small awkward rulesets with actions, small members, and every plan there is for them, scored from nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Action,
    AddRows,
    AddTo,
    And,
    ColumnValue,
    EarnsWhen,
    Function,
    Known,
    LetValue,
    Otherwise,
    SetTo,
)
from ssi_rules.planning.optimum.ground import Ground, Terrain
from ssi_rules.planning.optimum.horizon import Horizon
from ssi_rules.planning.optimum.period import Period
from tests.engines import build
from tests.engines.build import DAY, aggregate, bands, calculated, compared, count, days, ramp, whole

if TYPE_CHECKING:
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.model import Adjustment, Award, Criterion, Effect, Expression, Pillar, Ruleset
    from ssi_rules.planning.optimum.options import Times
    from ssi_rules.sources.dataset import Member, Rows

RECENT = aggregate(Function.COUNT, "inmails", over=days(9))
LAGGED = aggregate(Function.COUNT, "inmails", over=days(20), where=build.REPLIED)
ENDED = aggregate(Function.COUNT, "inmails", over=days(12, ago=3))
ALL = aggregate(Function.COUNT, "inmails")
REPLIES = aggregate(Function.SHARE, "inmails", where=build.REPLIED, of=Type.RATIO)
VISITS = aggregate(Function.COUNT, "visits", over=days(10))
MINUTES = aggregate(Function.SUM, "visits", "minutes", over=days(12), of=Type.NUMBER)
DEPTH = aggregate(Function.AVERAGE, "visits", "minutes", of=Type.NUMBER)
LONGEST = aggregate(Function.LARGEST, "visits", "minutes", over=days(15), of=Type.NUMBER)
SHORTEST = aggregate(Function.SMALLEST, "visits", "minutes", of=Type.NUMBER)
COMPANIES = aggregate(Function.COUNT_DISTINCT, "visits", "company")
SINCE = aggregate(Function.DAYS_SINCE_LAST, "visits")
LONG = aggregate(
    Function.COUNT, "notes", where=compared(ColumnValue("notes", "length", Type.COUNT), ">=", build.SKILLS)
)
OLD = aggregate(
    Function.COUNT,
    "inmails",
    where=compared(
        calculated(build.JOINED, "-", ColumnValue("inmails", "sent_on", Type.DATE), Type.COUNT),
        "<",
        count(-300),
    ),
)
TOGETHER = LetValue("together", Type.COUNT)
LETS = {"together": calculated(ALL, "+", VISITS, Type.COUNT)}

MEASURES: tuple[Expression, ...] = (
    RECENT, LAGGED, ENDED, ALL, REPLIES, VISITS, MINUTES, DEPTH, LONGEST, SHORTEST, COMPANIES, SINCE, LONG, OLD, TOGETHER,
    build.SKILLS, build.FOLLOWERS, build.HOURS,
    calculated(build.SKILLS, "+", build.FOLLOWERS),
    calculated(build.FOLLOWERS, "-", RECENT),
    calculated(MINUTES, "/", count(5)),
    calculated(LAGGED, "/", RECENT),
    Otherwise(build.HOURS, build.SKILLS, Type.NUMBER),
    calculated(TOGETHER, "*", build.SKILLS),
    calculated(build.SKILLS, "+", calculated(RECENT, "+", TOGETHER)),
)  # fmt: skip
CONDITIONS: tuple[Expression, ...] = (
    compared(RECENT, ">", count(2)),
    compared(VISITS, "=", count(0)),
    compared(build.SKILLS, "<", count(3)),
    compared(build.FOLLOWERS, ">=", count(4)),
    And(Known(build.HOURS), compared(TOGETHER, ">", count(3))),
    build.SEAT,
    compared(build.JOINED, ">", build.JOINED),
    compared(DEPTH, ">", count(3)),
)
EFFECTS: tuple[Effect, ...] = (
    AddRows(1, "inmails", (("sent_on", None), ("replied", True))),
    AddRows(2, "inmails", (("sent_on", None), ("replied", False))),
    AddRows(1, "inmails", (("sent_on", DAY - timedelta(4)),)),
    AddRows(1, "visits", (("visited_on", None), ("minutes", 4 * SCALE), ("company", "Fabrikam"))),
    AddRows(1, "visits", (("visited_on", None), ("minutes", 9 * SCALE), ("company", "Contoso"))),
    AddRows(1, "visits", (("company", "Fabrikam"),)),
    AddRows(1, "notes", (("length", 3 * SCALE),)),
    AddTo("skills", SCALE),
    AddTo("followers", 2 * SCALE),
    AddTo("followers", -SCALE),
    AddTo("hours", SCALE // 2),
    SetTo("hours", 2 * SCALE),
    SetTo("skills", 4 * SCALE),
    SetTo("joined", None),
)  # fmt: skip
LIMITS = (
    (1, "week"),
    (2, "week"),
    (3, "week"),
    (4, "week"),
    (5, "week"),
    (1, "day"),
    (3, "month"),
    (2, "year"),
)


@dataclass(frozen=True)
class Case:
    """A ruleset with actions, a member, and a period in which she may do them."""

    ruleset: Ruleset
    member: Member
    period: Period

    @property
    def horizon(self) -> Horizon:
        return Horizon(Ground(Terrain(Evaluator(self.ruleset)), self.member, self.period))

    def by_trying(self) -> list[tuple[int, int, Times]]:
        """Minutes and total of every plan there is."""
        evaluator, found = Evaluator(self.ruleset), []
        counts = (range(self.period.most(each) + 1) for each in self.ruleset.actions)
        for times in product(*counts):
            minutes = sum(
                count * (each.minutes or 0) for count, each in zip(times, self.ruleset.actions, strict=True)
            )
            done = tuple((each.id, count) for each, count in zip(self.ruleset.actions, times, strict=True))
            total = after(self, done, evaluator)
            if total is not None:
                found.append((minutes, total, done))
        return found


def after(case: Case, done: Times, evaluator: Evaluator) -> int | None:
    """The total when some actions have been done."""
    actions = {each.id: each for each in case.ruleset.actions}
    member = case.member
    for name, times in done:
        member = case.period.after(actions[name], member, times)
    return evaluator.score(member, case.period.end).total


def case(rng: Random) -> Case:
    """Some case; the same for the same state of the generator."""
    actions = tuple(_action(number, rng) for number in range(rng.choice((1, 2, 2, 3))))
    near = _near(actions)
    rules = build.ruleset(
        *(_pillar(number, near, rng) for number in range(rng.randint(1, 3))), lets=LETS, reads_dates=True
    )
    period = Period(DAY, rng.choice((5, 7, 14)))
    return Case(replace(rules, actions=actions), _member(rng), period)


def with_unknown(small: Case) -> Case:
    """The case with a criterion in each pillar of which nobody knows the fact, so that its worth passes on."""
    unknown = build.criterion("unknown", build.HOURS, bands((1, 700)), missing=Missing.REDISTRIBUTE)
    pillars = tuple(build.pillar(each.id, *each.criteria, unknown) for each in small.ruleset.pillars)
    facts = {name: value for name, value in small.member.facts.items() if name != "hours"}
    worth = sum(each.worth for each in pillars)
    rules = replace(small.ruleset, pillars=pillars, worth=worth)
    return replace(small, ruleset=rules, member=replace(small.member, facts=facts))


def _near(actions: tuple[Action, ...]) -> tuple[Expression, ...]:
    """Measures that some action moves, as far as names tell."""
    moved = {_moved(effect) for action in actions for effect in action.effects}
    return tuple(each for each in MEASURES if any(f"'{name}'" in repr(each) for name in moved)) or MEASURES


def _moved(effect: Effect) -> str:
    return effect.table if isinstance(effect, AddRows) else effect.fact


def _pillar(number: int, near: tuple[Expression, ...], rng: Random) -> Pillar:
    lines = tuple(_criterion(place, near, rng) for place in range(rng.randint(1, 4)))
    adjust = tuple(
        _adjustment(rng, sum(each.worth for each in lines)) for _ in range(rng.choice((0, 0, 1, 2)))
    )
    return build.pillar(f"p{number}", *lines, adjust=adjust)


def _criterion(place: int, near: tuple[Expression, ...], rng: Random) -> Criterion:
    missing = rng.choice((Missing.ZERO, Missing.REDISTRIBUTE))
    applies = rng.choice(CONDITIONS) if rng.random() < 0.2 else None
    needs = rng.choice(CONDITIONS) if rng.random() < 0.2 else None
    if rng.random() < 0.2:
        award: Award = EarnsWhen(300, when=rng.random() < 0.7)
        return build.criterion(
            f"c{place}", rng.choice(CONDITIONS), award, applies=applies, needs=needs, missing=missing
        )
    return build.criterion(
        f"c{place}",
        rng.choice(near if rng.random() < 0.8 else MEASURES),
        _award(rng),
        applies=applies,
        needs=needs,
        missing=missing,
    )


def _award(rng: Random) -> Award:
    points = [rng.randint(1, 9) * 100 for _ in range(rng.randint(2, 3))]
    if rng.random() < 0.7:
        points.sort()
    cuts = sorted(rng.sample(range(9), len(points)))
    pairs = tuple(zip(cuts, points, strict=True))
    return bands(*pairs) if rng.random() < 0.5 else ramp(*pairs)


def _adjustment(rng: Random, worth: int) -> Adjustment:
    condition = rng.choice(CONDITIONS)
    at = rng.randrange(0, worth, 50)
    return build.cap(at, condition) if rng.random() < 0.5 else build.deduct(at + 50, condition)


def _action(number: int, rng: Random) -> Action:
    effects = tuple(rng.sample(EFFECTS, rng.choice((1, 1, 2))))
    return Action(f"a{number}", f"A{number}", effects, rng.randint(1, 6), rng.choice(LIMITS), build.SPAN)


def _member(rng: Random) -> Member:
    facts: dict[str, Value] = {"seat": rng.random() < 0.5, "joined": DAY - timedelta(rng.randrange(20))}
    for name in ("skills", "followers", "hours"):
        if rng.random() < 0.8:
            facts[name] = whole(rng.randrange(6))
    tables = {name: _rows(name, rng) for name in ("inmails", "visits", "notes") if rng.random() < 0.9}
    return build.member(facts, tables)


def _rows(name: str, rng: Random) -> Rows:
    return build.rows(name, *(_row(name, rng) for _ in range(rng.choice((0, 1, 4)))))


def _row(name: str, rng: Random) -> dict[str, Value | None]:
    day = None if rng.random() < 0.1 else DAY - timedelta(rng.randrange(-3, 18))
    match name:
        case "inmails":
            return {"sent_on": day, "replied": rng.choice((True, False, None))}
        case "visits":
            return {
                "visited_on": day,
                "company": rng.choice(("Contoso", " Fabrikam", None)),
                "minutes": rng.choice((None, whole(3), whole(6))),
            }
        case _:
            return {"text": "x", "length": whole(rng.randrange(6))}
