"""A member as edits leave her; everything that scores edited data goes through here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import LARGEST_FACT, LARGEST_TABLE, SCALE, format_number
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.model import AddRows, AddTo
from ssi_rules.planning.changing import changed, lengthened
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, Word, given
from ssi_rules.sources.dataset import Missing, Rows
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.language.types import Value
    from ssi_rules.model import Action, Fact, Table
    from ssi_rules.planning.edits import Cells, Edit, Given
    from ssi_rules.sources.dataset import Member


@dataclass
class CannotEdit(Exception):  # noqa: N818 - named for what it says of the edit
    """An edit that this member's data has no place for.

    Attributes:
        edit: Which one.
        message: Why, one sentence without a full stop.
        help: A way out.
    """

    edit: Edit
    message: str
    help: str


def edited(member: Member, edits: Iterable[Edit], day: date | None, origin: str) -> Member:
    """The member after edits, each on what the ones before it left.

    Args:
        member: Left as it is; what does not change is shared with the result.
        edits: What to change, in this order.
        day: The day the member is looked at from: when rows were added that do not say, and what ``as_of`` stands for.
        origin: Where what was given by hand is said to come from.

    Raises:
        CannotEdit: More or less of what is not known, fewer rows than there are to take, a number beyond what facts hold.
    """
    for each in edits:
        member = _Editing(each, member, day, origin).done()
    return member


@dataclass(frozen=True, slots=True)
class _Editing:
    """One edit of one member."""

    edit: Edit
    member: Member
    day: date | None
    origin: str

    def done(self) -> Member:
        match self.edit:
            case Set(fact, value):
                return self._with_fact(fact, self._value(value))
            case Move(fact, by):
                return self._with_fact(fact, self._moved(fact, by))
            case Add(table, count, cells):
                return self._with_rows(table, self._added(table, count, cells))
            case Remove(table, count, cells):
                return self._with_rows(table, self._without(table, count, cells))
            case Provide(table, is_there):
                columns: dict[str, list[Value | None]] = {each.name: [] for each in table.columns}
                return self._with_rows(table, Rows(columns, 0, self.origin) if is_there else None)
            case Do(action, times):
                return self._acted(action, times)
            case _:
                assert_never(self.edit)

    def _with_fact(self, fact: Fact, value: Value | None) -> Member:
        name, member = fact.name, self.member
        if value is None and name not in member.facts:
            return member  # why nobody knows it is told by the data
        facts, origins, missing = dict(member.facts), dict(member.origins), dict(member.missing)
        for each in (facts, origins, missing):
            each.pop(name, None)
        if value is None:
            missing[name] = Missing("taken as not known", "")
        else:
            facts[name], origins[name] = value, self.origin
        return replace(member, facts=facts, origins=origins, missing=missing)

    def _with_rows(self, table: Table, rows: Rows | None) -> Member:
        tables, missing = dict(self.member.tables), dict(self.member.missing)
        if rows is None and table.name not in tables:
            return self.member
        tables.pop(table.name, None)
        missing.pop(table.name, None)
        if rows is None:
            missing[table.name] = Missing("taken as not provided", "")
        else:
            tables[table.name] = rows
        return replace(self.member, tables=tables, missing=missing)

    def _value(self, value: Given) -> Value | None:
        match value:
            case Word.UNKNOWN:
                return None
            case Word.AS_OF:
                if self.day is None:
                    raise self._cannot(
                        "no day is given that as_of could stand for", "give one with --as-of DAY"
                    )
                return self.day
            case _:
                return value

    def _moved(self, fact: Fact, by: int) -> int:
        known = self.member.facts.get(fact.name)
        if isinstance(known, bool) or not isinstance(known, int):
            raise self._cannot(
                f"`{fact.name}` is not known, and nobody knows what is more or less than that",
                f"give it a value first: {fact.name}={given(abs(by), fact.type)}",
            )
        self._hold(fact.name, known + by, 0 if fact.type is Type.COUNT else -LARGEST_FACT * SCALE)
        return known + by

    def _hold(self, fact: str, value: int, least: int = -LARGEST_FACT * SCALE) -> None:
        """See that a number is one that a fact can be."""
        if value > LARGEST_FACT * SCALE or value < -LARGEST_FACT * SCALE:
            raise self._cannot(
                f"`{fact}` would be beyond 10^12, the largest fact there is", "change it by less"
            )
        if value < least:
            told = f"`{fact}` would be {format_number(value)}, and a count is never below 0"
            raise self._cannot(told, f"for none of them write {fact}=0")

    def _acted(self, action: Action, times: int) -> Member:
        member = self.member
        for effect in action.effects:
            match effect:
                case AddRows(count, table) if table in member.tables:
                    self._hold_rows(table, member.tables[table].count + count * times, "do it fewer times")
                case AddTo(fact, amount):
                    known = member.facts.get(fact)
                    self._hold(fact, (known if isinstance(known, int) else 0) + amount * times)
                case _:
                    pass
            member = changed(effect, member, times, self.day)
        return member

    def _hold_rows(self, table: str, count: int, help_: str) -> None:
        if count > LARGEST_TABLE:
            told = f"`{table}` would have {count} rows, and {LARGEST_TABLE} are the most there can be"
            raise self._cannot(told, help_)

    def _added(self, table: Table, count: int, cells: Cells) -> Rows:
        rows = self._provided(table)
        self._hold_rows(table.name, rows.count + count, f"add {LARGEST_TABLE - rows.count} at most")
        held = {name: self._value(value) for name, value in cells}
        if table.dated is not None and table.dated not in held:
            held[table.dated] = self.day
        return lengthened(rows, count, held)

    def _without(self, table: Table, count: int | None, cells: Cells) -> Rows:
        rows = self._provided(table)
        found = [at for at in range(rows.count) if self._holds(rows, at, cells)]
        if count is not None and count > len(found):
            raise self._too_few(table, rows, count, len(found), cells)
        found.sort(key=lambda at: self._lasts(table, rows, at))
        going = set(found if count is None else found[len(found) - count :])
        staying = [at for at in range(rows.count) if at not in going]
        columns = {name: [column[at] for at in staying] for name, column in rows.columns.items()}
        return replace(rows, columns=columns, count=len(staying))

    def _too_few(self, table: Table, rows: Rows, count: int, found: int, cells: Cells) -> CannotEdit:
        such = f"row{'' if found == 1 else 's'}{' of this kind' if cells else ''}"
        told = f"`{table.name}` has {found or 'no'} {such}, so {count} cannot go"
        if found:
            return self._cannot(told, "take as many as there are with -=all")
        near = meant(rows, cells)
        offered = f"did you mean {' and '.join(near)}?" if near else "give what one of its rows holds"
        return self._cannot(told, offered if cells else "leave this edit out")

    def _provided(self, table: Table) -> Rows:
        rows = self.member.tables.get(table.name)
        if rows is None:
            raise self._cannot(
                f"`{table.name}` is not provided, and nobody knows how many rows it would have",
                f"begin with no rows: {table.name}={{}}",
            )
        return rows

    def _holds(self, rows: Rows, at: int, cells: Cells) -> bool:
        return all(_same(_cell(rows, name, at), self._value(value)) for name, value in cells)

    def _lasts(self, table: Table, rows: Rows, at: int) -> tuple[bool, date, int]:
        """Rows in the order in which they go, the first last: the latest not after the day, and of those the last given."""
        dated = _cell(rows, table.dated, at) if table.dated else None
        if not isinstance(dated, date) or (self.day is not None and dated > self.day):
            return False, date.min, at
        return True, dated, at

    def _cannot(self, message: str, help_: str) -> CannotEdit:
        return CannotEdit(self.edit, message, help_)


def _cell(rows: Rows, column: str, at: int) -> Value | None:
    held = rows.columns.get(column)
    return None if held is None else held[at]


def meant(rows: Rows, cells: Cells) -> tuple[str, ...]:
    """What rows hold that is nearest to texts that no row holds: ``role="Sommelier"``."""
    return tuple(near for name, value in cells if (near := _near(rows, name, value)))


def _near(rows: Rows, column: str, value: Given) -> str:
    """The text of a column that is nearest to one that no row holds; empty where there is none."""
    held = {each for each in rows.columns.get(column, ()) if isinstance(each, str)}
    near = nearest(value, held) if isinstance(value, str) and value not in held else None
    return f"{column}={given(near, Type.TEXT)}" if near else ""


def _same(left: Value | None, right: Value | None) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return plain_text(left) == plain_text(right)
    return left == right and isinstance(left, bool) is isinstance(right, bool)
