"""Members as a week of work makes them: most rows of late, some in the future, some cells unknown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import Member, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, Table

DAY = date(2026, 6, 30)
_TITLES = (
    "Chief Financial Officer", "VP of Sales", "Financial Advisor, CFP®", "Branch Manager", "Assistant to the CEO",
    "Owner", "Plant Manager", "Purchasing Manager", "HR Director", "Certified Public Accountant", "Dentist", "Teacher",
    "Ex-Contoso | CEO at Fabrikam", "Director of IT", "Head of Talent", "",
)  # fmt: skip


def member(catalogue: Catalogue, rng: Random) -> Member:
    """Somebody who is active; how much is known of her differs from one to the next."""
    known = rng.choice((0.6, 0.9, 1.0))
    facts = {name: _fact(each.type, rng) for name, each in catalogue.facts.items() if rng.random() < known}
    tables = {name: _rows(each, rng) for name, each in catalogue.tables.items() if rng.random() < known}
    return Member(f"m{rng.randrange(10**6)}", DAY, facts, tables=tables)


def _fact(type_: Type, rng: Random) -> Value:
    match type_:
        case Type.FLAG:
            return rng.random() < 0.5
        case Type.TEXT:
            return rng.choice(("Retail", "Banking"))
        case Type.DATE:
            return DAY - timedelta(rng.randrange(900))
        case Type.COUNT:
            return rng.choice((rng.randrange(12), rng.randrange(300))) * SCALE
        case _:
            return rng.randrange(SCALE + 1)


def _rows(table: Table, rng: Random) -> Rows:
    count = rng.choice((0, 9, 25, 80, 160))
    yes, unknown = rng.random(), rng.choice((0.0, 0.1))
    columns = {each.name: _cells(each.type, count, yes, unknown, rng) for each in table.columns}
    return Rows(columns, count, f"{table.name}.csv")


def _cells(type_: Type, count: int, yes: float, unknown: float, rng: Random) -> Sequence[Value | None]:
    return [None if rng.random() < unknown else _cell(type_, yes, rng) for _ in range(count)]


def _cell(type_: Type, yes: float, rng: Random) -> Value:
    match type_:
        case Type.FLAG:
            return rng.random() < yes
        case Type.TEXT:
            return rng.choice(_TITLES) or "x"
        case Type.DATE:
            return DAY - timedelta(rng.randrange(-3, 130))
        case _:
            return rng.randrange(60) * SCALE
