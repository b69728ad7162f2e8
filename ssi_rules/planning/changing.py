"""A member as an action leaves her: rows added, facts raised or set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from ssi_rules.model import AddRows, AddTo, SetTo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.model import Action, Effect
    from ssi_rules.sources.dataset import Member, Rows


def apply(action: Action, member: Member, times: int, as_of: date | None) -> Member:
    """The member after doing the action so many times.

    What is not known stays so: nobody knows what one more makes of an unknown number, or of a table that is not provided.

    Args:
        action: What one time changes.
        member: Left as it is; what does not change is shared with the result.
        times: How many times, at least 1.
        as_of: The day on which rows are dated, and which facts are set to, where the action says so; without a day these
            cells are unknown, and those facts stay as they are.
    """
    for effect in action.effects:
        member = changed(effect, member, times, as_of)
    return member


def changed(effect: Effect, member: Member, times: int, as_of: date | None) -> Member:
    """The member after one of an action's lines, so many times; as ``apply`` does it."""
    match effect:
        case AddRows(count, table):
            rows = member.tables.get(table)
            if rows is None:
                return member
            cells = {name: as_of if value is None else value for name, value in effect.cells}
            return replace(member, tables={**member.tables, table: lengthened(rows, count * times, cells)})
        case AddTo(fact, amount):
            known = member.facts.get(fact)
            if isinstance(known, bool) or not isinstance(known, int):
                return member
            return replace(member, facts={**member.facts, fact: known + times * amount})
        case SetTo(fact, value):
            after = as_of if value is None else value
            return member if after is None else replace(member, facts={**member.facts, fact: after})
        case _:
            assert_never(effect)


def lengthened(rows: Rows, count: int, cells: Mapping[str, Value | None]) -> Rows:
    """A table with so many more rows, all alike; what ``cells`` do not say is not known."""
    names = dict.fromkeys([*rows.columns, *cells])
    columns = {name: [*_old(rows, name), *[cells.get(name)] * count] for name in names}
    return replace(rows, columns=columns, count=rows.count + count)


def _old(rows: Rows, column: str) -> Sequence[Value | None]:
    found = rows.columns.get(column)
    return [None] * rows.count if found is None else found
