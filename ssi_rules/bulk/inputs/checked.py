"""Relations whose members are known to be there once, and whose rows are counted; faults are left to the readers of members."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.bulk.inputs.ids import Ids, Rows, count_listed, ids_of, rows_of, surely_listed
from ssi_rules.bulk.inputs.latest import latest_day
from ssi_rules.bulk.memory import SHARE, memory_of
from ssi_rules.bulk.sql import quoted
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.tabular.dataset import stands_for_days
from ssi_rules.sources.tabular.related import is_too_many, note_undated, too_many
from ssi_rules.sources.tabular.rows import AS_OF, MEMBER_ID
from ssi_rules.sources.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.inputs.opened import Opened
    from ssi_rules.bulk.inputs.pieces import Pieces
    from ssi_rules.bulk.inputs.relation import Relation, Source

_ID = 64
"""Bytes of memory that a member takes while rows are looked up among all members."""


@dataclass(slots=True)
class Checked:
    """A dataset's relations, and what is known of them.

    Attributes:
        path: The dataset, as the user named it.
        opened: Its relations.
        pieces: Who reads them.
        expected: How many members there are.
        days: Their different days, None where the data gives none; empty where a day was asked for.
    """

    connection: DuckDBPyConnection
    path: str
    opened: Opened
    pieces: Pieces
    expected: int = 0
    days: tuple[date | None, ...] = ()
    _ascend: bool = False
    _dated: Tally = field(default_factory=Tally)
    _unseen: bool = False
    _pending: tuple[Future[Ids], Future[dict[str, Rows]]] | None = None

    @property
    def ascend(self) -> bool:
        """Whether each member's id comes after the one before; waits for a look at them that is under way."""
        if self._pending is None:
            return self._ascend
        ids, _ = self._pending
        return ids.exception() is None and ids.result().ascend

    def check(self) -> None:
        """Make the views and find the days; ids and rows are looked at later (``settle``), while others work.

        Raises:
            DataError: The data cannot be read, or does not fit.
        """
        if any(source.scan is None for relation in self.opened.relations for source in relation.sources):
            self._look_surely()  # whose rows the readers of members keep, they must know now
            return
        try:
            for relation in self.opened.relations:
                self.pieces.prepare(relation)
            self._count()
        except duckdb.Error:
            self._look_surely()
        else:
            self._unseen = True

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at ids and rows while others work, if that was not done before; before they work, where both have no room."""
        if self._unseen and self.expected * _ID > memory_of(self.connection) // SHARE:
            self.settle()
        if not self._unseen:
            yield
            return
        cursor = self.connection.cursor()
        with ThreadPoolExecutor(1) as aside:
            self._pending = aside.submit(self._ids, cursor), aside.submit(self._rows, cursor)
            try:
                yield
            except BaseException:
                cursor.interrupt()
                raise
        cursor.close()

    def settle(self) -> bool:
        """Make sure of ids and rows: they were looked at before, or are now.

        Returns:
            Whether the relations have changed: something was found.

        Raises:
            DataError: The data cannot be read, or does not fit.
        """
        pending, self._pending = self._pending, None
        if not self._unseen:
            return False
        self._unseen = False
        try:
            if pending is None:
                ids, rows = self._ids(self.connection), self._rows(self.connection)
            else:
                ids, rows = pending[0].result(), pending[1].result()
        except duckdb.Error:  # perhaps there was no room for it beside others
            self._look_surely()
            return True
        if ids.is_clean and all(each.is_clean for each in rows.values()):
            self._ascend = ids.ascend
            for name, each in rows.items():
                self._note_rows(self.opened.tables[name], each)
            return False
        if ids.is_faulty or any(each.is_faulty for each in rows.values()):
            self._look_surely()
        else:
            self._look()  # all that is to be done is to strip ids
        return True

    def survey(self) -> bool:
        """Look at every cell, so that values need not be plain.

        Returns:
            Whether that was not done before.

        Raises:
            DataError: A cell does not fit, and rows are not to be set aside.
        """
        if self.pieces.surveyed:
            return False
        self.pieces.surveyed, self._unseen, self._pending = True, False, None
        with self._told():
            self._look()
        return True

    def tally(self) -> Tally:
        """All that is to be told."""
        whole = Tally(self.pieces.rejects)
        whole.add(self.opened.tally)
        members, *tables = self.opened.relations
        for relation in (*tables, members):
            for source in relation.sources:
                whole.add(source.cells_tally)
                whole.add(source.rows_tally)
        whole.add(self._dated)
        return whole

    def _ids(self, connection: DuckDBPyConnection) -> Ids:
        return ids_of(connection, self.opened.members)

    def _rows(self, connection: DuckDBPyConnection) -> dict[str, Rows]:
        members, tables = self.opened.members, self.opened.tables
        certain = surely_listed(connection, list(tables.values()), members)
        return {
            name: certain[name] if name in certain else rows_of(connection, table, members)
            for name, table in tables.items()
        }

    def _look_surely(self) -> None:
        """Look at every cell, so that faults are told in their order: members' before those of their rows.

        Raises:
            DataError: The data cannot be read, or does not fit.
        """
        if not self.survey():
            with self._told():
                self._look()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what DuckDB says; want of memory is no fault of the data."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise
        except duckdb.Error as error:
            told = str(error).partition("\n")[0]
            raise DataError(self.path, f"DuckDB cannot read it: {told}") from None

    def _look(self) -> None:
        members, *tables = self.opened.relations
        self.pieces.prepare(members)
        self._check_ids(members)
        for relation in tables:
            self.pieces.prepare(relation)
            if relation.name in self.opened.tables:
                self._check_rows(relation)
        self._count()

    def _count(self) -> None:
        """Count members, and find their days."""
        members = self.opened.members
        self.expected = self._number(f"SELECT count(*) FROM {quoted(members.name)}")  # noqa: S608 -- names of ours
        self._find_days(members)

    # Ids and rows.

    def _check_ids(self, members: Relation) -> None:
        """Have every member there once, under an id without blanks around it.

        Raises:
            DataError: One is blank or there twice, and rows are not to be set aside.
        """
        ids = ids_of(self.connection, members)
        if ids.blank:
            self.pieces.read_blank(members)
            ids = ids_of(self.connection, members)
        if ids.padded:
            members.strips = True
            self.pieces.define(members)
            ids = ids_of(self.connection, members)
        if ids.twice:
            self.pieces.read_once()
        self._ascend = ids.ascend

    def _check_rows(self, table: Relation) -> None:
        """Count rows by whose they are.

        Raises:
            DataError: A row names nobody and is not to be set aside, or a member has too many.
        """
        rows = rows_of(self.connection, table, self.opened.members)
        if rows.blank:
            self.pieces.read_blank(table)
        if rows.padded:
            table.strips = True
            self.pieces.define(table)
        if not rows.is_clean:
            rows = rows_of(self.connection, table, self.opened.members)
        if is_too_many(rows.most):
            self._refuse_too_many(table)
        self._note_rows(table, rows)

    def _note_rows(self, table: Relation, rows: Rows) -> None:
        """Tell of rows whose members are not listed, and of those that are in no window for want of dates."""
        dated = self.opened.dated_of[table.name]
        for source in table.sources:
            undated = dated is not None and dated in source.whole.absent
            if undated or rows.unlisted:
                self._note_rows_of(table, source, dated if undated else None)

    def _note_rows_of(self, table: Relation, source: Source, undated: str | None) -> None:
        member, rows = quoted(MEMBER_ID), quoted(source.typed or "")
        if source.typed is None and source.scan is not None:
            member, rows = table.member_of(source), source.scan.source
        listed, others = count_listed(self.connection, member, rows, self.opened.members)
        if others:
            source.rows_tally.unlisted(source.piece.place.path, others)
        if undated is not None and listed:
            note_undated(source.whole, undated, listed, source.rows_tally)

    def _refuse_too_many(self, table: Relation) -> None:
        """Find the row that is one more than a member may have."""
        counts: dict[str, int] = {}
        is_listed = self.pieces.is_listed(table)
        for source in table.sources:
            for row in source.reading.typed(Tally(self.pieces.rejects), is_listed):
                counts[row.member] = counts.get(row.member, 0) + 1
                if is_too_many(counts[row.member]):
                    raise too_many(source.piece.place.path, row.number)

    # Days.

    def _find_days(self, members: Relation) -> None:
        """Give every member a day, where the data has one.

        The latest date of the data stands for what it does not say of a member.
        """
        if not self.opened.dated:
            return
        if members.day is not None:
            members.day, self._dated = None, Tally()
            self.pieces.define(members)
        self.days = self._days(members)
        if (
            None in self.days
            and (latest := latest_day(self.connection, self.opened.dates, members)) is not None
        ):
            members.day, told = latest
            self._dated.note(stands_for_days(told))
            self.pieces.define(members)
            self.days = tuple(sorted({members.day, *(day for day in self.days if day is not None)}))

    def _days(self, members: Relation) -> tuple[date | None, ...]:
        if all(AS_OF in source.reading.absent for source in members.sources):
            return (None,) if self.expected else ()
        query = f"SELECT DISTINCT {quoted(AS_OF)} FROM {quoted(members.name)} ORDER BY 1 NULLS LAST"  # noqa: S608 -- names of ours
        return tuple(day for (day,) in self.connection.execute(query).fetchall())

    def _number(self, query: str) -> int:
        (found,) = self.connection.execute(query).fetchone() or (0,)
        return int(found)
