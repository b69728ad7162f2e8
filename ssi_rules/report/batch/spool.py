"""Scorecards set down between being scored and being shown, so that memory does not grow with their number."""

from __future__ import annotations

import pickle
import tempfile
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from ssi_rules.report.context import Context
    from ssi_rules.scorecard import Scorecard

_LENGTH = 8
_QUICKLY = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What one member's page is made from."""

    card: Scorecard
    context: Context


class Spool:
    """Entries on disk, in the order in which they came.

    The file has no name where the system allows that: a killed run leaves nothing of it, least of all a name that was to
    be redacted. Entries stay packed on their way to another process.
    """

    def __init__(self, folder: Path) -> None:
        """Begin an empty one.

        Raises:
            OSError: The folder cannot be written to.
        """
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=folder, prefix=".spool-")  # noqa: SIM115 - closed with the spool
        self._where = folder
        self.count = 0

    def add(self, entry: Entry) -> None:
        """Set one down.

        Raises:
            OSError: The disk is full.
        """
        packed = _pack(entry)
        try:
            self._file.write(len(packed).to_bytes(_LENGTH, "big") + packed)
        except OSError as error:
            raise OSError(error.errno, error.strerror or str(error), str(self._where)) from error
        self.count += 1

    def packed(self) -> Iterator[bytes]:
        """Every entry as ``unpack`` takes it; begins anew each time."""
        self._file.seek(0)
        while head := self._file.read(_LENGTH):
            yield self._file.read(int.from_bytes(head, "big"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class CardsAside:
    """Scorecards on disk, found again by member; the file has no name either."""

    def __init__(self) -> None:
        """Begin an empty one, where the system keeps what is temporary."""
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix=".ssi-")  # noqa: SIM115 - lives as long as its owner
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, card: Scorecard) -> None:
        """Set one down."""
        packed = _pack(card)
        self._places[card.member] = (self._file.seek(0, 2), len(packed))
        self._file.write(packed)

    def card(self, member: str) -> Scorecard | None:
        """A member's scorecard; None where there is none."""
        place = self._places.get(member)
        if place is None:
            return None
        self._file.seek(place[0])
        card: Scorecard = pickle.loads(zlib.decompress(self._file.read(place[1])))  # noqa: S301 - as below
        return card

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()


def _pack(thing: Entry | Scorecard) -> bytes:
    """Squeezed, since a scorecard repeats its ruleset: ten thousand of them take a disk tens of megabytes, not hundreds."""
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), _QUICKLY)


def unpack(packed: bytes) -> Entry:
    """An entry as it was set down."""
    entry = pickle.loads(zlib.decompress(packed))  # noqa: S301 - written by this run, into a file that nobody else can name
    if not isinstance(entry, Entry):
        raise TypeError("a spool holds entries")
    return entry
