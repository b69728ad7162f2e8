"""What if a member's data were otherwise: the same rules, the same day, the data as read and as edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import aggregates_of, facts_read, tables_read
from ssi_rules.engines.walk import parts
from ssi_rules.model import AddRows, ColumnValue
from ssi_rules.planning.editing import edited, meant
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated, Effect, Ruleset
    from ssi_rules.planning.edits import Edit
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member

BY_HAND = "what if, given by hand"
"""Where edited values are said to come from."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One edit, and what it did.

    Attributes:
        before: What the edited fact was before it; None where it was unknown, and for tables and actions.
        after: The same after it.
        is_idle: Whether it left the data as it was.
        is_read: Whether the rules read what it changes.
        is_later: Whether it adds rows after the day that is looked from, which do not count on it.
        unsaid: Columns that the rules ask about and that the rows it adds leave unknown.
        meant: What rows hold that is nearest to what it asks for, where none goes: ``role="Sommelier"``.
    """

    edit: Edit
    before: Value | None
    after: Value | None
    is_idle: bool
    is_read: bool
    is_later: bool
    unsaid: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One member's score as the data has it and as edited, on one day under one ruleset.

    Attributes:
        tried: What was changed, in order.
        before: With the data as read.
        after: With the edits; its notices say that it is not the member's own.
    """

    tried: tuple[Tried, ...]
    before: Scorecard
    after: Scorecard


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
    read = _Read.by(evaluator.ruleset)
    tried, now = [], member
    for each in edits:
        then = edited(now, (each,), day, BY_HAND)
        tried.append(_tried(each, now, then, read, day))
        now = then
    told = f"What if, not as read: {'; '.join(map(written, edits))}"
    return WhatIf(tuple(tried), before, evaluator.scorecard(now, day, (*notices, told)))


@dataclass(frozen=True, slots=True)
class _Read:
    """What a ruleset reads: facts and tables by name, and columns with their tables."""

    names: AbstractSet[str]
    columns: AbstractSet[tuple[str, str]]

    @classmethod
    def by(cls, ruleset: Ruleset) -> _Read:
        names = {*(each.name for each in facts_read(ruleset)), *tables_read(ruleset)}
        return cls(names, {column for each in aggregates_of(ruleset) for column in _columns(each)})


def _columns(aggregated: Aggregated) -> Iterator[tuple[str, str]]:
    """The columns that an aggregate reads of its rows; of a market only the text that is asked about."""
    if aggregated.column is not None:
        yield aggregated.table, aggregated.column
    for each in () if aggregated.where is None else parts(aggregated.where):
        if isinstance(each, ColumnValue):
            yield each.table, each.column


def _tried(edit: Edit, before: Member, after: Member, read: _Read, day: date | None) -> Tried:
    fact = edit.fact.name if isinstance(edit, Set | Move) else ""
    is_idle = _same(before, after)
    return Tried(
        edit,
        before.facts.get(fact),
        after.facts.get(fact),
        is_idle=is_idle,
        is_read=not read.names.isdisjoint(_touched(edit)),
        is_later=_is_later(edit, day),
        unsaid=tuple(_unsaid(edit, read)),
        meant=meant(before.tables[edit.table.name], edit.cells)
        if is_idle and isinstance(edit, Remove)
        else (),
    )


def _unsaid(edit: Edit, read: _Read) -> Iterator[str]:
    if isinstance(edit, Add):
        said = {edit.table.dated, *dict(edit.cells)}
        for each in edit.table.columns:
            if each.name not in said and (edit.table.name, each.name) in read.columns:
                yield each.name


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


def _is_later(edit: Edit, day: date | None) -> bool:
    if not isinstance(edit, Add) or day is None or edit.table.dated is None:
        return False
    dated = dict(edit.cells).get(edit.table.dated)
    return isinstance(dated, date) and dated > day
