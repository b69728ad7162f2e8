"""A dataset of members and related tables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type, Value
from ssi_rules.sources.dataset import Member, Missing
from ssi_rules.sources.decode import CellError
from ssi_rules.sources.tabular.layout import MEMBERS, Layout, beside_members
from ssi_rules.sources.tabular.piece import reading
from ssi_rules.sources.tabular.related import Gathered, gather
from ssi_rules.sources.tabular.rows import AS_OF, LABELS, Field, Reading, Typed, open_reading
from ssi_rules.sources.tally import Rejected, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ssi_rules.model import Catalogue


@dataclass(slots=True)
class TabularDataset:
    """Members of a folder, a DuckDB file or a single file of rows.

    Attributes:
        path: The data as the user named it.
        layout: Finds its pieces afresh.
        catalogue: What may be read.
        rejects: Whether rows that do not fit are set aside.
        labels: Columns kept as labels beside name and team.
        expected: How many members the pass under way will come to; None until it is known.
    """

    path: str
    layout: Callable[[], Layout]
    catalogue: Catalogue
    rejects: bool = False
    labels: tuple[str, ...] = ()
    expected: int | None = field(default=None, init=False)
    _tally: Tally = field(default_factory=Tally)

    def members(self) -> Iterator[Member]:
        """Every member in the order of the data; related tables are read whole, members one by one.

        Raises:
            DataError: The data cannot be read; the message names the file, row and column.
        """
        self._tally, self.expected = Tally(self.rejects), None
        tally = self._tally
        with reading(self.path):
            layout = self.layout()
        for notice in layout.notices:
            tally.note(notice)
        tables = self._tables(layout, tally)
        for member in self._listed(layout, tally):
            yield _dated(_with_tables(member, tables), tables, tally)

    def notices(self) -> tuple[str, ...]:
        """What was passed over in the last pass over ``members()``, as far as it got."""
        return self._tally.notices()

    def rejected(self) -> tuple[Rejected, ...]:
        """The rows set aside in the last pass over ``members()``."""
        return tuple(self._tally.rejected)

    def _tables(self, layout: Layout, tally: Tally) -> dict[str, Gathered]:
        provided = [table for name, table in self.catalogue.tables.items() if name in layout.pieces]
        if not provided:
            return {}
        # A first pass learns who is listed, so that the rows of others take no memory.
        listed = {member.id for member in self._listed(layout, Tally(self.rejects))}
        self.expected = len(listed)
        return {
            table.name: gather(table, layout.pieces[table.name], listed.__contains__, tally)
            for table in provided
        }

    def _listed(self, layout: Layout, tally: Tally) -> Iterator[Member]:
        """Members without their tables."""
        seen: set[str] = set()
        fields = member_fields(self.catalogue, self.labels)
        lacking = [name for name in self.catalogue.tables if name not in layout.pieces]
        absent = {name: _not_provided(name, layout) for name in lacking}
        for piece in layout.pieces[MEMBERS]:
            reading = open_reading(piece, fields, tally=tally)
            if reading is None:
                continue
            for row in once(reading, tally, seen):
                member = _member(row, reading, self.catalogue, absent)
                yield replace(member, labels=dict(_labels(row, reading, {*LABELS, *self.labels})))


def member_fields(catalogue: Catalogue, labels: Sequence[str] = ()) -> list[Field]:
    """The columns of ``members``: facts, the day, name and team, and further labels."""
    facts = [Field(fact.name, fact.type) for fact in catalogue.facts.values()]
    extra = {**dict.fromkeys((AS_OF, *LABELS, *labels), Type.TEXT), AS_OF: Type.DATE}
    return facts + [Field(name, kind) for name, kind in extra.items() if name not in catalogue.facts]


def _member(row: Typed, reading: Reading, catalogue: Catalogue, absent: Mapping[str, Missing]) -> Member:
    known: dict[str, Value] = {
        field.name: value
        for (field, _), value in zip(reading.found, row.values, strict=True)
        if value is not None
    }
    facts = {name: value for name, value in known.items() if name in catalogue.facts}
    blank = {field.name: reading.blank(field.name) for field, _ in reading.found if field.name not in known}
    missing = {**blank, **{name: reading.no_column(name) for name in reading.absent}}
    as_of = known.get(AS_OF)
    return Member(
        row.member,
        as_of if isinstance(as_of, date) else None,
        facts,
        {name: reading.origin(name) for name in facts},
        missing={**{name: why for name, why in missing.items() if name in catalogue.facts}, **absent},
    )


def _labels(row: Typed, reading: Reading, wanted: AbstractSet[str]) -> Iterator[tuple[str, str]]:
    """What a row says of the member in so many words; numbers are facts, not labels."""
    for (field_, _), value in zip(reading.found, row.values, strict=True):
        if field_.name in wanted and field_.type is Type.FLAG and value is not None:
            yield field_.name, "yes" if value else "no"
        elif field_.name in wanted and isinstance(value, str | date):
            yield field_.name, str(value)


def _with_tables(member: Member, tables: Mapping[str, Gathered]) -> Member:
    return replace(member, tables={name: table.take(member.id) for name, table in tables.items()})


def _dated(member: Member, tables: Mapping[str, Gathered], tally: Tally) -> Member:
    """The member with a day: the latest in any dated column of the data, where the data does not say it."""
    dated = [table for table in tables.values() if table.latest is not None]
    if member.as_of is not None or not dated:
        return member
    last = max(dated, key=lambda table: table.latest or date.min)
    tally.note(stands_for_days(f"{last.latest} ({last.origin}: {last.table.dated})"))
    return replace(member, as_of=last.latest)


def stands_for_days(latest: str) -> str:
    """What to say where the latest date, with the place it is from, stands for members' days."""
    return (
        f"the data gives no `as_of` for some members: its latest date, {latest}, "
        "stands for it unless a day is asked for"
    )


def _not_provided(table: str, layout: Layout) -> Missing:
    return Missing(f"the data has no `{table}` table", beside_members(table, layout))


def once(reading: Reading, tally: Tally, seen: set[str]) -> Iterator[Typed]:
    """The rows of members who were not seen before; others are refused.

    Raises:
        DataError: A row does not fit, and rows are not to be set aside.
    """
    for row in reading.typed(tally):
        if row.member in seen:
            tally.refuse(reading.piece.place.path, row.number, _twice(reading, row.member))
        else:
            seen.add(row.member)
            yield row


def _twice(reading: Reading, member: str) -> CellError:
    """The fault of a row whose member another row has named."""
    column = reading.column(reading.id)
    return CellError(
        f"the member `{member[:60]}` is there twice", "one row a member; keep the latest", column=column
    )
