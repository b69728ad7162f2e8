"""An earlier run wherever it was kept: a file of scorecards, a folder of them, or a history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.history.documents import Place, card_at, index, may_hold_scorecards
from ssi_rules.history.read import History
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.duck import is_database
from ssi_rules.sources.tabular.piece import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ssi_rules.scorecard import Scorecard

_HELP = "give what `ssi score RULESET DATA -o FILE.json` wrote (or FILE.jsonl), a folder of such files, or a history"


@dataclass(frozen=True, slots=True)
class Met:
    """Who is in both runs, who came and who left, each in the order of the alphabet."""

    both: tuple[str, ...]
    new: tuple[str, ...]
    left: tuple[str, ...]


def met(then: frozenset[str], members: Iterable[str]) -> Met:
    """Compare who is in an earlier run with who is in this one."""
    now = set(members)
    return Met(tuple(sorted(then & now)), tuple(sorted(now - then)), tuple(sorted(then - now)))


def open_previous(path: Path) -> InDocuments | History:
    """Open an earlier run, or the history that holds it.

    Args:
        path: A JSON or JSON Lines file of scorecards, a folder of such files, or a history.

    Raises:
        DataError: There is nothing there, or something else; says in which line.
    """
    with reading(str(path)):
        if not path.exists():
            raise DataError(str(path), "there is nothing of this name", help=_HELP)
        if path.is_dir():
            return InDocuments(_in_folder(path))
        if is_database(path):
            return History(path)
        return InDocuments(index(path))


@dataclass(frozen=True, slots=True)
class InDocuments:
    """Scorecards in files, read member by member; only where they stand is kept."""

    places: Mapping[str, Place]

    @property
    def members(self) -> frozenset[str]:
        """Ids of everyone in the files."""
        return frozenset(self.places)

    def card(self, member: str) -> Scorecard | None:
        """A member's scorecard, read now; None where the run has none.

        Raises:
            DataError: There is one that cannot be read.
        """
        place = self.places.get(member)
        if place is None:
            return None
        with reading(str(place.file)):
            return card_at(place)


def _in_folder(folder: Path) -> dict[str, Place]:
    found: dict[str, Place] = {}
    files = (*sorted(folder.glob("*.json")), *sorted(folder.glob("*.jsonl")))
    for file in filter(may_hold_scorecards, files):
        for member, place in index(file).items():
            if member in found:
                raise DataError(
                    str(file),
                    f"member {member} is in {found[member].file.name}, too",
                    help="keep one of them",
                )
            found[member] = place
    if not found:
        raise DataError(str(folder), "no file of this folder is a scorecard", help=_HELP)
    return found
