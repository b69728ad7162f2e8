"""Small rulesets of every construct, near relatives of them, and all members there are to tell two of them apart.

A relative is the same card with a slip in it, or the same meaning put in other words. The members are every combination of the values
at, beside and between the numbers that a card names, of rows inside and outside its window, and of not knowing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, combinations_with_replacement, product
from typing import TYPE_CHECKING, TypeVar

from ssi_rules.language.numbers import SCALE
from ssi_rules.sources.dataset import Member, Rows
from tests.difference.meaning.titles import FEW_TITLES, ROWS, TITLES, declared, slipped, titles
from tests.engines.differential.written import checked, faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.model import Ruleset
    from tests.difference.meaning.titles import Titles

DAY = date(2026, 6, 30)

_FACTS = """\
facts {
  n : count "Posts"
  p : percent "Profile"
  f : flag "Seat"
  t : text "Title"
  table calls dated on_day "Calls" { on_day : date won : flag }
  table people "People" { title : text company : text }
}
"""
_MEASURES = {
    "n": ("n", "n else 2", "n + 1"),
    "p": ("p",),
    "f": ("f", "f else no"),
    "calls": (
        "count of calls",
        "count of calls where won",
        "count of calls over 30 days",
        "share of calls where won",
        "days since last calls",
    ),
    "t": ("t is who", "t is not who", 't = "CEO"'),
    "people": (
        "count of people where title is who",
        "count of people where title is not who",
        "share of people where title is who",
        "count distinct people.title where title is who",
        "count distinct people.company",
        'count of people where title = "CEO" or company is known',
    ),
}
_CONDITIONS = {
    "n": ("n >= 3", "n > 1", "n is known", "n = 4"),
    "p": ("p >= 50%", "p is known", "p < 20%"),
    "f": ("f", "not f", "f is known"),
    "calls": (
        "(count of calls) >= 1",
        "(count of calls over 30 days) > 1",
        "(share of calls where won) >= 50%",
    ),
    "t": ("t is who", "t is known", 't = "Teacher"', 't is not who and t != "CEO"'),
    "people": (
        "(count of people where title is who) >= 1",
        "(count of people where company is known and title is not who) > 1",
    ),
}
_ABOUT = (
    *(("calls",), ("people",), ("t",), ("n",), ("p",), ("f",)),
    *combinations(("n", "p", "f", "calls"), 2),
    *combinations(("f", "t", "people"), 2),
    *(("n", "t"), ("n", "people")),
)
"""What a card may be about, so that there are not too many members."""

_SAME = {
    "n >= 3": "n > 2",
    "n > 1": "n >= 2",
    "n = 4": "n >= 4 and n <= 4",
    "p < 20%": "not (p >= 20%)",
    "f": "f and f",
    "not f": "f = no",
    "(count of calls) >= 1": "(count of calls) > 0",
    "n": "n + 0",
    "n + 1": "1 + n",
    "count of calls": "(count of calls) * 1",
    "t is who": "t is who and t is known",
    "t is not who": "not (t is who)",
    't = "CEO"': 't = " CEO "',
    "count of people where title is not who": "count of people where not (title is who)",
    "share of people where title is who": "(count of people where title is who) / ((count of people where title is who) + (count of people where title is not who))",
}
"""What comes to the same for every member."""

_PERCENTS = ("share", "p")


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion: its award is bands, a ramp, or an answer with one pair."""

    name: str
    measure: str
    award: str
    steps: tuple[tuple[int, int], ...]
    applies: str | None
    needs: str | None
    missing: str

    @property
    def worth(self) -> int:
        return max(points for _, points in self.steps)


@dataclass(frozen=True, slots=True)
class Card:
    """One or two pillars of lines, and what caps them."""

    pillars: tuple[tuple[Line, ...], ...]
    caps: tuple[tuple[int, str, int, str], ...]
    level: int
    who: Titles

    def text(self) -> str:
        worths = [sum(line.worth for line in lines) for lines in self.pillars]
        parts = [
            f'ruleset card "Card" {{ version "1.0.0" worth {sum(worths)} }}\n',
            _FACTS,
            declared(self.who),
        ]
        for at, (lines, worth) in enumerate(zip(self.pillars, worths, strict=True)):
            parts.append(f'pillar p{at} "Pillar {at}" worth {worth} {{\n')
            parts += map(_line, lines)
            parts += [
                f"  {kind} {points} when {when}\n" for pillar, kind, points, when in self.caps if pillar == at
            ]
            parts.append("}\n")
        return "".join([*parts, f'level good "Good" from {self.level}\n'])


def _line(line: Line) -> str:
    conditions = f"applies when {line.applies} " if line.applies else ""
    needs = f"needs {line.needs} " if line.needs else ""
    percent = "%" if line.measure.startswith(_PERCENTS) else ""
    earned = " ".join(
        f"{'from ' if line.award == 'bands' else ''}{cut}{percent} earns {points}"
        for cut, points in line.steps
    )
    award = f"earns {line.steps[0][1]} when yes" if line.award == "earns" else f"{line.award} {{ {earned} }}"
    return (
        f'  criterion {line.name} "{line.name}" worth {line.worth} '
        f"{{ {conditions}measure {line.measure} {needs}{award} missing {line.missing} basis chosen }}\n"
    )


def card(rng: Random, about: Sequence[str]) -> Card:
    """A card about one or two things, so that all members can be tried."""
    pillars = tuple(
        tuple(_made(rng, f"c{number}", about) for number in range(rng.choice((1, 2))))
        for _ in range(rng.choice((1, 1, 2)))
    )
    caps = tuple(
        (0, rng.choice(("cap at", "deduct")), 1, _condition(rng, about)) for _ in range(rng.choice((0, 0, 1)))
    )
    return Card(pillars, caps, rng.randint(1, 3), titles(rng))


def _made(rng: Random, name: str, about: Sequence[str]) -> Line:
    measure = rng.choice(_MEASURES[rng.choice(about)])
    flag = measure in (*_MEASURES["f"], *_MEASURES["t"])
    percent = measure.startswith(_PERCENTS)
    cuts = sorted(rng.sample(range(0, 101, 10) if percent else range(6), rng.choice((2, 3))))
    points = [rng.randint(0, 4) for _ in cuts]
    points[rng.randrange(len(points))] = rng.randint(4, 6)
    return Line(
        name,
        measure,
        "earns" if flag else rng.choice(("bands", "bands", "ramp")),
        ((1, 5),) if flag else tuple(zip(cuts, points, strict=True)),
        _condition(rng, about) if rng.random() < 0.25 else None,
        _condition(rng, about) if rng.random() < 0.2 else None,
        rng.choice(("zero", "zero", "redistribute")),
    )


def _condition(rng: Random, about: Sequence[str]) -> str:
    return rng.choice(_CONDITIONS[rng.choice(about)])


# Relatives.


def relative(rng: Random, of: Card) -> Card:
    """The card with something changed, which may or may not change its meaning."""
    at = rng.randrange(len(of.pillars))
    lines = of.pillars[at]
    place = rng.randrange(len(lines))
    kind = rng.random()
    if "who" in repr(of.pillars) and kind > 0.5:
        return replace(of, who=slipped(rng, of.who))
    if kind < 0.08:
        return replace(of, level=of.level + rng.choice((-1, 1)))
    if kind < 0.16 and of.caps:
        pillar, cap, points, when = of.caps[0]
        changed = rng.choice(
            ((pillar, cap, points + 1, when), (pillar, cap, points, _SAME.get(when, f"{when} and {when}")))
        )
        return replace(of, caps=(changed,))
    changed_line = _other(rng, lines[place])
    pillars = (*of.pillars[:at], (*lines[:place], changed_line, *lines[place + 1 :]), *of.pillars[at + 1 :])
    return replace(of, pillars=pillars)


def _other(rng: Random, line: Line) -> Line:
    kind = rng.randrange(6)
    match kind:
        case 0 if line.award != "earns":
            return replace(line, steps=_with_cut(rng, line))
        case 1 if line.award == "bands":
            return replace(line, steps=_with_nothing_new(line))
        case 2:
            return replace(line, missing="zero" if line.missing == "redistribute" else "redistribute")
        case 3 if line.applies:
            return replace(line, applies=_SAME.get(line.applies, f"{line.applies} or {line.applies}"))
        case 4 if line.needs:
            return replace(line, needs=rng.choice((None, _SAME.get(line.needs, line.needs))))
        case 5 if line.measure in _SAME:
            return replace(line, measure=_SAME[line.measure])
        case _:
            steps = tuple((cut, points + (points == line.worth)) for cut, points in line.steps)
            return replace(line, steps=steps)


def _with_cut(rng: Random, line: Line) -> tuple[tuple[int, int], ...]:
    """One cut-point a unit off."""
    at = rng.randrange(len(line.steps))
    cut, points = line.steps[at]
    return (*line.steps[:at], (cut + 1, points), *line.steps[at + 1 :])


def _with_nothing_new(line: Line) -> tuple[tuple[int, int], ...]:
    """One more cut-point from which the same is earned as before it."""
    cut, points = line.steps[-1]
    return (*line.steps, (cut + 3, points))


def pair(rng: Random) -> tuple[Ruleset, Ruleset]:
    """Two cards that the checker accepts: relatives, or, now and then, strangers."""
    while True:
        about = rng.choice(_ABOUT)
        first = card(rng, about)
        second = card(rng, about) if rng.random() < 0.1 else relative(rng, first)
        if rng.random() < 0.3:
            second = relative(rng, second)
        made = checked(first.text()), checked(second.text())
        if made[0] is not None and made[1] is not None:
            return made[0], made[1]


def why_not(of: Card) -> list[str]:
    """What the checker has against a card."""
    return faults(of.text())


# Members.


def members(*rulesets: Ruleset) -> Iterator[Member]:
    """Every member who could be told from another by what the cards name."""
    read = {word for each in rulesets for word in _read(each)}
    facts: dict[str, Sequence[Value | None]] = {}
    if "n" in read:
        facts["n"] = [None, *(count * SCALE for count in range(10)), 1000 * SCALE]
    if "p" in read:
        cuts = range(0, 120, 10)
        beside = {cut * 10_000 + step for cut in cuts for step in (-1, 0, 1, 9_999, 10_000, 5_000)}
        facts["p"] = [None, *sorted(beside)]
    if "f" in read:
        facts["f"] = [None, False, True]
    if "t" in read:
        facts["t"] = FEW_TITLES if "people" in read else TITLES
    tables: dict[str, Sequence[Rows | None]] = {}
    if "calls" in read:
        tables["calls"] = list(_calls())
    if "people" in read:
        tables["people"] = list(_people())
    for values, rows in product(product(*facts.values()), product(*tables.values())):
        yield Member("member", DAY, _given(facts, values), tables=_given(tables, rows))


_Value = TypeVar("_Value")


def _given(names: Iterable[str], values: Sequence[_Value | None]) -> dict[str, _Value]:
    return {name: each for name, each in zip(names, values, strict=True) if each is not None}


def _read(ruleset: Ruleset) -> set[str]:
    text = repr(ruleset.pillars) + repr(ruleset.lets)
    found = {name for name in ("n", "p", "f", "t") if f"fact='{name}'" in text}
    return found | {name for name in ("calls", "people") if f"table='{name}'" in text}


def _calls() -> Iterator[Rows | None]:
    """Absent, empty, up to two rows of any kind, and some of one kind."""
    yield None
    days = (None, DAY, DAY - timedelta(29), DAY - timedelta(30), DAY - timedelta(33), DAY + timedelta(1))
    kinds = [(day, won) for day in days for won in (None, False, True)]
    for count in range(3):
        yield from map(_rows, combinations_with_replacement(kinds, count))
    for kind, count in product(((DAY, True), (DAY - timedelta(2), False)), (3, 4, 5, 6, 9)):
        yield _rows((kind,) * count)
    for count in (3, 4, 5):
        yield _rows((*(((DAY, True),) * count), (DAY, False)))
    for ago in range(1, 9):
        yield _rows(((DAY - timedelta(ago), True),))


def _rows(
    kinds: Sequence[tuple[Value | None, Value | None]], names: Sequence[str] = ("on_day", "won")
) -> Rows:
    columns = {name: [row[at] for row in kinds] for at, name in enumerate(names)}
    return Rows(columns, len(kinds), "rows.csv")


def _people() -> Iterator[Rows | None]:
    """Absent, empty, a row of any kind, two, and more of those that a clause finds."""
    yield None
    names = ("title", "company")
    for count in range(3):
        yield from (_rows(each, names) for each in combinations_with_replacement(ROWS, count))
    yield from (_rows(((title, None),), names) for title in TITLES)
    for count, kind in product((3, 4, 5, 6, 9), ROWS):
        yield _rows((kind,) * count, names)
        yield _rows((*((kind,) * count), ("Teacher", None)), names)
        yield _rows(tuple((f"CEO at {number}", kind[1]) for number in range(count)), names)
