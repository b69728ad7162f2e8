"""A relation of typed columns over the pieces of one table: a view, in the order of the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ssi_rules.bulk.inputs.cells import cell, has_lost_digits
from ssi_rules.bulk.inputs.kinds import JSON, absent, as_text, is_text, refusing
from ssi_rules.bulk.inputs.scans import alike, bounds_together, together
from ssi_rules.bulk.inputs.texts import stripped
from ssi_rules.bulk.inputs.usual import Written, aside, beside
from ssi_rules.bulk.sql import quoted
from ssi_rules.language.types import Type
from ssi_rules.sources.tabular.rows import AS_OF, MEMBER_ID
from ssi_rules.sources.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.bulk.inputs.bounds import Bounds
    from ssi_rules.bulk.inputs.kinds import Cell
    from ssi_rules.bulk.inputs.scans import Scan
    from ssi_rules.sources.tabular.piece import Piece
    from ssi_rules.sources.tabular.rows import Field, Reading


@dataclass(slots=True)
class Source:
    """A piece of a table, and how far it is known.

    Attributes:
        reading: The piece with the wanted columns found.
        whole: The same with all declared columns.
        scan: How DuckDB reads it; None where only its own reader does.
        surveyed: Whether it was looked over, so that values need not be plain.
        typed: The table that holds what its own reader read, if it had to.
        cells_tally: What is to be told of its cells.
        rows_tally: What is to be told of whose rows it holds.
    """

    reading: Reading
    whole: Reading
    scan: Scan | None
    surveyed: bool = False
    typed: str | None = None
    cells_tally: Tally = field(default_factory=Tally)
    rows_tally: Tally = field(default_factory=Tally)

    @property
    def piece(self) -> Piece:
        """What is read."""
        return self.reading.piece

    @property
    def id(self) -> str:
        """SQL of the member's id as written."""
        assert self.scan is not None  # noqa: S101 - asked only where DuckDB reads it
        kind, name = self.scan.kinds[self.reading.id], self.scan.names[self.reading.id]
        text = as_text(name, kind)
        if kind == JSON:
            return refusing(has_lost_digits(name), text)
        return f"CASE WHEN isnan({name}) THEN NULL ELSE {text} END" if kind in ("FLOAT", "DOUBLE") else text

    def cells(self, loose: frozenset[str], bounds: Sequence[Bounds] | None = None) -> dict[str, Cell]:
        """How each wanted column that is there is read.

        Args:
            loose: Texts that may be blank.
            bounds: Between which values each of the piece's columns lies; its own where none are given.
        """
        assert self.scan is not None  # noqa: S101 - the same
        scan = self.scan
        return {
            each.name: cell(
                scan.names[at],
                scan.kinds[at],
                each.type,
                aside=aside(at) if self._is_written(each, at) else None,
                blanks=each.name not in loose,
                bounds=(bounds or scan.bounds)[at],
            )
            for each, at in self.reading.found
        }

    def rows(self, source: str) -> str:
        """What stands behind FROM for its rows, with what is worked out of texts beside them."""
        scan = self.scan
        assert scan is not None  # noqa: S101 - the same
        return beside(
            source,
            [
                Written(at, as_text(scan.names[at], scan.kinds[at]), each.type)
                for each, at in self.reading.found
                if self._is_written(each, at)
            ],
        )

    def _is_written(self, field_: Field, at: int) -> bool:
        """Whether a column holds texts that are to be read as something else."""
        assert self.scan is not None  # noqa: S101 - the same
        return field_.type is not Type.TEXT and is_text(self.scan.kinds[at])


@dataclass(slots=True)
class Relation:
    """A table's relation.

    Attributes:
        name: What it is called.
        columns: The columns it has beside the member's id.
        sources: Its pieces, in order.
        loose: Texts that need not be told from blank ones.
        strips: Whether ids have blanks at their ends.
        day: What stands for a member's day where the data does not say it.
    """

    name: str
    columns: Mapping[str, Type]
    sources: list[Source]
    loose: frozenset[str] = frozenset()
    strips: bool = False
    day: date | None = None

    def sql(self) -> str:
        """Its rows."""
        selects = list(self._selects(self.sources))
        return " UNION ALL ".join(selects) if selects else self._empty()

    def view(self) -> str:
        """The statement that makes it."""
        return f"CREATE OR REPLACE VIEW {quoted(self.name)} AS {self.sql()}"

    def member_of(self, source: Source) -> str:
        """SQL of the member's id in a piece."""
        return stripped(source.id) if self.strips else source.id

    def _selects(self, sources: Sequence[Source]) -> Iterator[str]:
        for _, group in groupby(sources, _likeness):
            yield self._select(list(group))

    def _select(self, group: Sequence[Source]) -> str:
        first = group[0]
        if first.typed is not None or first.scan is None:
            names = ", ".join(self._named(name, quoted(name)) for name in self.columns)
            both = ", ".join(filter(None, (quoted(MEMBER_ID), names)))
            return f"SELECT {both} FROM {quoted(first.typed or '')}"  # noqa: S608 -- all names quoted
        scans = [each.scan for each in group if each.scan is not None]
        read = first.cells(self.loose, bounds_together(scans))
        values = [
            self._named(name, _value(read.get(name), type_, surveyed=first.surveyed))
            for name, type_ in self.columns.items()
        ]
        source = first.rows(together(scans, [each.piece for each in group]))
        both = ", ".join([f"{self.member_of(first)} AS {quoted(MEMBER_ID)}", *values])
        return f"SELECT {both} FROM {source}"  # noqa: S608 -- the same

    def _named(self, name: str, value: str) -> str:
        if name == AS_OF and self.day is not None:
            value = f"coalesce({value}, DATE '{self.day.isoformat()}')"
        return f"{value} AS {quoted(name)}"

    def _empty(self) -> str:
        nothing = [f"{absent(type_)} AS {quoted(name)}" for name, type_ in self.columns.items()]
        return f"SELECT {', '.join([f'CAST(NULL AS VARCHAR) AS {quoted(MEMBER_ID)}', *nothing])} WHERE false"


def _value(cell: Cell | None, type_: Type, *, surveyed: bool) -> str:
    if cell is None:
        return absent(type_)
    return cell.value if surveyed else cell.plain


def _likeness(source: Source) -> object:
    """Equal for pieces that one scan reads: what they are, which columns they have, and how far they are known."""
    if source.typed is not None or source.scan is None:
        return source.typed or id(source)
    found = [(each.name, source.scan.names[at]) for each, at in source.reading.found]
    return alike(source.scan), source.scan.names[source.reading.id], found, source.surveyed
