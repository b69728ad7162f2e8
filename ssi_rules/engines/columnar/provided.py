"""What a population's data provides: the columnar engine folds it into the query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.engines.columnar.texts import Absent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class ProvidedTable:
    """A related table that is there.

    Attributes:
        columns: The columns it has; those that are declared and absent are unknown in every row.
        per_member: Whether it is there for some members only: ``_has_TABLE`` of ``members`` says for whom.
    """

    columns: frozenset[str]
    per_member: bool = False


@dataclass(frozen=True, slots=True)
class Provided:
    """What there is to read.

    Attributes:
        facts: Facts for which ``members`` has a column.
        tables: Related tables by name; others are not provided.
        day: The as-of day of everyone; None where ``members.as_of`` says it, and ``_days`` holds the windows' bounds.
        labels: Which of ``name`` and ``team`` there are.
        absent: What is meant by a text that its verdict relation does not hold.
    """

    facts: frozenset[str]
    tables: Mapping[str, ProvidedTable] = field(default_factory=dict)
    day: date | None = None
    labels: frozenset[str] = frozenset()
    absent: Absent = Absent.NO
