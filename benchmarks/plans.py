"""The least work that reaches a score: a hundred criteria and twenty actions, the end of every week tried."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, medians, milliseconds
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.planning.optimum import Planner, Reached, Wish
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.parts import Size
    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset, Table

AS_OF = date(2026, 6, 30)
PILLARS = 10
SKILLS = 12
"""Facts that an action of its own raises; twelve actions besides the eight that add rows."""

_TARGET = 2.0
_SEED = 6
_ROUNDS = 3
_ROWS = 2_000
_MOVED = (
    "count of shares over {days} days where original",
    "(count of comments over {days} days) + (count of reactions over {days} days) + (count of shares over {days} days where not original)",
    "count of searches over {days} days",
    "count of messages over {days} days where sent",
    "count of invitations over {days} days ending 7 days ago",
    "count of inmails over {days} days",
    "skill_{skill}",
)
_STILL = ("still_{number}", "count of connections where title is senior_executive", "profile_completeness")
_ACTIONS = (
    ("publish_post", "1 row to shares { shared_on = as_of, original = yes }", 30, 5),
    ("pass_on_post", "1 row to shares { shared_on = as_of, original = no }", 3, 10),
    ("write_comment", "1 row to comments { commented_on = as_of }", 5, 25),
    ("react", "1 row to reactions { reacted_on = as_of }", 1, 50),
    ("search", "1 row to searches { searched_on = as_of }", 5, 25),
    ("invite", "1 row to invitations { sent_on = as_of }", 3, 20),
    ("write_message", "1 row to messages { sent_on = as_of, sent = yes }", 4, 25),
    ("write_inmail", "1 row to inmails { sent_on = as_of }", 6, 10),
)


def plans(_size: Size) -> Iterator[Figure]:
    """Plans of several kinds, each by a planner that has seen nothing yet."""
    rules = large_ruleset()
    member = busy(rules)
    middle = _middle(rules, member)
    size = _how_large(rules)
    asked = {
        f"the cheapest plan to halfway to the ceiling of four weeks, and three other ways; {size}": Wish(
            middle
        ),
        f"the most for 20 hours in four weeks; {size}": Wish(effort=1200),
        f"that a goal cannot be reached in twelve weeks, and why; {size}": Wish(rules.worth),
    }
    taken = medians({what: _timed(rules, member, wish) for what, wish in asked.items()}, _ROUNDS)
    for what in asked:
        yield Figure(what, milliseconds(taken[what]), "", f"< {_TARGET:.0f} s", taken[what] < _TARGET)


def _timed(rules: Ruleset, member: Member, wish: Wish) -> Callable[[], float]:
    def measure() -> float:
        start = time.process_time()
        Planner(Evaluator(rules)).plan(member, AS_OF, wish)
        return time.process_time() - start

    return measure


def _middle(rules: Ruleset, member: Member) -> int:
    """The total halfway between today's and the most that there is in four weeks."""
    found = Planner(Evaluator(rules)).plan(member, AS_OF, Wish())
    if not isinstance(found, Reached) or found.best.now is None or found.best.total is None:
        raise AssertionError("everybody here has a score")
    return (found.best.now + found.best.total) // 2


def _how_large(rules: Ruleset) -> str:
    criteria = sum(len(each.criteria) for each in rules.pillars)
    return f"{criteria} criteria, {len(rules.actions)} actions"


def large_ruleset() -> Ruleset:
    """A hundred criteria in ten pillars, two with a cap or a deduction; two thirds of them moved by some of twenty actions."""
    with TemporaryDirectory() as made:
        path = Path(made) / "large.ssi"
        path.write_text(text(), encoding="utf-8")
        return load_ruleset(str(path))


def text() -> str:
    """The rule file."""
    facts = [f'  skill_{each} : count "Skill {each}"' for each in range(SKILLS)]
    facts += [f'  still_{each} : count "Still {each}"' for each in range(10 * PILLARS)]
    header = f'ruleset large "Large" {{\n  version "1.0.0"\n  worth {10 * PILLARS}\n}}'
    head = ['use "facts/linkedin.ssi"', 'use "markets/titles.ssi"', header]
    actions = (_action(*each) for each in (*_ACTIONS, *_trained()))
    return "\n".join([*head, "facts {", *facts, "}", *map(_pillar, range(PILLARS)), *actions]) + "\n"


def _trained() -> Iterator[tuple[str, str, int, int]]:
    for each in range(SKILLS):
        yield f"train_{each}", f"1 to skill_{each}", 7 + 3 * each, 1 + each % 5


def _action(name: str, adds: str, minutes: int, limit: int) -> str:
    return (
        f'action {name} "{name}" {{\n  adds {adds}\n  takes {minutes} minutes\n  limit {limit} per week\n}}'
    )


def _pillar(number: int) -> str:
    criteria = "\n".join(_criterion(10 * number + each) for each in range(10))
    adjusted = {
        3: "cap at 8 when (count of inmails over 90 days) < 12",
        5: "deduct 1 when (count of invitations over 7 days) > 15",
    }.get(number, "")
    return f'pillar p{number} "Pillar {number}" worth 10 {{\n{criteria}\n{adjusted}\n}}'


def _criterion(number: int) -> str:
    kinds = (*_MOVED, *_STILL)
    kind = number % len(kinds)
    days, skill = (30, 90)[number // 10 % 2], number // 10 * 7 % SKILLS + kind % 2
    measure = kinds[kind].format(days=days, skill=skill % SKILLS, number=number)
    ends = ("0%", "40%", "100%") if "profile" in measure else ("0", f"{20 + number % 30}", f"{90 + number}")
    steps = " ".join(f"{at} earns {points}" for at, points in zip(ends, ("0", "0.6", "1"), strict=True))
    return f'  criterion c{number} "Criterion {number}" worth 1 {{ measure {measure} ramp {{ {steps} }} basis chosen }}'


def busy(rules: Ruleset) -> Member:
    """Somebody with thousands of rows, a sixth of them of the last quarter."""
    rng = random.Random(_SEED)
    facts: dict[str, Value] = {
        name: rng.randrange(30) * SCALE for name in rules.catalogue.facts if "_" in name[4:]
    }
    facts |= {"profile_completeness": 700_000}
    tables = {name: _rows(each, rng) for name, each in rules.catalogue.tables.items()}
    return Member("busy", AS_OF, facts, tables=tables)


def _rows(table: Table, rng: random.Random) -> Rows:
    count = _ROWS if table.name == "connections" else _ROWS // 20
    columns = {each.name: [_cell(each.name, rng) for _ in range(count)] for each in table.columns}
    return Rows(columns, count, f"{table.name}.csv")


def _cell(column: str, rng: random.Random) -> Value:
    if column.endswith("_on"):
        return AS_OF - timedelta(rng.randrange(540))
    if column in ("accepted", "replied", "sent", "original"):
        return rng.random() < 1 / 2
    return rng.choice(("Chief Financial Officer", "Teacher", "Contoso"))
