"""Small models built by hand: the engine's tests do without parser and checker."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.states import Missing
from ssi_rules.language.types import Type
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.model import (
    Adjustment,
    Aggregated,
    Award,
    Bands,
    Calculation,
    Cap,
    Catalogue,
    Column,
    ColumnValue,
    Compared,
    Comparison,
    Constant,
    Criterion,
    Deduct,
    EarnsWhen,
    Expression,
    Fact,
    FactValue,
    Function,
    Let,
    Level,
    Market,
    Operator,
    Pillar,
    Ramp,
    Ruleset,
    Step,
    Table,
)
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.language.types import Value

DAY = date(2026, 6, 30)
"""The day most members are scored for."""

REPLIED = ColumnValue("inmails", "replied", Type.FLAG)

SPAN = Span(Source("card.ssi", "criterion\n"), 0, 9)

FACTS = {
    "seat": Fact("seat", Type.FLAG, "Holds a seat"),
    "skills": Fact("skills", Type.COUNT, "Skills"),
    "followers": Fact("followers", Type.COUNT, "Followers"),
    "hours": Fact("hours", Type.NUMBER, "Hours until an answer"),
    "completeness": Fact("completeness", Type.PERCENT, "Profile completeness"),
    "industry": Fact("industry", Type.TEXT, "Industry"),
    "joined": Fact("joined", Type.DATE, "Joined"),
}
TABLES = {
    "inmails": Table(
        "inmails", "sent_on", "InMail", (Column("sent_on", Type.DATE), Column("replied", Type.FLAG))
    ),
    "visits": Table(
        "visits",
        "visited_on",
        "Visits",
        (Column("visited_on", Type.DATE), Column("company", Type.TEXT), Column("minutes", Type.NUMBER)),
    ),
    "notes": Table("notes", None, "Notes", (Column("text", Type.TEXT), Column("length", Type.COUNT))),
}

SEAT = FactValue("seat", Type.FLAG)
SKILLS = FactValue("skills", Type.COUNT)
FOLLOWERS = FactValue("followers", Type.COUNT)
HOURS = FactValue("hours", Type.NUMBER)
COMPLETENESS = FactValue("completeness", Type.PERCENT)
INDUSTRY = FactValue("industry", Type.TEXT)
JOINED = FactValue("joined", Type.DATE)


def whole(number: int) -> int:
    """A whole number as it is held."""
    return number * SCALE


def count(number: int) -> Constant:
    return Constant(whole(number), Type.COUNT)


def days(number: int, *, ago: int | None = None) -> Window:
    return Window(Length(number, Unit.DAY), None if ago is None else Length(ago, Unit.DAY))


def compared(left: Expression, sign: str, right: Expression) -> Compared:
    return Compared(Comparison(sign), left, right)


def calculated(left: Expression, sign: str, right: Expression, of: Type = Type.NUMBER) -> Calculation:
    return Calculation(Operator(sign), left, right, of)


def aggregate(  # noqa: PLR0913 - an aggregate has that many parts
    function: Function,
    table: str,
    column: str | None = None,
    *,
    over: Window | None = None,
    where: Expression | None = None,
    of: Type = Type.COUNT,
) -> Aggregated:
    return Aggregated(function, table, column, over, where, of)


def steps(*pairs: tuple[int, int]) -> tuple[Step, ...]:
    """Cut-points in millionths with hundredths of points."""
    return tuple(Step(cut, points) for cut, points in pairs)


def bands(*pairs: tuple[int, int]) -> Bands:
    return Bands(steps(*((whole(cut), points) for cut, points in pairs)))


def ramp(*pairs: tuple[int, int]) -> Ramp:
    return Ramp(steps(*((whole(cut), points) for cut, points in pairs)))


def criterion(  # noqa: PLR0913 - a criterion has that many parts
    name: str,
    measure: Expression,
    award: Award,
    *,
    applies: Expression | None = None,
    needs: Expression | None = None,
    missing: Missing = Missing.ZERO,
) -> Criterion:
    """A criterion worth the most its award can earn."""
    worth = award.points if isinstance(award, EarnsWhen) else max(step.points for step in award.steps)
    return Criterion(
        id=name,
        title=name.capitalize(),
        worth=worth,
        applies=applies,
        measure=measure,
        needs=needs,
        award=award,
        missing=missing,
        advice=None,
        basis=None,
        basis_note=None,
        source=None,
        span=SPAN,
    )


def cap(at: int, when: Expression) -> Cap:
    return Cap(at, when, None, None, None, None, SPAN)


def deduct(points: int, when: Expression) -> Deduct:
    return Deduct(points, when, None, None, None, None, SPAN)


def pillar(name: str, *criteria: Criterion, adjust: tuple[Adjustment, ...] = ()) -> Pillar:
    return Pillar(name, name.capitalize(), sum(each.worth for each in criteria), criteria, adjust, SPAN)


def ruleset(
    *pillars: Pillar,
    lets: Mapping[str, Expression] | None = None,
    levels: Mapping[str, int] | None = None,
    markets: Mapping[str, Market] | None = None,
    reads_dates: bool = False,
) -> Ruleset:
    """A ruleset worth the sum of its pillars."""
    return Ruleset(
        id="card",
        title="Card",
        version="1.0.0",
        status=None,
        about=None,
        source=None,
        path="card.ssi",
        worth=sum(each.worth for each in pillars),
        missing=Missing.ZERO,
        catalogue=Catalogue(FACTS, TABLES),
        markets=markets or {},
        lets=tuple(Let(name, value, SPAN) for name, value in (lets or {}).items()),
        pillars=pillars,
        levels=tuple(Level(name, name.capitalize(), start, SPAN) for name, start in (levels or {}).items()),
        actions=(),
        tests=(),
        fingerprint="sha256:0",
        reads_dates=reads_dates,
    )


def rows(table: str, *cells: Mapping[str, Value | None]) -> Rows:
    """Rows given one by one; cells not named are unknown."""
    names = [column.name for column in TABLES[table].columns]
    return Rows({name: [each.get(name) for each in cells] for name in names}, len(cells), f"{table}.csv")


def member(
    facts: Mapping[str, Value] | None = None,
    tables: Mapping[str, Rows] | None = None,
    as_of: date | None = None,
) -> Member:
    return Member("ada", as_of, facts or {}, tables=tables or {})
