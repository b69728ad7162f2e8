"""Members as engines see them: typed values, or a reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.language.types import Value
    from ssi_rules.sources.tally import Rejected


@dataclass(frozen=True, slots=True)
class Missing:
    """Why something is not known.

    Attributes:
        reason: One clause for people, without a capital or a full stop: "the archive has no Invitations.csv".
        origin: File and column that would have held it: "Invitations.csv", "members.csv: followers".
    """

    reason: str
    origin: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A member's rows of one provided table, column by column; None is an unknown cell.

    Attributes:
        columns: Every declared column, each ``count`` long; a column the source lacks holds only None.
        count: Number of rows.
        origin: The file they came from.
        notes: What a reader should know: coverage, rows set aside.
        missing: Why cells of a column are unknown, by column, where the source says so for the whole column.
    """

    columns: Mapping[str, Sequence[Value | None]]
    count: int
    origin: str
    notes: tuple[str, ...] = ()
    missing: Mapping[str, Missing] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """One person's facts.

    Attributes:
        id: Unique in the dataset.
        as_of: The day the data speaks of, where the data says it.
        facts: Known scalars by name.
        origins: Where each known scalar came from: "Skills.csv", "members.csv: skills".
        tables: Provided tables by name.
        missing: Why a fact or a whole table is not there, by name.
        labels: Columns that are not facts: name, team.
    """

    id: str
    as_of: date | None
    facts: Mapping[str, Value]
    origins: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)


class Dataset(Protocol):
    """Where members come from; each pass over ``members()`` reads afresh and holds one member at a time where it can."""

    def members(self) -> Iterator[Member]:
        """Every member, in the order of the data.

        Raises:
            DataError: The data cannot be read; the message names the file, row and column.
        """
        ...

    def notices(self) -> tuple[str, ...]:
        """What was passed over and why, told once: ignored columns, rows of unlisted members, skipped files."""
        ...


@runtime_checkable
class Counted(Protocol):
    """A dataset that knows how many members a pass will come to."""

    @property
    def expected(self) -> int | None:
        """Members of the pass that is under way; None until that is known."""
        ...


@runtime_checkable
class Rejecting(Protocol):
    """A dataset that can list what it set aside."""

    def rejected(self) -> tuple[Rejected, ...]:
        """The rows set aside in the last pass over ``members()``, in reading order."""
        ...


@dataclass
class DataError(Exception):
    """Data that cannot be read, with its place and a way out.

    Attributes:
        path: The file as the user named it, an archive's entry after a colon: "export.zip: Connections.csv".
        message: What is wrong, one sentence.
        row: Line or row number from 1 (a CSV's header is row 1), where one row is to blame.
        column: Column name, where one is to blame.
        help: What to do.
    """

    path: str
    message: str
    row: int | None = None
    column: str | None = None
    help: str | None = None

    def __str__(self) -> str:
        """``file, row 3, column sent_on: message``."""
        place = self.path
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        return f"{place}: {self.message}"
