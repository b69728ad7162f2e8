"""Questions to a history: its runs, a member's past, a member's scorecard before a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ssi_rules.history.documents import read_card
from ssi_rules.history.file import open_to_read, told
from ssi_rules.history.rows import Past, Run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.scorecard import Scorecard

# A median of points in hundredths may lie between two of them.
_RUNS = """
SELECT run, made, min(day), max(day), ruleset, version, fingerprint, engine,
    count(*), count(points), median(points::DECIMAL(18, 3)), max(worth)
FROM runs JOIN scores USING (run) GROUP BY ALL ORDER BY run
"""
_PAST = """
SELECT day, points, low, high, worth, level_title, ruleset, version, fingerprint
FROM scores JOIN runs USING (run)
WHERE member = $member AND ($ruleset IS NULL OR ruleset = $ruleset) ORDER BY ruleset, day, run
"""
_EARLIER = """
WITH earlier AS (
    SELECT run, member, day FROM scores JOIN runs USING (run)
    WHERE ($ruleset IS NULL OR ruleset = $ruleset)
        AND ($before IS NULL OR day < $before OR (day = $before AND fingerprint <> $fingerprint)))
"""
_CARD = f"""{_EARLIER}
SELECT card FROM scores JOIN earlier USING (run, member) WHERE member = $member
ORDER BY scores.day DESC, run DESC LIMIT 1
"""  # noqa: S608 -- our own words
_MEMBERS = f"""{_EARLIER}
SELECT DISTINCT member FROM earlier WHERE run = (SELECT run FROM earlier ORDER BY day DESC, run DESC LIMIT 1)
"""  # noqa: S608 -- the same


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
        rows = self._rows(_PAST, member=member, ruleset=ruleset)
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
        asked = {"ruleset": ruleset, "before": before, "fingerprint": fingerprint}
        found = self._rows(_CARD, member=member, **asked)
        return read_card(found[0][0], str(self._file)) if found else None

    def members(
        self, ruleset: str | None = None, before: date | None = None, fingerprint: str | None = None
    ) -> frozenset[str]:
        """Everyone in the run that came last before a day; arguments as for ``previous``."""
        asked = {"ruleset": ruleset, "before": before, "fingerprint": fingerprint}
        return frozenset(str(member) for (member,) in self._rows(_MEMBERS, **asked))

    def everyone(self) -> tuple[str, ...]:
        """Everyone who was ever scored, in the order of the alphabet."""
        return tuple(str(member) for (member,) in self._rows("SELECT DISTINCT member FROM scores ORDER BY 1"))

    def _rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        with told(self._file):
            return self._connection.execute(query, values).fetchall()


def _changes(rows: Iterable[tuple[Any, ...]], ruleset: int, fingerprint: int) -> list[bool]:
    """Whether each row's rules are others than in the row of its ruleset before; by the columns' places."""
    last: dict[str, str] = {}
    changes = []
    for row in rows:
        changes.append(last.get(row[ruleset], row[fingerprint]) != row[fingerprint])
        last[row[ruleset]] = row[fingerprint]
    return changes


def runs(file: Path) -> tuple[Run, ...]:
    """Every run of a history.

    Raises:
        DataError: As ``History``.
    """
    with History(file) as history:
        return history.runs()


def past(file: Path, member: str, ruleset: str | None = None) -> tuple[Past, ...]:
    """A member's scores in a history; for many members open a ``History`` once.

    Raises:
        DataError: As ``History``.
    """
    with History(file) as history:
        return history.past(member, ruleset)


def previous(
    file: Path,
    member: str,
    ruleset: str | None = None,
    before: date | None = None,
    fingerprint: str | None = None,
) -> Scorecard | None:
    """A member's last scorecard before a score; for many members open a ``History`` once.

    Raises:
        DataError: As ``History``.
    """
    with History(file) as history:
        return history.previous(member, ruleset, before, fingerprint)
