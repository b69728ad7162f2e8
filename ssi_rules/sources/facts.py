"""What is known about members, as ``ssi facts --json`` prints it: every fact and table, its origin, or why there is none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from ssi_rules.language.numbers import as_decimal
from ssi_rules.language.types import Type, Value
from ssi_rules.sources.dataset import Member, Missing, Rows
from ssi_rules.sources.open import resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.model import Catalogue, Column, Table

_UNSAID = "the source does not give it"


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Flags(_Document):
    """How many rows of a flag column say what."""

    yes: int
    no: int
    unknown: int


class Cells(_Document):
    """How many cells of a column are known."""

    known: int
    unknown: int


class TableFacts(_Document):
    """One table of one member.

    Attributes:
        provided: Whether the source has the table at all.
        rows: The member's rows; null where the table is not provided.
        columns: Per declared column, what its cells say.
        origin: The files the rows come from, or would.
        notes: What a reader should know: coverage, rows set aside.
        missing: Why a column is unknown in every row.
    """

    provided: bool
    rows: int | None
    columns: dict[str, Flags | Cells]
    origin: str
    notes: list[str]
    missing: dict[str, str]


class MemberFacts(_Document):
    """One member.

    Attributes:
        facts: Every declared fact; percents as fractions, dates as ISO text, null where unknown.
        missing: Why, for every fact and table that is not there.
        origins: File and column of every known fact, and of what could hold the unknown ones.
        tables: Every declared table.
        labels: Name and team, where the data has them.
    """

    member_id: str
    as_of: date | None
    facts: dict[str, bool | int | float | str | None]
    missing: dict[str, str]
    origins: dict[str, str]
    tables: dict[str, TableFacts]
    labels: dict[str, str]


class FactsDocument(_Document):
    """The whole of ``ssi facts --json``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["ssi.facts/1"] = Field("ssi.facts/1", alias="schema", serialization_alias="schema")
    members: list[MemberFacts]
    notices: list[str]


def describe(member: Member, catalogue: Catalogue) -> MemberFacts:
    """What is known about a member, against everything that could be.

    Args:
        member: As a reader gave it; without a day of its own it is shown as of its latest dated row.
        catalogue: The facts and tables to list.
    """
    absent = [name for name in catalogue.facts if name not in member.facts]
    absent += [name for name in catalogue.tables if name not in member.tables]
    reasons = {name: member.missing.get(name, Missing(_UNSAID, "")) for name in absent}
    held = {name: member.origins.get(name, "") for name in catalogue.facts if name in member.facts}
    return MemberFacts(
        member_id=member.id,
        as_of=resolve_as_of(member, None, catalogue),
        facts={name: _plain(member.facts.get(name), fact.type) for name, fact in catalogue.facts.items()},
        missing={name: why.reason for name, why in reasons.items()},
        origins=held | {name: why.origin for name, why in reasons.items()},
        tables={
            name: _table(table, member.tables.get(name), reasons) for name, table in catalogue.tables.items()
        },
        labels=dict(member.labels),
    )


def document(members: Iterable[Member], catalogue: Catalogue, notices: Sequence[str] = ()) -> FactsDocument:
    """The document of a whole dataset."""
    return FactsDocument(
        schema="ssi.facts/1",
        members=[describe(member, catalogue) for member in members],
        notices=list(notices),
    )


def _plain(value: Value | None, kind: Type) -> bool | int | float | str | None:
    """A value as JSON writes it: a whole number without a point."""
    match value:
        case None | bool() | str():
            return value
        case date():
            return value.isoformat()
        case int():
            number = as_decimal(value)
            return (
                int(number) if kind is Type.COUNT or number == number.to_integral_value() else float(number)
            )


def _table(table: Table, rows: Rows | None, reasons: dict[str, Missing]) -> TableFacts:
    if rows is None:
        origin = reasons[table.name].origin
        return TableFacts(provided=False, rows=None, columns={}, origin=origin, notes=[], missing={})
    return TableFacts(
        provided=True,
        rows=rows.count,
        columns={column.name: _column(column, rows) for column in table.columns},
        origin=rows.origin,
        notes=list(rows.notes),
        missing={name: why.reason for name, why in rows.missing.items()},
    )


def _column(column: Column, rows: Rows) -> Flags | Cells:
    cells = rows.columns.get(column.name) or [None] * rows.count
    unknown = sum(cell is None for cell in cells)
    if column.type is Type.FLAG:
        yes = sum(cell is True for cell in cells)
        return Flags(yes=yes, no=len(cells) - yes - unknown, unknown=unknown)
    return Cells(known=len(cells) - unknown, unknown=unknown)
