"""Connections, and the member's place among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.dates import DateColumn
from ssi_rules.sources.linkedin.files import CONNECTIONS, base_of, open_kind
from ssi_rules.sources.linkedin.findings import Cells, Found, Known
from ssi_rules.sources.linkedin.people import name_key, slug_of

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.sources.archive import Archive
    from ssi_rules.sources.linkedin.profile import Positions

_TYPES = {"connected_on": Type.DATE, "title": Type.TEXT, "company": Type.TEXT}


@dataclass
class Network:
    """The member's connections, row by row, and by slug and name for joins.

    Attributes:
        slugs: Profile slug of each row, "" where there is none.
        names: Name key of each row, "" for hidden people.
        days: Day each connection was made.
        titles: Position of each.
        companies: Company of each.
        by_slug: Day by slug.
        by_name: Day by name key.
        ambiguous: Name keys that several rows share.
        origin: The file.
        notes: What a reader should know.
    """

    origin: str = CONNECTIONS.shown
    slugs: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    days: list[date | None] = field(default_factory=list)
    titles: list[str | None] = field(default_factory=list)
    companies: list[str | None] = field(default_factory=list)
    by_slug: dict[str, date | None] = field(default_factory=dict)
    by_name: dict[str, date | None] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)
    notes: tuple[str, ...] = ()
    missing: dict[str, Missing] = field(default_factory=dict)

    @property
    def has_urls(self) -> bool:
        """Whether people can be told apart by their profile."""
        return bool(self.by_slug)

    def add(self, slug: str, name: str, day: date | None, title: str, company: str) -> None:
        """Take one row."""
        self.slugs.append(slug)
        self.names.append(name)
        self.days.append(day)
        self.titles.append(title or None)
        self.companies.append(company or None)
        if slug:
            self.by_slug[slug] = day
        if name in self.by_name:
            self.ambiguous.add(name)
        if name:
            self.by_name[name] = day

    def table(self) -> Found:
        """The rows as a table."""
        columns: dict[str, Cells] = {
            "connected_on": self.days,
            "title": self.titles,
            "company": self.companies,
        }
        return Found("connected_on", _TYPES, columns, self.origin, self.notes, self.missing)


def read_network(archive: Archive) -> Network | Missing:
    """Every row of Connections.csv, hidden people included."""
    sheet = open_kind(archive, CONNECTIONS)
    if isinstance(sheet, Missing):
        return sheet
    network = Network(base_of(sheet))
    dates = DateColumn(sheet.path, "Connected On", rejects=archive.rejects)
    first, last, url, title, company, day = (
        sheet.position(name)
        for name in ("First Name", "Last Name", "URL", "Position", "Company", "Connected On")
    )

    def cell(row: list[str], place: int | None) -> str:
        return "" if place is None else row[place].strip()

    for row, connected in dates.rows(sheet.rows(), day or 0):
        name = name_key(cell(row, first), cell(row, last))
        network.add(slug_of(cell(row, url)), name, connected, cell(row, title), cell(row, company))
    network.notes = (*_hidden(network), *dates.note())
    for column, shown, place in (("title", "Position", title), ("company", "Company", company)):
        if place is None:
            why = Missing(f"{network.origin} has no column {shown}", f"{CONNECTIONS.shown}: {shown}")
            network.missing[column] = why
    return network


def coworkers(network: Network | Missing, positions: Positions | Missing) -> Known | Missing:
    """Connections whose company is the member's current one."""
    if isinstance(network, Missing):
        return network
    if isinstance(positions, Missing):
        return positions
    company = name_key(positions.current.company) if positions.current else ""
    if not company:
        return Missing("no current position names a company", "Positions.csv: Company Name")
    if "company" in network.missing:
        return network.missing["company"]
    count = sum(name_key(other) == company for other in network.companies if other)
    return Known(count * SCALE, f"{network.origin}: Company, Positions.csv: Company Name")


def _hidden(network: Network) -> tuple[str, ...]:
    rows = zip(network.slugs, network.names, network.titles, network.companies, strict=True)
    count = sum(not any(row) for row in rows)
    if not count:
        return ()
    return (
        f"{count} {'person has' if count == 1 else 'people have'} hidden their profile: no title, no company",
    )
