"""A population scored part by part, so that each fits into memory, and a run that was stopped can go on.

First what is dear is kept: the members as the query reads them, and what is gathered of related tables. Each table is read once.
Then members are scored a part at a time, each part a file that is there whole or not at all. What is there is not made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.bulk.memory import ROW_GROUP
from ssi_rules.bulk.order import by_place, places_of
from ssi_rules.bulk.result import write_part
from ssi_rules.bulk.sql import quoted
from ssi_rules.bulk.store import Store
from ssi_rules.engines.columnar.names import MEMBER_ID, MEMBERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.parted import Parted

_PART = "_part"
_ID = quoted(MEMBER_ID)


@dataclass(frozen=True, slots=True)
class Parts:
    """A query over a population, part by part.

    Attributes:
        query: What is asked, taken apart.
        origin: Which rules it is of.
        room: The run's folder.
        size: Members in a part.
    """

    query: Parted
    origin: str
    room: Path
    size: int

    def keep(self, connection: DuckDBPyConnection) -> None:
        """Keep what parts are scored from; the connection has the relations that the whole query reads.

        Raises:
            duckdb.Error: The data cannot be read, or nothing can be written.
        """
        store = Store(self.room)
        store.keep(connection, MEMBERS, f"FROM {quoted(MEMBERS)}")
        members = store.attach(connection, MEMBERS)
        for number, (name, query) in enumerate(self.query.gathered.items()):
            self._gather(connection, number, query, members)
            self._define(connection, name, self._rows(connection, number))

    def clear(self, connection: DuckDBPyConnection) -> None:
        """Keep nothing of what was kept."""
        numbers = range(len(self.query.gathered))
        for name in (
            MEMBERS,
            *(f"{kept}-{number}" for number in numbers for kept in ("unsorted", "gathered")),
        ):
            Store(self.room).clear(connection, name)

    def open(self, connection: DuckDBPyConnection) -> int:
        """Give a connection the members again, all of them.

        Returns:
            How many there are.
        """
        members = Store(self.room).attach(connection, MEMBERS)
        self._define(connection, MEMBERS, f"FROM {members}")
        (count,) = connection.execute(f"SELECT count(*) FROM {members}").fetchone() or (0,)  # noqa: S608 - names of ours
        return int(count)

    def score(
        self, connection: DuckDBPyConnection, members: int, reached: Callable[[float], None]
    ) -> tuple[Path, ...]:
        """Write the parts that are not there.

        Args:
            connection: An open one, with the relations of texts and days.
            members: How many there are.
            reached: Told the share that is done.

        Returns:
            All parts, in the order of the data.

        Raises:
            duckdb.Error: Nothing can be written.
        """
        count = max(1, -(-members // self.size))
        parts = tuple(self.room / f"part-{number:06}.parquet" for number in range(count))
        for number, part in enumerate(parts):
            if not part.exists():
                self._score(connection, number, part)
            reached((number + 1) / count)
        return parts

    def _score(self, connection: DuckDBPyConnection, number: int, part: Path) -> None:
        first = number * self.size
        members = Store(self.room).attach(connection, MEMBERS)
        of_part = f"{members} WHERE rowid >= {first} AND rowid < {first + self.size}"
        self._define(connection, MEMBERS, f"SELECT * FROM {of_part}")  # noqa: S608 - names and numbers of ours
        places_of(connection, of_part)
        for at, name in enumerate(self.query.gathered):
            self._define(connection, name, f"{self._rows(connection, at)} WHERE {_PART} = {number}")
        made = part.with_suffix(".making")
        rows = min(self.size, ROW_GROUP)
        write_part(connection, by_place(self.query.members), made, self.origin, rows)
        made.replace(part)

    def _gather(self, connection: DuckDBPyConnection, number: int, query: str, members: str) -> None:
        """Keep what is gathered; gathering and sorting would not fit into little memory together."""
        store, kept, unsorted = Store(self.room), f"gathered-{number}", f"unsorted-{number}"
        if store.has(kept):
            return
        store.keep(connection, unsorted, query)
        rows = f"SELECT * FROM {store.attach(connection, unsorted)}"  # noqa: S608 - names of ours
        store.keep(connection, kept, self._numbered(rows, members))
        store.clear(connection, unsorted)

    def _numbered(self, query: str, members: str) -> str:
        """What is gathered, with the number of the member's part, and by it, so that a part is found without reading all."""
        numbers = f"SELECT {_ID}, rowid // {self.size} AS {_PART} FROM {members}"  # noqa: S608 - names and numbers of ours
        return f"SELECT g.*, m.{_PART} FROM ({query}) AS g JOIN ({numbers}) AS m USING ({_ID}) ORDER BY m.{_PART}"  # noqa: S608 - the same

    def _rows(self, connection: DuckDBPyConnection, number: int) -> str:
        """What was gathered by a query, as it gave it."""
        kept = Store(self.room).attach(connection, f"gathered-{number}")
        return f"SELECT * EXCLUDE ({_PART}) FROM {kept}"  # noqa: S608 - names of ours

    @staticmethod
    def _define(connection: DuckDBPyConnection, name: str, query: str) -> None:
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {query}")
