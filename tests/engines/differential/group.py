"""Members together with what their data provides: what every engine is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.sources.dataset import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Group:
    """Members of one data set.

    Attributes:
        members: Their tables have every declared column; those that the data lacks hold only None.
        day: The one day of all; None where each has a day of one's own.
        facts: Facts that the data has a column for.
        tables: Tables that the data has for some of them at least, with the columns that they have.
    """

    members: tuple[Member, ...]
    day: date | None
    facts: frozenset[str]
    tables: Mapping[str, frozenset[str]]

    @property
    def provided(self) -> Provided:
        """The same, as the columnar engine is told."""
        tables = {
            name: ProvidedTable(columns, per_member=any(name not in each.tables for each in self.members))
            for name, columns in self.tables.items()
        }
        labels = frozenset(label for each in self.members for label in each.labels)
        return Provided(self.facts, tables, self.day, labels)


def with_all_tables(member: Member, tables: Mapping[str, Iterable[str]]) -> Member:
    """What some have a table for, all have: whoever is not in it has no rows of these columns."""
    empty = {name: Rows(dict.fromkeys(columns, ()), 0, name) for name, columns in tables.items()}
    return replace(member, tables={**empty, **member.tables})
