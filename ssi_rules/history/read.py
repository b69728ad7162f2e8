"""Questions to a history: its runs, a member's past, a member's scorecard before a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ssi_rules.history.documents import read_card
from ssi_rules.history.file import blaming, open_to_read
from ssi_rules.history.packing import unpack
from ssi_rules.history.rows import Past, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.scorecard import Scorecard

# A median of points in hundredths may lie between two of them; one of a few people would tell of each.
_RUNS = """
SELECT run, made, min(day), max(day), ruleset, version, fingerprint, engine,
    count(*), count(points), CASE WHEN count(points) >= 10 THEN median(points::DECIMAL(18, 3)) END, max(worth)
FROM runs JOIN scores USING (run) GROUP BY ALL ORDER BY run
"""
_PAST = """
SELECT member, day, points, low, high, worth, level_title, ruleset, version, fingerprint
FROM scores JOIN runs USING (run)
WHERE member IN (SELECT unnest($members::VARCHAR[])) AND ($ruleset IS NULL OR ruleset = $ruleset)
ORDER BY ruleset, day, run
"""
# The last score of each member before a day; rows by number, since the scorecards themselves are long.
_EARLIER = """
SELECT member, arg_max(scores.rowid, (day, run)), max((day, run)) FROM scores JOIN runs USING (run)
WHERE ($ruleset IS NULL OR ruleset = $ruleset)
    AND ($before IS NULL OR day < $before OR (day = $before AND fingerprint <> $fingerprint))
GROUP BY member
"""
_CARDS = "SELECT rowid, run, card FROM scores WHERE rowid IN (SELECT unnest($rows::BIGINT[]))"
_TOGETHER = 200
"""Members whose rows are read at once: one by one takes thirty times as long."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which scores come into question as earlier ones; as ``History.previous`` takes it."""

    ruleset: str | None
    before: date | None
    fingerprint: str | None


class History:
    """A history open for reading; close it, or use it in a ``with``.

    Args:
        file: The history.

    Raises:
        DataError: It is no history, is in use elsewhere, or is damaged.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: DuckDBPyConnection = open_to_read(file)
        self._patterns: dict[int, bytes] = {}
        self._packed: dict[int, tuple[int, bytes]] = {}
        self._asked: _Asked | None = None
        self._found: dict[str, tuple[int, tuple[date, int]]] = {}
        self._pasts: dict[tuple[str, str | None], list[list[Any]]] = {}
        self._order: dict[str, int] | None = None
        self._listed: list[str] = []

    def __enter__(self) -> History:  # noqa: PYI034 -- Self is for those who inherit
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let others write to the file again."""
        self._connection.close()

    def runs(self) -> tuple[Run, ...]:
        """Every run in the order in which they were recorded."""
        rows = self._rows(_RUNS)
        return tuple(Run(*(*row, change)) for row, change in zip(rows, _changes(rows, 4, 6), strict=True))

    def past(self, member: str, ruleset: str | None = None) -> tuple[Past, ...]:
        """A member's scores, by ruleset and day.

        Args:
            member: Id.
            ruleset: Name of the one to look at; all of them unless told.
        """
        if (member, ruleset) not in self._pasts:
            self._pasts = {(each, ruleset): [] for each in self._beside(member)}
            asked = [each for each, _ in self._pasts]
            for name, *row in self._rows(_PAST, members=asked, ruleset=ruleset):
                self._pasts[name, ruleset].append(row)
        rows = self._pasts[member, ruleset]
        return tuple(Past(*(*row, change)) for row, change in zip(rows, _changes(rows, 6, 8), strict=True))

    def previous(
        self,
        member: str,
        ruleset: str | None = None,
        before: date | None = None,
        fingerprint: str | None = None,
    ) -> Scorecard | None:
        """The scorecard that came last before a score.

        Args:
            member: Id.
            ruleset: Name of the ruleset; any unless told.
            before: The day of that score; the latest scorecard there is unless told.
            fingerprint: That score's rules: an earlier one of the same day counts if its rules were others.

        Raises:
            DataError: The scorecard in the file is none that this version reads.
        """
        found = self._earlier(_Asked(ruleset, before, fingerprint))
        return self._card(member, found) if member in found else None

    def members(
        self, ruleset: str | None = None, before: date | None = None, fingerprint: str | None = None
    ) -> frozenset[str]:
        """Everyone in the run that came last before a day; arguments as for ``previous``."""
        earlier = self._earlier(_Asked(ruleset, before, fingerprint))
        _, last = max((at for _, at in earlier.values()), default=(None, None))
        return frozenset(member for member, (_, (_, run)) in earlier.items() if run == last)

    def everyone(self) -> tuple[str, ...]:
        """Everyone who was ever scored, in the order of the alphabet."""
        return tuple(str(member) for (member,) in self._rows("SELECT DISTINCT member FROM scores ORDER BY 1"))

    def _earlier(self, asked: _Asked) -> dict[str, tuple[int, tuple[date, int]]]:
        """Each member's last row before a day, with its day and run; kept, since many members are asked for in turn."""
        if self._asked != asked:
            values = {"ruleset": asked.ruleset, "before": asked.before, "fingerprint": asked.fingerprint}
            rows = self._rows(_EARLIER, **values)
            self._found = {str(member): (row, (day, run)) for member, row, (day, run) in rows}
            self._asked = asked
        return self._found

    def _card(self, member: str, found: dict[str, tuple[int, tuple[date, int]]]) -> Scorecard:
        wanted, _ = found[member]
        if wanted not in self._packed:
            near = [found[each][0] for each in self._beside(member) if each in found]
            self._packed = {row: (run, card) for row, run, card in self._rows(_CARDS, rows=near)}
        run, packed = self._packed[wanted]
        if run not in self._patterns:
            ((self._patterns[run],),) = self._rows("SELECT pattern FROM runs WHERE run = $run", run=run)
        with blaming(self._file):
            text = unpack(packed, self._patterns[run])
        return read_card(text, str(self._file))

    def _beside(self, member: str) -> list[str]:
        """A member and those who follow in the order of the data, who are likely to be asked for next."""
        if self._order is None:
            rows = self._rows("SELECT member FROM scores GROUP BY member ORDER BY max(rowid)")
            self._order = {str(each): place for place, (each,) in enumerate(rows)}
            self._listed = list(self._order)
        place = self._order.get(member)
        return [member] if place is None else self._listed[place : place + _TOGETHER]

    def _rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with blaming(self._file):
            return self._connection.execute(query, values).fetchall()


def _changes(rows: Iterable[Sequence[Any]], ruleset: int, fingerprint: int) -> list[bool]:
    """Whether each row's rules are others than in the row of its ruleset before; by the columns' places."""
    last: dict[str, str] = {}
    changes = []
    for row in rows:
        changes.append(last.get(row[ruleset], row[fingerprint]) != row[fingerprint])
        last[row[ruleset]] = row[fingerprint]
    return changes
