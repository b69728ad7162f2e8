"""A member as edits leave her is what a reader of the edits would make of her, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.numbers import LARGEST_FACT, LARGEST_TABLE, SCALE
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import AddRows, AddTo, SetTo
from ssi_rules.planning.edit_text import read_edit
from ssi_rules.planning.editing import CannotEdit, edited
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, Word
from tests.engines.build import DAY, TABLES, member, rows, whole
from tests.engines.models import DAY as TODAY
from tests.engines.models import members
from tests.planning.drawing import ACTIONS, CATALOGUE, edits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.model import Table
    from ssi_rules.planning.edits import Cells, Edit, Given
    from ssi_rules.sources.dataset import Member

Row: TypeAlias = dict[str, "Value | None"]
Plain: TypeAlias = tuple["dict[str, Value]", dict[str, list[Row]]]
"""Facts, and tables row by row."""


class Refused(Exception):  # noqa: N818 - what it is to the reader
    """What cannot be done by hand either."""


def plainly(of: Member) -> Plain:
    tables = {
        name: [{column: cells[at] for column, cells in table.columns.items()} for at in range(table.count)]
        for name, table in of.tables.items()
    }
    return dict(of.facts), tables


def by_hand(edit: Edit, facts: dict[str, Value], tables: dict[str, list[Row]]) -> None:
    """Do one edit in place, as its description reads."""
    match edit:
        case Set(fact, value):
            facts.pop(fact.name, None)
            if (held := meant(value)) is not None:
                facts[fact.name] = held
        case Move(fact, by):
            raise_number(facts, fact.name, by, least=0 if fact.type is Type.COUNT else None)
        case Add(table, count, cells):
            new = row(table, cells)
            known(tables, table).extend(dict(new) for _ in range(count))
        case Remove(table, count, cells):
            take(known(tables, table), table, count, {name: meant(value) for name, value in cells})
        case Provide(table, is_there):
            tables.pop(table.name, None)
            if is_there:
                tables[table.name] = []
        case Do(action, times):
            for effect in [each for _ in range(times) for each in action.effects]:
                do(effect, facts, tables)


def raise_number(facts: dict[str, Value], name: str, by: int, least: int | None) -> None:
    if name not in facts:
        raise Refused
    after = int(facts[name]) + by  # type: ignore[arg-type] # only numbers move
    if least is not None and after < least:
        raise Refused
    facts[name] = after


def do(effect: object, facts: dict[str, Value], tables: dict[str, list[Row]]) -> None:
    match effect:
        case AddRows(count, table, cells) if table in tables:
            new = {each.name: None for each in TABLES[table].columns} | {
                name: TODAY if value is None else value for name, value in cells
            }
            tables[table].extend(dict(new) for _ in range(count))
        case AddTo(fact, amount) if fact in facts:
            raise_number(facts, fact, amount, None)
        case SetTo(fact, value) if value is not None:
            facts[fact] = value
        case _:
            pass


def meant(value: Given) -> Value | None:
    if isinstance(value, Word):
        return TODAY if value is Word.AS_OF else None
    return value


def row(table: Table, cells: Cells) -> Row:
    found: Row = {each.name: None for each in table.columns}
    if table.dated:
        found[table.dated] = TODAY
    return found | {name: meant(value) for name, value in cells}


def known(tables: dict[str, list[Row]], table: Table) -> list[Row]:
    if table.name not in tables:
        raise Refused
    return tables[table.name]


def take(held: list[Row], table: Table, count: int | None, cells: Mapping[str, Value | None]) -> None:
    such = [each for each in held if all(alike(each[name], value) for name, value in cells.items())]
    if count is not None and count > len(such):
        raise Refused
    for _ in range(len(such) if count is None else count):
        latest = max((when(each, table) for each in such), default=date.min)
        goes = [each for each in such if when(each, table) == latest][-1]
        for each in (such, held):
            del each[next(at for at, one in enumerate(each) if one is goes)]


def when(held: Row, table: Table) -> date:
    dated = held[table.dated] if table.dated else None
    return dated if isinstance(dated, date) and dated <= TODAY else date.min


def alike(left: Value | None, right: Value | None) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return plain_text(left) == plain_text(right)
    return left == right


@given(members(), st.lists(edits(), max_size=5))
def test_edits_do_what_they_say_in_their_order(somebody: Member, changes: list[Edit]) -> None:
    facts, tables = plainly(somebody)
    before = plainly(somebody)
    try:
        for each in changes:
            by_hand(each, facts, tables)
    except Refused:
        with pytest.raises(CannotEdit):
            edited(somebody, changes, TODAY, "by hand")
    else:
        assert plainly(edited(somebody, changes, TODAY, "by hand")) == (facts, tables)
    assert plainly(somebody) == before


@given(members(), edits())
def test_rows_added_can_be_taken_away_again(somebody: Member, change: Edit) -> None:
    if isinstance(change, Add) and change.table.name in somebody.tables and not change.cells:
        again = edited(somebody, (change, Remove(change.table, change.count)), TODAY, "by hand")
        assert plainly(again) == plainly(somebody)


def test_what_is_known_says_where_it_comes_from() -> None:
    done = edited(member(), (do_read("skills=3"), do_read("inmails={}")), DAY, "by hand")
    assert done.origins["skills"] == "by hand"
    assert done.tables["inmails"].origin == "by hand"


def test_what_is_not_known_any_more_says_so() -> None:
    held = member({"skills": whole(3)}, {"notes": rows("notes")})
    done = edited(held, (do_read("skills=unknown"), do_read("notes=none")), DAY, "by hand")
    assert {name: each.reason for name, each in done.missing.items()} == {
        "skills": "taken as not known",
        "notes": "taken as not provided",
    }
    assert edited(member(), (do_read("skills=unknown"), do_read("notes=none")), DAY, "").missing == {}


def do_read(text: str) -> Edit:
    return read_edit(text, CATALOGUE, ACTIONS)


@pytest.mark.parametrize(
    ("text", "told", "help_"),
    [
        ("followers+=3", "`followers` is not known", "followers=3"),
        ("skills-=4", "`skills` would be -1, and a count is never below 0", "skills=0"),
        (f"skills+={LARGEST_FACT}", "beyond 10^12", "less"),
        ("visits+=3", "`visits` is not provided", "visits={}"),
        ("notes-=2", "`notes` has 1 row", "-=all"),
        ("notes-=1{length=7}", "`notes` has no rows of this kind", "give what one of its rows holds"),
        (f"notes+={LARGEST_TABLE}", "would have 1000001 rows", "add 999999 at most"),
        (f"write+={LARGEST_TABLE}", "would have 2000000 rows", "do it fewer times"),
        (f"learn+={LARGEST_TABLE}", "", ""),
    ],
)
def test_what_has_no_place_in_the_data_is_refused(text: str, told: str, help_: str) -> None:
    held = member(
        {"skills": whole(3)}, {"notes": rows("notes", {"length": SCALE}), "inmails": rows("inmails")}
    )
    if not told:
        assert edited(held, (do_read(text),), DAY, "").facts["skills"] == whole(3 + LARGEST_TABLE)
        return
    with pytest.raises(CannotEdit) as refused:
        edited(held, (do_read(text),), DAY, "by hand")
    assert told in refused.value.message
    assert help_ in refused.value.help


def test_without_a_day_nothing_is_dated() -> None:
    held = member(tables={"inmails": rows("inmails")})
    assert edited(held, (do_read("inmails+=1"),), None, "").tables["inmails"].columns["sent_on"] == [None]
    with pytest.raises(CannotEdit, match="as_of"):
        edited(held, (do_read("joined=as_of"),), None, "")


def test_the_latest_rows_go_first() -> None:
    days = [DAY - timedelta(each) for each in (3, 1, -2, 1, 9)]
    held = member(tables={"inmails": rows("inmails", *({"sent_on": each} for each in (*days, None)))})
    left = edited(held, (do_read("inmails-=3"),), DAY, "").tables["inmails"].columns["sent_on"]
    assert left == [days[2], days[4], None]
