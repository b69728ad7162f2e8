"""What has been found in an export so far: facts with origins, tables with notes, and why the rest is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.language.types import Type, Value
from ssi_rules.sources.dataset import Missing, Rows

if TYPE_CHECKING:
    from ssi_rules.model import Catalogue, Table

Cells: TypeAlias = Sequence[Value | None]


@dataclass
class Findings:
    """Collects what the catalogue asks for; everything else is let go.

    Attributes:
        catalogue: The facts and tables that may be provided.
        facts: Known facts.
        origins: Where each came from.
        tables: Provided tables.
        missing: Why a fact or table is not there.
        last_day: The latest day in any dated column read.
    """

    catalogue: Catalogue
    facts: dict[str, Value] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    last_day: date | None = None

    def wants(self, *names: str) -> bool:
        """Whether the catalogue declares any of these facts or tables."""
        return any(name in self.catalogue.facts or name in self.catalogue.tables for name in names)

    def fact(self, name: str, type_: Type, find: Callable[[], Known | Missing]) -> None:
        """Find a fact that the catalogue declares, or note why there is none."""
        declared = self.catalogue.facts.get(name)
        if declared is None:
            return
        if declared.type is not type_:
            reason = f"declared as {declared.type.value}, but an export gives a {type_.value}"
            self.missing[name] = Missing(reason, "LinkedIn export")
            return
        match find():
            case Missing() as missing:
                self.missing[name] = missing
            case Known(value, origin):
                self.facts[name] = value
                self.origins[name] = origin

    def table(self, name: str, found: Found | Missing) -> None:
        """Provide a table with every column the catalogue declares, or note why there is none."""
        declared = self.catalogue.tables.get(name)
        if isinstance(found, Found):
            self.last_day = max(
                (day for day in (self.last_day, found.last_day) if day is not None), default=self.last_day
            )
        if declared is None:
            return
        match found:
            case Missing():
                self.missing[name] = found
            case Found():
                self.tables[name] = _rows(declared, found)

    def lack(self, reasons: Mapping[str, Missing], otherwise: Missing) -> None:
        """Note why each declared fact and table not spoken of so far is missing."""
        for name in (*self.catalogue.facts, *self.catalogue.tables):
            if name not in self.facts and name not in self.tables and name not in self.missing:
                self.missing[name] = reasons.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Known:
    """A fact's value and its origin."""

    value: Value
    origin: str


@dataclass(frozen=True, slots=True)
class Found:
    """A table as read, before the catalogue is asked which columns it wants.

    Attributes:
        dated: The column that dates rows.
        types: What each column holds.
        columns: Cells by column, all of one length.
        origin: The file or files.
        notes: What a reader should know.
        missing: Why a column is wholly unknown.
    """

    dated: str
    types: Mapping[str, Type]
    columns: Mapping[str, Cells]
    origin: str
    notes: tuple[str, ...] = ()
    missing: Mapping[str, Missing] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Rows."""
        return len(self.columns[self.dated])

    @property
    def last_day(self) -> date | None:
        """The latest day in the dated column."""
        days = (cell for cell in self.columns[self.dated] if isinstance(cell, date))
        return max(days, default=None)


def _rows(declared: Table, found: Found) -> Rows:
    columns: dict[str, Cells] = {}
    missing = {name: why for name, why in found.missing.items() if declared.column(name)}
    for column in declared.columns:
        if found.types.get(column.name) is column.type:
            columns[column.name] = found.columns[column.name]
        else:
            columns[column.name] = (None,) * found.count
            missing[column.name] = Missing(f"an export gives no such {column.type.value}", found.origin)
    return Rows(columns, found.count, found.origin, found.notes, missing)
