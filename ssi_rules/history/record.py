"""Adding a run to a history: all of its scores or none."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ssi_rules.history.file import blaming, open_to_write
from ssi_rules.history.packing import pack, pattern
from ssi_rules.history.rows import Recorded
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.scorecard import RulesetInfo, Scorecard

_BATCH = 200
"""Scorecards held before they are written."""

_POINTS = ("DECIMAL(18, 2)",) * 4
_COLUMNS = {
    "scores": ("INTEGER", "VARCHAR", "DATE", *_POINTS, "VARCHAR", "VARCHAR", "VARCHAR", "BLOB"),
    "pillars": ("INTEGER", "VARCHAR", "VARCHAR", *_POINTS),
    "criteria": ("INTEGER", *("VARCHAR",) * 4, *_POINTS[:2]),
    "replaced": ("INTEGER", "VARCHAR"),
}
# The older scores that a run takes the place of: the same members and days by the same rules.
_REPLACED = """
WITH mine AS (SELECT ruleset, fingerprint FROM runs WHERE run = $run),
     others AS (SELECT run FROM runs JOIN mine USING (ruleset, fingerprint) WHERE run <> $run)
SELECT run, member FROM scores JOIN others USING (run)
    SEMI JOIN (SELECT member, day FROM scores WHERE run = $run) AS taken USING (member, day)
"""
_UNKNOWN = """
WITH mine AS (SELECT ruleset, version, fingerprint, engine FROM runs WHERE run = $run),
     others AS (SELECT run FROM runs JOIN mine USING (ruleset, version, fingerprint, engine) WHERE run <> $run)
SELECT count(*) FROM (SELECT member, day, data FROM scores WHERE run = $run) AS taken
    ANTI JOIN (SELECT member, day, data FROM scores JOIN others USING (run)) AS known USING (member, day, data)
"""


@contextmanager
def recording(file: Path, rules: RulesetInfo, made: datetime | None = None) -> Iterator[Recording]:
    """Add a run to a history while its scorecards go elsewhere: those taken in the block are recorded when it is over.

    Args:
        file: The history; begun where there is none.
        rules: Which rules were applied.
        made: When; now unless told.

    Raises:
        DataError: The file is no history, is in use elsewhere or cannot be written. It stays as it was, as it does where the
            block fails.
    """
    is_new = not file.exists()
    with open_to_write(file) as connection:
        run = Recording(file, connection, rules, made or datetime.now().astimezone(), is_new_file=is_new)
        yield run
        run.settle()


class Recording:
    """A run on its way into a history.

    Attributes:
        recorded: What came of it; nothing before it is settled.
    """

    def __init__(
        self,
        file: Path,
        connection: DuckDBPyConnection,
        rules: RulesetInfo,
        made: datetime,
        *,
        is_new_file: bool,
    ) -> None:
        self.recorded = Recorded(None, 0)
        self._file = file
        self._connection = connection
        self._rules = rules
        self._made = made
        self._is_new_file = is_new_file
        self._engine = ""
        self._pattern = b""
        self._members = 0
        self._kept: list[Scorecard] = []
        with blaming(file):
            self._run = self._number("SELECT coalesce(max(run), 0) + 1 FROM runs")

    def taking(self, cards: Iterable[Scorecard]) -> Iterator[Scorecard]:
        """The same scorecards, each of them kept as it passes."""
        for card in cards:
            self._engine = self._engine or f"{card.engine} {card.version or ''}".strip()
            self._kept.append(card)
            self._members += 1
            if len(self._kept) == _BATCH:
                self._write()
            yield card

    def settle(self) -> None:
        """Commit the run, unless the file has these very scores already or there are none."""
        self._write()
        with blaming(self._file):
            self.recorded = self._settled()
            if self.recorded.run is None:
                self._connection.rollback()
            else:
                self._connection.commit()

    def _settled(self) -> Recorded:
        if not self._members:
            return Recorded(None, 0)
        self._begin_run()
        self._refuse_members_twice()
        if not self._number(_UNKNOWN, run=self._run):
            return Recorded(None, self._members, is_known=True)
        replaced = self._replace()
        return Recorded(self._run, self._members, replaced, is_new_file=self._is_new_file)

    def _begin_run(self) -> None:
        rules, made = self._rules, self._made.astimezone(UTC).replace(tzinfo=None)
        told = [rules.name, rules.version, rules.fingerprint, self._engine, self._pattern]
        self._connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)", [self._run, made, *told])

    def _refuse_members_twice(self) -> None:
        found = self._connection.execute(
            "SELECT member FROM scores WHERE run = $run GROUP BY member HAVING count(*) > 1",
            {"run": self._run},
        ).fetchone()
        if found:
            raise DataError(
                str(self._file),
                f"member {found[0]} is there twice; nothing was recorded",
                help="score each member once",
            )

    def _replace(self) -> int:
        """Drop older scores of the same members, days and rules; a run that has none left goes too."""
        replaced = self._connection.execute(_REPLACED, {"run": self._run}).fetchall()
        if replaced:
            self._connection.execute("CREATE TEMP TABLE replaced (run INTEGER, member VARCHAR)")
            self._insert("replaced", replaced)
            for table in ("pillars", "criteria", "scores"):
                self._connection.execute(
                    f"DELETE FROM {table} WHERE (run, member) IN (SELECT (run, member) FROM replaced)"  # noqa: S608 -- our own names
                )
            self._connection.execute("DELETE FROM runs WHERE run NOT IN (SELECT run FROM scores)")
        return len(replaced)

    def _write(self) -> None:
        kept, self._kept = self._kept, []
        with blaming(self._file):
            self._insert("scores", [self._score(each) for each in kept])
            self._insert("pillars", [row for each in kept for row in self._pillars(each)])
            self._insert("criteria", [row for each in kept for row in self._criteria(each)])

    def _insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            # A list for each column: row by row takes a hundred times as long.
            spread = ", ".join(f"unnest(?::{kind}[])" for kind in _COLUMNS[table])
            columns = [list(each) for each in zip(*rows, strict=True)]
            self._connection.execute(f"INSERT INTO {table} SELECT {spread}", columns)

    def _score(self, card: Scorecard) -> tuple[Any, ...]:
        # Names stay out of a file that is kept for years: the member's id says who it is.
        written = card.model_copy(update={"labels": {}}).model_dump_json(by_alias=True).encode()
        self._pattern = self._pattern or pattern(written)
        total, day = card.total, card.as_of or self._made.date()
        title = next((each.title for each in card.levels if each.id == card.level), None)
        data = card.data or hashlib.sha256(written).hexdigest()
        points = (total.points, total.low, total.high, total.worth)
        return self._run, card.member, day, *points, card.level, title, data, pack(written, self._pattern)

    def _pillars(self, card: Scorecard) -> Iterator[tuple[Any, ...]]:
        for each in card.pillars:
            yield self._run, card.member, each.id, each.points, each.low, each.high, each.worth

    def _criteria(self, card: Scorecard) -> Iterator[tuple[Any, ...]]:
        for pillar in card.pillars:
            for each in pillar.criteria:
                yield self._run, card.member, pillar.id, each.id, each.state, each.points, each.worth

    def _number(self, query: str, **values: int) -> int:
        found = self._connection.execute(query, values).fetchone()
        return int(found[0]) if found else 0
