"""Facts and tables read from foreign files through a column map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type, Value
from ssi_rules.sources.dataset import DataError, Missing
from ssi_rules.sources.decode import CellError
from ssi_rules.sources.tabular.related import Gathered, too_many
from ssi_rules.sources.tabular.rows import AS_OF, LABELS
from ssi_rules.sources.wanted import DATED, LABEL, Mapped, open_mapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.mapping import Counted, Words
    from ssi_rules.sources.tabular.rows import Reading, Typed
    from ssi_rules.sources.tally import Tally

_NAMED = 3


@dataclass(slots=True)
class Findings:
    """What a map's files hold.

    Attributes:
        mapped: Where it comes from.
        origin: The files, for people.
        members: Everyone with a row, in order of appearance.
        facts: Known values by fact and member.
        origins: File and column by fact or table.
        missing: Why a fact, or a table's column, is unknown for everybody.
        tables: Rows by table.
        labels: Name, team and other labels by member.
        days: The day each member's data speaks of.
        latest: The latest dated row.
    """

    mapped: Mapped
    origin: str
    members: dict[str, None] = field(default_factory=dict)
    facts: dict[str, dict[str, Value]] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    missing: dict[str, Missing] = field(default_factory=dict)
    tables: dict[str, Gathered] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    latest: date | None = None

    def why_not(self, name: str, member: str) -> Missing:
        """Why a member's fact or table is not known from here."""
        origin = self.origins.get(name, self.origin)
        if member not in self.members:
            return Missing(f"{self.origin} has no row of this member", origin)
        return self.missing.get(name, Missing("the cell is blank", origin))


def read_mapped(mapped: Mapped, catalogue: Catalogue, tally: Tally) -> Findings:
    """Read a map's files.

    Args:
        mapped: The map and its files.
        catalogue: What the rules declare; what else the map gives is told and passed over.
        tally: Told what is passed over.

    Raises:
        DataError: A column is not there or there twice, a cell does not fit, or the map does not fit the rules.
    """
    names = [file.name for file in mapped.files]
    findings = Findings(mapped, ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else ""))
    counts = {
        name: _Count(how) for name, how in mapped.map.counts.items() if _is_countable(name, mapped, catalogue)
    }
    for name in sorted(mapped.map.tables.keys() & catalogue.tables.keys()):
        findings.tables[name] = Gathered(catalogue.tables[name], findings.origin)
    for reading in open_mapped(mapped, catalogue, tally):
        _read_piece(findings, reading, counts, tally)
    _finish(findings, counts, tally)
    return findings


@dataclass(slots=True)
class _Count:
    """Rows seen so far for a counted fact, by member and day (no day where all days count)."""

    how: Counted
    seen: Counter[tuple[str, date | None]] = field(default_factory=Counter)
    undated: int = 0

    def add(self, member: str, day: date | None) -> None:
        if self.how.over_days is None:
            self.seen[member, None] += 1
        elif day is None:
            self.undated += 1
        else:
            self.seen[member, day] += 1

    def totals(self, latest: date | None) -> Counter[str]:
        """Rows by member, of the days up to the latest one where only some count."""
        days = self.how.over_days
        totals: Counter[str] = Counter()
        for (member, day), rows in self.seen.items():
            if days is None or day is None or latest is None or latest - day < timedelta(days):
                totals[member] += rows
        return totals

    def told(self, latest: date | None) -> str:
        """What was counted, for people."""
        conditions = [f"{column} = {' or '.join(words)}" for column, words in self.how.where.items()]
        what = " and ".join(conditions) or "rows"
        return f"{what}, {self.how.over_days} days to {latest}" if self.how.over_days else what


def _read_piece(findings: Findings, reading: Reading, counts: Mapping[str, _Count], tally: Tally) -> None:
    for each, at in reading.found:
        findings.origins.setdefault(_name(each.name), f"{findings.origin}: {reading.column(at)}")
    for key in reading.absent:
        findings.missing[_name(key)] = reading.no_column(key)
    keys = [each.name for each, _ in reading.found]
    for row in reading.typed(tally):
        try:
            _take(findings, row, dict(zip(keys, row.values, strict=True)), counts)
        except CellError as fault:
            tally.refuse(reading.piece.place.path, row.number, fault)
        except OverflowError:
            raise too_many(reading.piece.place.path, row.number) from None


def _name(key: str) -> str:
    """The fact, or table and column, that a use is for."""
    return key.partition(" ")[2]


def _take(
    findings: Findings, row: Typed, cells: Mapping[str, Value | None], counts: Mapping[str, _Count]
) -> None:
    """Take one row in: its facts, what it counts for, the tables it belongs to."""
    rules = findings.mapped.map
    member = rules.ids.get(row.member, row.member)
    if rules.facts and member in findings.members:
        raise _second_row(member)
    findings.members[member] = None
    _take_person(findings, member, cells)
    for name in rules.facts:
        value = cells.get(f"fact {name}")
        if value is not None:
            findings.facts.setdefault(name, {})[member] = value
    day = cells.get(DATED)
    for count in counts.values():
        if _holds(count.how.where, cells):
            count.add(member, day if isinstance(day, date) else None)
    _take_rows(findings, member, cells)


def _second_row(member: str) -> CellError:
    advice = "a fact is one value a member; keep one row each, or use [counts] and [tables] for rows"
    return CellError(f"a second row of the member `{member[:60]}`", advice)


def _take_person(findings: Findings, member: str, cells: Mapping[str, Value | None]) -> None:
    said = {key: str(cell) for key, cell in cells.items() if cell is not None and _is_label(key)}
    labels = {key.removeprefix(LABEL): text for key, text in said.items()}
    if labels:
        findings.labels.setdefault(member, {}).update(labels)
    day, dated = cells.get(AS_OF), cells.get(DATED)
    if isinstance(day, date):
        findings.days[member] = max(day, findings.days.get(member, day))
    if isinstance(dated, date):
        findings.latest = max(dated, findings.latest or dated)


def _is_label(key: str) -> bool:
    return key in LABELS or key.startswith(LABEL)


def _take_rows(findings: Findings, member: str, cells: Mapping[str, Value | None]) -> None:
    for name, gathered in findings.tables.items():
        if _holds(findings.mapped.map.tables[name].where, cells):
            columns = gathered.table.columns
            gathered.add(member, [cells.get(f"table {name}.{column.name}") for column in columns])


def _holds(where: Mapping[str, Words], cells: Mapping[str, Value | None]) -> bool:
    return all(
        str(cells.get(f"where {column}") or "").strip().casefold()
        in {word.strip().casefold() for word in words}
        for column, words in where.items()
    )


def _finish(findings: Findings, counts: Mapping[str, _Count], tally: Tally) -> None:
    for name, count in counts.items():
        totals = count.totals(findings.latest)
        findings.facts[name] = {member: totals[member] * SCALE for member in findings.members}
        findings.origins[name] = f"{findings.origin}: {count.told(findings.latest)}"
        if count.undated:
            tally.note(f"{findings.origin}: rows without a day do not count for `{name}` ({count.undated})")
    for name, gathered in findings.tables.items():
        findings.origins[name] = findings.origin
        gathered.missing.update(_unmapped(findings, name))
        _note_undated(gathered, tally)


def _note_undated(gathered: Gathered, tally: Tally) -> None:
    """Say loudly that rows without the table's dated column count in no window."""
    why = gathered.missing.get(gathered.table.dated or "")
    if why is None or not gathered.count:
        return
    where = f"`{gathered.table.name}` has no `{gathered.table.dated}`, by which windows look"
    gathered.notes += (f"{where}, since {why.reason}: its rows are outside every window",)
    tally.note(gathered.notes[-1])


def _unmapped(findings: Findings, table: str) -> dict[str, Missing]:
    """Why columns of a mapped table are unknown: the map, or the file, does not have them."""
    given = findings.mapped.map.tables[table].columns
    ungiven = Missing(f"the map {findings.mapped.path} does not give it", findings.origin)
    names = [column.name for column in findings.tables[table].table.columns]
    absent = {name: why for name in names if (why := findings.missing.get(f"{table}.{name}"))}
    return {name: ungiven for name in names if name not in given} | absent


def _is_countable(name: str, mapped: Mapped, catalogue: Catalogue) -> bool:
    """Whether the rules declare a counted fact.

    Raises:
        DataError: They do, but not as a number.
    """
    fact = catalogue.facts.get(name)
    if fact is not None and fact.type not in (Type.COUNT, Type.NUMBER):
        raise DataError(mapped.path, f"counts.{name}: a count of rows cannot be a {fact.type.value}")
    return fact is not None
