"""The members of the loaded data, as many as typing can wait for, read with the facts that the rules declare."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset, resolve_as_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.dataset import Member

MOST_MEMBERS: Final = 2000
"""Members held; the rest of larger data is left out, and that is said."""

MOST_ROWS: Final = 400_000
"""Rows held of all members together: about as many as are scored while a person waits for a letter."""

_KEPT = 2
"""The rules as opened and as edited may declare different facts."""

_Shape: TypeAlias = object


@dataclass(frozen=True, slots=True)
class Crowd:
    """Members in the order of the data, each with the day to score it for.

    Attributes:
        is_cut: Whether the data has more than are held.
        notices: What was passed over in the data.
        fault: Why the data could not be read, and a way out; then there are no members.
    """

    members: tuple[tuple[Member, date | None], ...] = ()
    is_cut: bool = False
    notices: tuple[str, ...] = ()
    fault: tuple[str, str | None] | None = None

    def find(self, wanted: str) -> tuple[Member, date | None] | None:
        """The member of an id, else the first."""
        first = self.members[0] if self.members else None
        return next((each for each in self.members if each[0].id == wanted), first)


@dataclass(slots=True)
class People:
    """Data on disk; read when first asked for, and again where rules declare other facts.

    Attributes:
        data: Where it is; None when nothing was loaded.
        as_of: The day that was asked for.
        most_members: Members to hold.
        most_rows: Rows to hold of all members together.
    """

    data: Path | None
    maps: tuple[Path, ...] = ()
    rejects: bool = False
    as_of: date | None = None
    most_members: int = MOST_MEMBERS
    most_rows: int = MOST_ROWS
    _read: dict[_Shape, Crowd] = field(default_factory=dict)

    def crowd(self, catalogue: Catalogue) -> Crowd:
        """The members, read with the facts and tables of a ruleset; never raises for what stands in the data."""
        if self.data is None:
            return Crowd()
        shape = _shape(catalogue)
        found = self._read.pop(shape, None) or self._load(self.data, catalogue)
        self._read[shape] = found  # the last used is the last to go
        while len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]
        return found

    def _load(self, data: Path, catalogue: Catalogue) -> Crowd:
        try:
            dataset = open_dataset(data, catalogue, maps=self.maps, rejects=self.rejects)
            members, is_cut = self._some(dataset.members())
            dated = tuple((each, resolve_as_of(each, self.as_of, catalogue)) for each in members)
            return Crowd(dated, is_cut, dataset.notices())
        except DataError as error:
            return Crowd(fault=(str(error), error.help))

    def _some(self, members: Iterable[Member]) -> tuple[list[Member], bool]:
        held: list[Member] = []
        rows = 0
        for member in members:
            rows += sum(each.count for each in member.tables.values())
            if held and (len(held) == self.most_members or rows > self.most_rows):
                return held, True
            held.append(member)
        return held, False


def _shape(catalogue: Catalogue) -> _Shape:
    """All of a catalogue that decides how data is read: no titles, no places."""
    facts = frozenset((each.name, each.type) for each in catalogue.facts.values())
    tables = frozenset((each.name, each.dated, each.columns) for each in catalogue.tables.values())
    return facts, tables
