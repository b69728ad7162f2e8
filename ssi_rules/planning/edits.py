"""Changes by hand to one member's data, as values and as they are written: ``referrals=12``, ``shares+=3{original=yes}``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type, Value

if TYPE_CHECKING:
    from ssi_rules.model import Action, Fact, Table


class Word(Enum):
    """What stands for no value of its own: what nobody knows, and the day a member is looked at from."""

    UNKNOWN = "unknown"
    AS_OF = "as_of"


Given: TypeAlias = Value | Word
Cells: TypeAlias = tuple[tuple[str, Given], ...]
"""Columns and what they hold, in the order written; each column once."""


@dataclass(frozen=True, slots=True)
class Set:
    """A fact has another value, or none: ``referrals=12``, ``reply_hours=unknown``."""

    fact: Fact
    value: Given


@dataclass(frozen=True, slots=True)
class Move:
    """A number is so much more, or less where ``by`` (millionths, never 0) is below 0: ``skills+=3``, ``skills-=3``."""

    fact: Fact
    by: int


@dataclass(frozen=True, slots=True)
class Add:
    """More rows, all alike: ``connections+=20{title="Financial Advisor"}``.

    A row bears the as-of day where ``cells`` do not say when it was; what else they do not say is not known.
    """

    table: Table
    count: int
    cells: Cells = ()


@dataclass(frozen=True, slots=True)
class Remove:
    """Fewer rows: ``connections-=5``, ``connections-=all{title="Teacher"}``.

    Of the rows that hold ``cells`` the latest that count go first, in an undated table the last ones; None takes them all.
    """

    table: Table
    count: int | None
    cells: Cells = ()


@dataclass(frozen=True, slots=True)
class Provide:
    """A table that is there without a row, ``shares={}``, or that nobody provides, ``shares=none``."""

    table: Table
    is_there: bool


@dataclass(frozen=True, slots=True)
class Do:
    """An action of the ruleset done so many times: ``publish_post+=4``."""

    action: Action
    times: int


Edit: TypeAlias = Set | Move | Add | Remove | Provide | Do


def written(edit: Edit) -> str:
    """An edit as it is written; reading it gives the same edit."""
    match edit:
        case Set(fact, value):
            return f"{fact.name}={given(value, fact.type)}"
        case Move(fact, by):
            return f"{fact.name}{'-' if by < 0 else '+'}={_literal(abs(by), fact.type)}"
        case Add(table, count, cells):
            return f"{table.name}+={count}{_cells(table, cells)}"
        case Remove(table, count, cells):
            return f"{table.name}-={'all' if count is None else count}{_cells(table, cells)}"
        case Provide(table, is_there):
            return f"{table.name}={'{}' if is_there else 'none'}"
        case Do(action, times):
            return f"{action.id}+={times}"
        case _:
            assert_never(edit)


def given(value: Given, type_: Type) -> str:
    """A value as edits write it: 12, 86%, yes, "Retail", 2026-06-30, unknown."""
    return value.value if isinstance(value, Word) else _literal(value, type_)


def type_of(table: Table, column: str) -> Type:
    """The type of a column that the table declares."""
    return next(each.type for each in table.columns if each.name == column)


def _cells(table: Table, cells: Cells) -> str:
    held = ", ".join(f"{name}={given(value, type_of(table, name))}" for name, value in cells)
    return f"{{{held}}}" if held else ""


def _literal(value: Value, type_: Type) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return format_percent(value) if type_ is Type.PERCENT else format_number(value)
        case date():
            return value.isoformat()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case _:
            assert_never(value)
