"""What was edited, in words, and what a reader should know of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from ssi_rules.model import SetTo
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, Word, type_of, written
from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.report.member import counting

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ssi_rules.language.types import Type
    from ssi_rules.model import Fact, Table
    from ssi_rules.planning.edits import Cells, Given
    from ssi_rules.planning.whatif import Tried


def told(tried: Tried) -> str:
    """What an edit changed: ``Introductions asked for and made: 12 instead of 4``."""
    match tried.edit:
        case Set(fact) | Move(fact):
            return _fact(fact, tried)
        case Add(table, count, cells):
            return f"{counting.more(table.name, Decimal(count))}{_holding(table, cells)}"
        case Remove(table, _, cells) if tried.is_idle:
            return f"{_title(table)}: no row to take away{_holding(table, cells)}"
        case Remove(table, None, cells):
            return f"{_title(table)}: all rows taken away{_holding(table, cells)}"
        case Remove(table, count, cells):
            return f"{counting.rows(table.name, Decimal(count or 0))} fewer{_holding(table, cells)}"
        case Provide(table, is_there):
            return f"{_title(table)}: {'provided, without a row' if is_there else 'as if not provided'}"
        case Do(action, times):
            return f"{words.ruled(action.title or action.id)}: done {times} time{'s' if times > 1 else ''}"
        case _:
            assert_never(tried.edit)


def notes(tried: Sequence[Tried], day: date | None) -> Iterator[str]:
    """What of the edits could not move the score, and why."""
    for each in tried:
        shown = inert(written(each.edit))
        if each.is_idle:
            yield f"{shown} leaves the data as it is{_why_idle(each)}"
        elif not each.is_read:
            yield f"{shown} cannot move the score: the rules do not read it."
        elif each.is_later and day is not None:
            yield f"{shown} adds rows after {words.day(day)}, the day looked from; rows of later days do not count."
        elif each.unsaid:
            yield f"{shown} does not say {_named(each.unsaid)}, which the rules ask about: not known."


def _named(columns: Sequence[str]) -> str:
    *before, last = columns
    return f"{', '.join(before)} and {last}" if before else last


def _why_idle(tried: Tried) -> str:
    match tried.edit:
        case Do(action) if not all(isinstance(each, SetTo) for each in action.effects):
            return (
                ": nobody knows what more of an unknown number, or of a table that is not provided, comes to."
            )
        case Remove(cells=()):
            return ": there are no rows."
        case Remove() if tried.meant:
            return f": no row is such. Did you mean {inert(_named(tried.meant))}?"
        case Remove():
            return ": no row is such."
        case _:
            return "."


def _fact(fact: Fact, tried: Tried) -> str:
    before, after = (words.held(each, fact.type) for each in (tried.before, tried.after))
    return f"{words.ruled(fact.title or fact.name)}: {after} instead of {before}"


def _title(table: Table) -> str:
    return words.ruled(table.title or table.name)


def _holding(table: Table, cells: Cells) -> str:
    held = [f"{name} {_given(value, type_of(table, name))}" for name, value in cells]
    return f" ({', '.join(held)})" if held else ""


def _given(value: Given, type_: Type) -> str:
    match value:
        case Word.UNKNOWN:
            return words.held(None, type_)
        case Word.AS_OF:
            return "the day looked from"
        case _:
            return words.held(value, type_)
