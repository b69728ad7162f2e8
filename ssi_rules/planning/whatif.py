"""What if a member's data were otherwise: the same rules, the same day, the data as read and as edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import facts_read, tables_read
from ssi_rules.model import AddRows
from ssi_rules.planning.editing import edited
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.model import Effect
    from ssi_rules.planning.edits import Edit
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member

BY_HAND = "what if, given by hand"
"""Where edited values are said to come from."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One member's score as the data has it and as edited, on one day under one ruleset.

    Attributes:
        edits: What was changed, in order.
        before: With the data as read.
        after: With the edits; its notices say that it is not the member's own.
        idle: Edits that left the data as it was.
        unread: Edits of what the rules do not read.
        later: Edits that add rows after the day, which do not count on it.
    """

    edits: tuple[Edit, ...]
    before: Scorecard
    after: Scorecard
    idle: tuple[Edit, ...]
    unread: tuple[Edit, ...]
    later: tuple[Add, ...]


def what_if(
    evaluator: Evaluator, member: Member, edits: Sequence[Edit], day: date | None, notices: Sequence[str] = ()
) -> WhatIf:
    """Score a member as she is and as edited.

    Args:
        evaluator: Of the ruleset.
        member: As the data has her; left as it is.
        edits: What to change, in this order.
        day: The day to look from, both times: what is edited does not move it.
        notices: What a reader should know of the data as a whole.

    Raises:
        CannotEdit: An edit has no place in the data.
        AsOfNeeded: The ruleset reads dates and there is no day.
    """
    before = evaluator.scorecard(member, day, notices)
    after, idle = member, []
    for each in edits:
        then = edited(after, (each,), day, BY_HAND)
        idle += [each] if _same(then, after) else []
        after = then
    told = f"What if, not as read: {'; '.join(map(written, edits))}"
    read = {*(each.name for each in facts_read(evaluator.ruleset)), *tables_read(evaluator.ruleset)}
    return WhatIf(
        tuple(edits),
        before,
        evaluator.scorecard(after, day, (*notices, told)),
        tuple(idle),
        tuple(each for each in edits if read.isdisjoint(_touched(each))),
        tuple(_later(edits, day)),
    )


def _same(left: Member, right: Member) -> bool:
    """Whether the values are; where they are said to come from does not matter."""
    return left is right or (left.facts, _cells(left)) == (right.facts, _cells(right))


def _cells(member: Member) -> dict[str, tuple[int, object]]:
    return {name: (rows.count, rows.columns) for name, rows in member.tables.items()}


def _touched(edit: Edit) -> set[str]:
    """Names of the facts and tables that an edit changes."""
    match edit:
        case Set(fact) | Move(fact):
            return {fact.name}
        case Add(table) | Remove(table) | Provide(table):
            return {table.name}
        case Do(action):
            return set(map(_moved, action.effects))
        case _:
            assert_never(edit)


def _moved(effect: Effect) -> str:
    return effect.table if isinstance(effect, AddRows) else effect.fact


def _later(edits: Iterable[Edit], day: date | None) -> Iterable[Add]:
    for each in edits:
        if isinstance(each, Add) and day is not None:
            dated = dict(each.cells).get(each.table.dated or "")
            if isinstance(dated, date) and dated > day:
                yield each
