"""The sentence about a member's own number is true of the rows, whatever is measured.

Measures are made up, and counted here row by row; of the page only the text under "Yours" is read.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.report.member.own import told, yours
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from ssi_rules.language.types import Value
    from ssi_rules.scorecard import Criterion

DAY = date(2026, 6, 30)
CELLS = {
    "shares": ("shared_on", "original"),
    "inmails": ("sent_on", "replied"),
    "connections": ("connected_on", "title"),
    "visits": ("visited_on", "long", "minutes"),
}
COUNTS = ("demos", "meetings")
FACTS = """use "facts/linkedin.ssi"
market buyer { title has "buyer" }
facts {
  demos : count
  meetings : count
  table visits dated visited_on { visited_on : date long : flag minutes : number }
}
"""

Row: TypeAlias = Mapping[str, "Value | None"]
Rest: TypeAlias = Callable[[Row], bool | None]


@dataclass(frozen=True)
class Asked:
    """What is asked of a row: in the language, and in Python."""

    text: str
    holds: Rest


def flag(name: str) -> Asked:
    return Asked(name, lambda row: _flag(row[name]))


def _flag(value: Value | None) -> bool | None:
    assert value is None or isinstance(value, bool)
    return value


def negated(asked: Asked) -> Asked:
    def holds(row: Row) -> bool | None:
        answer = asked.holds(row)
        return None if answer is None else not answer

    return Asked(f"not {asked.text}", holds)


def usually(asked: Asked) -> Asked:
    return Asked(f"({asked.text} else yes)", lambda row: asked.holds(row) is not False)


def both(left: Asked, right: Asked) -> Asked:
    def holds(row: Row) -> bool | None:
        answers = {left.holds(row), right.holds(row)}
        return False if False in answers else None if None in answers else True

    return Asked(f"{left.text} and {right.text}", holds)


BUYER = Asked("title is buyer", lambda row: None if row["title"] is None else row["title"] == "Buyer")
LONG = Asked(
    "minutes >= 30", lambda row: None if row["minutes"] is None else int(str(row["minutes"])) >= 30 * SCALE
)
EACH = {
    "shares": (flag("original"), negated(flag("original")), usually(flag("original"))),
    "inmails": (flag("replied"), negated(flag("replied")), usually(flag("replied"))),
    "connections": (BUYER, negated(Asked("(title is buyer)", BUYER.holds))),
    "visits": (flag("long"), LONG, both(flag("long"), LONG), both(LONG, flag("long"))),
}
WINDOWS = {
    "": (None, DAY),
    " over 30 days": (DAY - timedelta(30), DAY),
    " over 90 days ending 7 days ago": (DAY - timedelta(97), DAY - timedelta(7)),
}


@dataclass(frozen=True)
class Some:
    """Some rows of a table."""

    table: str
    window: str
    where: Asked | None

    @property
    def text(self) -> str:
        return f"{self.table}{self.window}{f' where {self.where.text}' if self.where else ''}"

    def rows(self, member: Member, *, answer: bool = True) -> set[int]:
        """Numbers of the rows in the window of which what is asked has this answer."""
        first, last = WINDOWS[self.window]
        held = member.tables[self.table]
        found = set()
        for at in range(held.count):
            row = {name: cells[at] for name, cells in held.columns.items()}
            day = row[CELLS[self.table][0]]
            assert day is None or isinstance(day, date)
            if first is not None and (day is None or not first < day <= last):
                continue
            if day is not None and day > last:
                continue
            if (True if self.where is None else self.where.holds(row)) is answer:
                found.add(at)
        return found


@dataclass(frozen=True)
class Made:
    """A measure, and what it says: the rows or facts above and below a line, where it has them."""

    text: str
    cut: str
    above: Some | str | Fraction | None = None
    below: Some | str | Fraction | None = None
    is_share: bool = False
    other: Made | None = None
    """What stands in for it."""


@st.composite
def somes(draw: st.DrawFn, table: str | None = None, window: str | None = None) -> Some:
    named = draw(st.sampled_from(sorted(CELLS))) if table is None else table
    when = draw(st.sampled_from(sorted(WINDOWS))) if window is None else window
    return Some(named, when, draw(st.sampled_from([None, *EACH[named]])))


@st.composite
def shares(draw: st.DrawFn) -> Made:
    some = draw(somes().filter(lambda each: each.where is not None))
    return Made(f"share of {some.text}", "0%", some, some, is_share=True)


@st.composite
def quotients(draw: st.DrawFn) -> Made:
    above = draw(somes())
    alike = somes(above.table, above.window)
    below = draw(alike | alike | somes(above.table) | somes())
    cut = draw(st.sampled_from(["0", "0%"]))
    return Made(f"(count of {above.text}) / (count of {below.text})", cut, above, below)


FACT_QUOTIENTS = st.sampled_from([Made("demos / meetings", "0%", "demos", "meetings")])
COUNTED = somes().map(lambda some: Made(f"count of {some.text}", "0", some))
OTHERS = st.sampled_from(
    [
        Made("(sum of visits.minutes) / 60", "0"),
        Made("(sum of visits.minutes over 30 days) / 60", "0%"),
        Made("(sum of visits.minutes) / (count of visits)", "0"),
        Made("(count of visits over 30 days) / 4", "0%"),
        Made("(count distinct connections.title) / (count of connections)", "0%"),
        Made("average of visits.minutes over 30 days", "0"),
        Made("largest of visits.minutes where long", "0"),
        Made("smallest of visits.minutes", "0"),
        Made("(largest of visits.minutes) - (smallest of visits.minutes)", "0"),
        Made("(largest of visits.minutes) / (sum of visits.minutes)", "0%"),
        Made("((count of shares) + (count of inmails)) / (count of connections)", "0%"),
        Made("(count of inmails where replied) / ((count of inmails) + 1)", "0%"),
        Made("((count of inmails) / (count of shares)) / (demos / meetings)", "0"),
        Made("days since last visits", "0"),
        Made("demos", "0"),
    ]
)
PLAIN = shares() | quotients() | quotients() | FACT_QUOTIENTS | COUNTED | OTHERS


@st.composite
def instead(draw: st.DrawFn) -> Made:
    """A measure with another that stands in for it."""
    first, other = (
        draw(shares() | quotients() | FACT_QUOTIENTS),
        draw(shares() | quotients() | FACT_QUOTIENTS),
    )
    cut = "0%" if "0%" in (first.cut, other.cut) else "0"
    return Made(f"({first.text}) else ({other.text})", cut, first.above, first.below, first.is_share, other)


@st.composite
def members(draw: st.DrawFn) -> Member:
    rng = Random(draw(st.integers(0, 10**6)))
    tables = {name: _rows(name, rng) for name in CELLS}
    facts: dict[str, Value] = {name: rng.randrange(1, 9) * SCALE for name in COUNTS}
    return Member("m", DAY, facts, tables=tables)


def _rows(table: str, rng: Random) -> Rows:
    count = rng.choice((0, 1, 9, 20))
    columns = {name: [_cell(name, rng) for _ in range(count)] for name in CELLS[table]}
    return Rows(columns, count, "test")


def _cell(name: str, rng: Random) -> Value | None:
    if rng.random() < 0.1:
        return None
    if name.endswith("_on"):
        return DAY - timedelta(rng.randrange(-3, 120))
    match name:
        case "title":
            return rng.choice(("Buyer", "Teacher"))
        case "minutes":
            return rng.randrange(5, 90) * SCALE
        case _:
            return rng.random() < 0.5


def ruleset(measures: list[Made]) -> str:
    blocks = (
        f'criterion c{number} "C" worth 1 {{ measure {each.text} bands {{ from {each.cut} earns 1 }} basis chosen }}'
        for number, each in enumerate(measures)
    )
    worth = len(measures)
    return f'{FACTS}ruleset r "R" {{ version "1.0.0" worth {worth} }}\npillar p "P" worth {worth} {{ {" ".join(blocks)} }}'


NUMBER = r"([\d,.]+)"
NOUNS = {
    "posts?": "shares",
    "InMails?": "inmails",
    "connections?": "connections",
    "rows? of visits": "visits",
}
NOUN = f"({'|'.join(NOUNS)})"
SINGLED = {
    "(?:was|were) answered": "replied",
    "(?:was|were) your own": "original",
    "(?:is|are) in the market": "title is buyer",
}
COUNT_OF = {
    f"You have {NUMBER} connections?": ("connections", ""),
    f"You have {NUMBER} connections? in the market": ("connections", "title is buyer"),
    f"You sent {NUMBER} InMails?": ("inmails", ""),
    f"You shared {NUMBER} posts?": ("shares", ""),
    f"You wrote {NUMBER} posts? of your own": ("shares", "original"),
    f"{NUMBER} of your InMails (?:was|were) answered": ("inmails", "replied"),
}


class Read:
    """Reads one sentence against the rows of a member."""

    def __init__(self, made: Made, criterion: Criterion, member: Member) -> None:
        self.member, self.criterion = member, criterion
        self.made = made.other if made.other is not None and not _is_known(made, member) else made

    def true(self, sentence: str) -> bool:
        """Whether it is true, in one of the ways that there are to say it."""
        text = sentence.removesuffix(".")
        ways = (self._rows_of, self._fraction, self._divided, self._clause, self._count)
        answers = [answer for way in ways if (answer := way(text)) is not None]
        if not answers:
            return re.fullmatch(r"-?[\d,.]+%?", text) is not None
        return all(answers)

    def _rows_of(self, text: str) -> bool | None:
        found = re.fullmatch(rf"{NUMBER} of {NUMBER} {NOUN}, which is \S+", text)
        return found and self._is_part(_number(found[1]), _number(found[2]), found[3])

    def _is_part(self, top: int, bottom: int, noun: str) -> bool:
        """Whether the rows above the line are among those below it, so many of each."""
        above, below = self.made.above, self.made.below
        table = next(table for word, table in NOUNS.items() if re.fullmatch(word, noun))
        if (
            not isinstance(above, Some)
            or not isinstance(below, Some)
            or {above.table, below.table} != {table}
        ):
            return False
        some, all_ = above.rows(self.member), below.rows(self.member)
        if self.made.is_share:
            all_ = some | above.rows(self.member, answer=False)
        return some <= all_ and (len(some), len(all_)) == (top, bottom)

    def _fraction(self, text: str) -> bool | None:
        found = re.fullmatch(rf"{NUMBER} of {NUMBER}, which is \S+", text)
        if not found:
            return None
        facts = [
            self.member.facts[each] for each in (self.made.above, self.made.below) if isinstance(each, str)
        ]
        return facts == [_number(found[1]) * SCALE, _number(found[2]) * SCALE]

    def _divided(self, text: str) -> bool | None:
        found = re.fullmatch(rf"{NUMBER} divided by {NUMBER}, which is {NUMBER}(%?)", text)
        if not found:
            return None
        top, bottom, value = (Fraction(found[each].replace(",", "")) for each in (1, 2, 3))
        shown = value / 100 if found[4] else value
        return abs(top / bottom - shown) <= Fraction(1, 100)

    def _clause(self, text: str) -> bool | None:
        found = re.fullmatch(rf"You (?:have|sent|shared) {NUMBER} {NOUN} and {NUMBER} (.+): \S+", text)
        if not found:
            return None
        below, above = self.made.below, self.made.above
        asked = next(asked for words, asked in SINGLED.items() if re.fullmatch(words, found[4]))
        if not isinstance(above, Some) or not isinstance(below, Some) or above.where is None:
            return False
        if above.where.text != asked or (found[2].startswith("connection") and above.window):
            return False
        every = len(Some(below.table, below.window, None).rows(self.member))
        return every == _number(found[1]) and self._is_part(_number(found[3]), every, found[2])

    def _count(self, text: str) -> bool | None:
        for words, (table, asked) in COUNT_OF.items():
            found = re.fullmatch(words, text)
            above = self.made.above
            if found and isinstance(above, Some):
                is_asked = (above.where.text if above.where else "") == asked
                is_of_now = table != "connections" or not above.window
                counted = len(above.rows(self.member)) == _number(found[1])
                return above.table == table and is_asked and is_of_now and counted
            if found:
                return False
        return None


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _is_known(made: Made, member: Member) -> bool:
    """Whether a quotient has a value: something stands below the line."""
    match made.below:
        case Some() as below if made.is_share:
            return bool(below.rows(member) | below.rows(member, answer=False))
        case Some() as below:
            return bool(below.rows(member))
        case _:
            return True


@settings(max_examples=80, deadline=None)
@given(st.lists(PLAIN | instead(), min_size=8, max_size=12), st.lists(members(), min_size=3, max_size=5))
def test_what_is_said_of_a_members_own_number_is_true(measures: list[Made], everybody: list[Member]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.ssi"
        path.write_text(ruleset(measures), encoding="utf-8")
        evaluator = Evaluator(load_ruleset(path))
    for member in everybody:
        criteria = evaluator.scorecard(member, DAY).pillars[0].criteria
        for made, criterion in zip(measures, criteria, strict=True):
            if criterion.measure.value is not None:
                sentence = yours(criterion)
                assert Read(made, criterion, member).true(sentence), (made.text, sentence)
                assert told(criterion) in (f"C. {sentence}", f"C: {sentence}")
