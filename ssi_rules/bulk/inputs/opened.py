"""From a dataset's layout to relations: which pieces there are, which of their columns are wanted, who reads them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.relation import Relation, Source
from ssi_rules.language.types import Type
from ssi_rules.sources.tabular.dataset import member_fields
from ssi_rules.sources.tabular.layout import MEMBERS
from ssi_rules.sources.tabular.rows import AS_OF, LABELS, Field, Reading, open_reading
from ssi_rules.sources.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ssi_rules.bulk.inputs.needs import Needs
    from ssi_rules.bulk.inputs.scans import Scanner
    from ssi_rules.model import Catalogue, Table
    from ssi_rules.sources.tabular.layout import Layout
    from ssi_rules.sources.tabular.piece import Piece


@dataclass(slots=True)
class Opened:
    """The relations of a dataset.

    Attributes:
        members: Who is listed.
        tables: The tables that the rules read and the data has.
        dated: Whether members' days come from the data.
        dated_of: The dated column of each table that is read.
        dates: The dated columns of all tables of the data, in the order of the catalogue, where days come from there.
        tally: What is to be told of the layout and of columns.
    """

    members: Relation
    dated: bool
    tables: dict[str, Relation] = field(default_factory=dict)
    dated_of: dict[str, str | None] = field(default_factory=dict)
    dates: list[tuple[Table, Relation]] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All of them, in the order in which their faults are told."""
        unread = [relation for _, relation in self.dates if relation.name not in self.tables]
        return (self.members, *self.tables.values(), *unread)


def fits(catalogue: Catalogue) -> bool:
    """Whether the relations of a catalogue can hold its members: no fact is at odds with what ``members`` has besides."""
    odd = (AS_OF in catalogue.facts, *(_is_no_text(catalogue, label) for label in LABELS))
    return not any(odd)


def _is_no_text(catalogue: Catalogue, label: str) -> bool:
    fact = catalogue.facts.get(label)
    return fact is not None and fact.type is not Type.TEXT


def open_relations(
    scanner: Scanner, layout: Layout, catalogue: Catalogue, needs: Needs, *, dated: bool
) -> Opened:
    """Find the columns of every piece.

    Args:
        scanner: Describes pieces.
        layout: The pieces.
        catalogue: What may be read.
        needs: What is read.
        dated: Whether members' days come from the data.

    Raises:
        DataError: A piece cannot be read, or its columns do not do.
    """
    tally, own = Tally(), Tally()
    for notice in layout.notices:
        tally.note(notice)
    wanted = needs.facts | {*LABELS, *([AS_OF] if dated else [])}
    pieces = [*_sources(scanner, layout.pieces[MEMBERS], member_fields(catalogue), wanted, own)]
    loose = frozenset(name for table, name in needs.matched if table is None and name not in LABELS)
    columns = {**_columns(pieces), **({AS_OF: Type.DATE} if dated else {})}
    opened = Opened(Relation(MEMBERS, columns, pieces, loose), dated, tally=tally)
    for table in catalogue.tables.values():
        if table.name in layout.pieces:
            _open_table(opened, scanner, layout.pieces[table.name], table, needs)
    tally.add(own)
    return opened


def _open_table(
    opened: Opened, scanner: Scanner, pieces: Sequence[Piece], table: Table, needs: Needs
) -> None:
    fields = [Field(column.name, column.type) for column in table.columns]
    is_read = table.name in needs.tables
    wanted = needs.tables[table.name] if is_read else {table.dated}
    sources = [*_sources(scanner, pieces, fields, wanted, opened.tally)]
    loose = frozenset(name for owner, name in needs.matched if owner == table.name)
    name = table.name if is_read else f"_dates_{table.name}"
    relation = Relation(name, _columns(sources), sources, loose)
    if is_read:
        opened.tables[table.name], opened.dated_of[table.name] = relation, table.dated
    if opened.dated and table.dated is not None and table.dated in relation.columns:
        opened.dates.append((table, relation))


def _sources(
    scanner: Scanner,
    pieces: Sequence[Piece],
    fields: Sequence[Field],
    wanted: AbstractSet[str | None],
    tally: Tally,
) -> Iterator[Source]:
    for piece in pieces:
        described, scan = scanner.describe(piece)
        whole = open_reading(described, fields, tally=tally)
        if whole is not None:
            yield Source(_narrowed(whole, wanted), whole, scan)


def _narrowed(reading: Reading, wanted: AbstractSet[str | None]) -> Reading:
    return replace(reading, found=[(each, at) for each, at in reading.found if each.name in wanted])


def _columns(sources: Sequence[Source]) -> Mapping[str, Type]:
    """The wanted columns that any piece has."""
    return {each.name: each.type for source in sources for each, _ in source.reading.found}
