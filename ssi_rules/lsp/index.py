"""What a file's names stand for: every place that declares, changes, removes or reads something, with the thing itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.units import Unit
    from ssi_rules.text import Source, Span


class Kind(Enum):
    """What can have a name."""

    RULESET = "ruleset"
    FILE = "file"
    FACT = "fact"
    TABLE = "table"
    COLUMN = "column"
    LET = "let"
    MARKET = "market"
    PILLAR = "pillar"
    CRITERION = "criterion"
    LEVEL = "level"
    ACTION = "action"


class Role(Enum):
    """What a place does with what it names."""

    DECLARES = "declares"
    CHANGES = "changes"
    REMOVES = "removes"
    EXTENDS = "adds to"
    READS = "reads"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name. It is the same thing wherever it is changed or read.

    Attributes:
        span: Its name where it was first declared; of a file, its beginning.
        owner: The table of a column, the pillar of a criterion.
    """

    kind: Kind
    name: str
    span: Span
    owner: str | None = None

    @property
    def path(self) -> str:
        """Its name as one file may have several of it: ``inmails.replied``."""
        return f"{self.owner}.{self.name}" if self.owner else self.name


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in a file that names a thing."""

    span: Span
    role: Role
    thing: Thing


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as questions about its names are answered from it.

    Attributes:
        draft: Everything that stands at its end.
        before: What stood before the file's own declarations, for a file that extends another.
        occurrences: Every name in its text that means something, in order.
    """

    draft: Draft
    before: Draft | None
    occurrences: tuple[Occurrence, ...]

    @property
    def unit(self) -> Unit:
        """The file with those it draws on."""
        return self.draft.unit

    @property
    def source(self) -> Source:
        """Its text."""
        return self.draft.unit.source

    def at(self, offset: int) -> Occurrence | None:
        """What is named at a place; right behind a name counts as on it."""
        index = bisect_right(self.occurrences, offset, key=lambda each: each.span.start) - 1
        around = self.occurrences[max(0, index - 1) : index + 1]
        return next((each for each in reversed(around) if offset <= each.span.end), None)

    def of(self, thing: Thing) -> Iterator[Occurrence]:
        """Where it names a thing."""
        return (each for each in self.occurrences if each.thing == thing)


def everywhere(thing: Thing, sheets: Iterable[Sheet]) -> Iterator[Occurrence]:
    """Where files name a thing, file by file."""
    for sheet in sheets:
        yield from sheet.of(thing)
