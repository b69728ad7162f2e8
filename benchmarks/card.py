"""The card of ``card.ssi`` as a table, from which every other contestant's rules are written, and members to score under it.

Values are held as populations hold them: counts whole, percents and numbers in millionths; points in hundredths.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.language.numbers import SCALE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member

PATH = Path(__file__).parent / "card.ssi"

Facts: TypeAlias = "Mapping[str, int | bool]"
"""Known facts by name; what is missing is not there."""


class Points(NamedTuple):
    """What every contestant must come to, in hundredths; a criterion without points has None."""

    total: int
    pillars: tuple[int, ...]
    criteria: tuple[int | None, ...]


class Step(NamedTuple):
    """A cut-point of a band or a corner of a ramp."""

    at: int
    points: int


class Least(NamedTuple):
    """So much of a fact must be there."""

    fact: str
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion.

    Attributes:
        id: Its name.
        facts: What is measured: their sum.
        steps: Bands or the corners of a ramp; empty where a yes earns the worth.
        ramp: Whether the steps are a ramp.
        worth: The most it earns.
        needs: What must be there for it to be scored.
        seat: Whether it applies to holders of a seat alone.
    """

    id: str
    facts: tuple[str, ...]
    steps: tuple[Step, ...]
    worth: int
    ramp: bool = False
    needs: Least | None = None
    seat: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One pillar; with ``cap``, what it earns at most where no InMail was sent."""

    id: str
    lines: tuple[Line, ...]
    cap: int | None = None


def _bands(
    name: str, facts: str, *steps: tuple[int, int], needs: Least | None = None, seat: bool = False
) -> Line:
    return Line(
        name,
        tuple(facts.split()),
        tuple(Step(*each) for each in steps),
        max(points for _, points in steps),
        needs=needs,
        seat=seat,
    )


def _ramp(name: str, facts: str, *steps: tuple[int, int], needs: Least | None = None) -> Line:
    corners = tuple(Step(*each) for each in steps)
    return Line(name, tuple(facts.split()), corners, corners[-1].points, ramp=True, needs=needs)


_PERCENT = SCALE // 100

CARD = (
    Group(
        "brand",
        (
            _bands(
                "complete_profile",
                "profile_completeness",
                (60 * _PERCENT, 200),
                (80 * _PERCENT, 400),
                (95 * _PERCENT, 600),
            ),
            _ramp("recommended", "recommendations", (0, 0), (3, 300), (10, 600)),
            _bands("skilled", "skills", (5, 200), (20, 450), (50, 700)),
            Line("pictured", ("photo",), (), 600),
        ),
    ),
    Group(
        "find",
        (
            _ramp("searching", "searches", (0, 0), (20, 300), (100, 700)),
            _bands("viewing", "profile_views", (10, 150), (50, 400), (200, 600)),
            _bands("saving", "saved_leads", (1, 200), (10, 400), (40, 600), needs=Least("searches", 10)),
            _ramp("listening", "alerts", (0, 0), (7, 250), (60, 600)),
        ),
    ),
    Group(
        "engage",
        (
            _ramp("publishing", "posts articles", (0, 0), (3, 400), (24, 800)),
            _bands("commenting", "comments", (2, 100), (12, 300), (52, 500)),
            _bands(
                "answered",
                "inmail_reply_rate",
                (13 * _PERCENT, 200),
                (18 * _PERCENT, 400),
                (25 * _PERCENT, 600),
                needs=Least("inmails_sent", 10),
                seat=True,
            ),
            _bands("answering", "reply_hours", (0, 600), (4 * SCALE, 350), (24 * SCALE, 0)),
        ),
        cap=1800,
    ),
    Group(
        "relate",
        (
            _ramp("network", "connections", (0, 0), (50, 200), (500, 600), (1500, 800)),
            _bands(
                "senior",
                "senior_share",
                (5 * _PERCENT, 150),
                (15 * _PERCENT, 350),
                (30 * _PERCENT, 600),
                needs=Least("connections", 50),
            ),
            _ramp(
                "accepted",
                "acceptance_rate",
                (10 * _PERCENT, 0),
                (40 * _PERCENT, 400),
                (90 * _PERCENT, 600),
                needs=Least("invitations", 20),
            ),
            _bands("introducing", "introductions", (1, 100), (4, 300), (9, 500)),
        ),
    ),
)
LINES = tuple(line for group in CARD for line in group.lines)
CAPPED_WITHOUT = "inmails_sent"
LEVELS = (("starting", 0), ("steady", 3500), ("leader", 7000))

COUNTS: Mapping[str, int] = {
    "recommendations": 14,
    "skills": 60,
    "searches": 140,
    "profile_views": 260,
    "saved_leads": 50,
    "alerts": 80,
    "posts": 20,
    "articles": 9,
    "comments": 70,
    "inmails_sent": 40,
    "connections": 2000,
    "invitations": 300,
    "introductions": 12,
}
"""Counts, and about how high they go."""

PERCENTS = ("profile_completeness", "inmail_reply_rate", "senior_share", "acceptance_rate")
FLAGS = ("photo", "seat")
HOURS = "reply_hours"
MOST_HOURS = 48
NAMES = (*PERCENTS, *COUNTS, *FLAGS, HOURS)


@cache
def ruleset() -> Ruleset:
    """Ours."""
    from ssi_rules.workspace import load_ruleset  # noqa: PLC0415 - others' start-up is measured too

    return load_ruleset(PATH)


def people(count: int, missing: float, seed: int = 2015) -> list[Facts]:
    """Members of whose facts a part is missing; many stand exactly on a cut-point."""
    dice = random.Random(seed)
    return [{name: _value(dice, name) for name in NAMES if dice.random() >= missing} for _ in range(count)]


def _value(dice: random.Random, name: str) -> int | bool:
    if name in FLAGS:
        return dice.random() < 0.7
    if name in COUNTS:
        return dice.randrange(COUNTS[name] + 1) if dice.random() < 0.9 else 0
    if name == HOURS:
        return dice.randrange(4 * MOST_HOURS + 1) * SCALE // 4
    return dice.randrange(101) * _PERCENT


def member(number: int, facts: Facts) -> Member:
    """The same one as our engine is given: every value in millionths."""
    from ssi_rules.sources.dataset import Member  # noqa: PLC0415 - as above

    held = {name: value * SCALE if name in COUNTS else value for name, value in facts.items()}
    return Member(f"m{number}", None, held)


def add_up(criteria: tuple[int | None, ...], *, capped: bool) -> Points:
    """Pillars and total of a card whose criteria are known: what hosts do for languages of single expressions."""
    four = [sum(each or 0 for each in criteria[first : first + 4]) for first in (0, 4, 8, 12)]
    if capped:
        four[2] = min(four[2], 1800)
    return Points(sum(four), tuple(four), criteria)
