"""Main data and what column maps read beside it, member by member."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import Dataset, Member, Missing, Rejecting
from ssi_rules.sources.mapped import Findings, read_mapped
from ssi_rules.sources.tally import Rejected, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue
    from ssi_rules.sources.dataset import Rows
    from ssi_rules.sources.wanted import Mapped


@dataclass(slots=True)
class JoinedDataset:
    """A dataset whose gaps are filled by maps; what the main data says stays, earlier maps before later ones.

    Attributes:
        main: The main data; None where the maps read all there is, and then everyone they name is a member.
        maps: The maps with their files.
        catalogue: What may be read.
        rejects: Whether rows that do not fit are set aside.
    """

    main: Dataset | None
    maps: Sequence[Mapped]
    catalogue: Catalogue
    rejects: bool = False
    _tally: Tally = field(default_factory=Tally)

    def members(self) -> Iterator[Member]:
        """Every member, in the order of the main data, else of the maps' files.

        Raises:
            DataError: The data, or a map's file, cannot be read.
        """
        self._tally = tally = Tally(self.rejects)
        findings = [read_mapped(each, self.catalogue, tally) for each in self.maps]
        conflicts: Counter[str] = Counter()
        seen: set[str] = set()
        for member in self._main_members(findings):
            seen.add(member.id)
            for each in findings:
                member = _joined(member, each, self.catalogue, conflicts)  # noqa: PLW2901 -- filled step by step
            yield _dated(member, findings, tally)
        _note_conflicts(conflicts, tally)
        for each in findings:
            _note_unlisted(each, seen, tally)

    def notices(self) -> tuple[str, ...]:
        """What was passed over in the last pass over ``members()``, in the main data and in the maps' files."""
        return (*(self.main.notices() if self.main else ()), *self._tally.notices())

    def rejected(self) -> tuple[Rejected, ...]:
        """The rows set aside in the last pass over ``members()``, in the main data and in the maps' files."""
        main = self.main.rejected() if isinstance(self.main, Rejecting) else ()
        return (*main, *self._tally.rejected)

    def _main_members(self, findings: Sequence[Findings]) -> Iterator[Member]:
        if self.main is not None:
            yield from self.main.members()
            return
        for member in dict.fromkeys(member for each in findings for member in each.members):
            yield Member(member, None, {})


def _joined(member: Member, found: Findings, catalogue: Catalogue, conflicts: Counter[str]) -> Member:
    """The member with what a map knows of them where nothing was known."""
    facts = _facts(member, found, catalogue, conflicts)
    tables = _tables(member, found, conflicts)
    labels = found.labels.get(member.id, {})
    return replace(
        member,
        as_of=member.as_of or found.days.get(member.id),
        facts={**facts, **member.facts},
        origins={**{name: found.origins.get(name, found.origin) for name in facts}, **member.origins},
        tables={**tables, **member.tables},
        missing=_still_missing(member, found, catalogue, {*facts, *tables}),
        labels={**labels, **member.labels},
    )


def _facts(
    member: Member, found: Findings, catalogue: Catalogue, conflicts: Counter[str]
) -> dict[str, Value]:
    facts: dict[str, Value] = {}
    for name in _given_facts(found, catalogue):
        value = found.facts.get(name, {}).get(member.id)
        if value is None and name in found.mapped.map.counts and _counts_as_zero(found, member):
            value = 0
        if value is None:
            continue
        if member.facts.get(name, value) != value:
            conflicts[f"`{name}` ({found.origin})"] += 1
        facts[name] = value
    return facts


def _tables(member: Member, found: Findings, conflicts: Counter[str]) -> dict[str, Rows]:
    tables = {}
    for name, gathered in found.tables.items():
        if name in member.tables:
            conflicts[f"the table `{name}` ({found.origin})"] += 1
        elif member.id in found.members or _counts_as_zero(found, member):
            tables[name] = gathered.of(member.id)
    return tables


def _counts_as_zero(found: Findings, member: Member) -> bool:
    return member.id not in found.members and found.mapped.map.absent == "zero"


def _still_missing(
    member: Member, found: Findings, catalogue: Catalogue, filled: set[str]
) -> dict[str, Missing]:
    """Reasons for what no one has given yet; a map that could have says why it did not."""
    given = [name for name in (*_given_facts(found, catalogue), *found.tables) if name not in filled]
    own = {
        name: found.why_not(name, member.id)
        for name in given
        if name not in member.facts and name not in member.tables
    }
    return {name: why for name, why in {**member.missing, **own}.items() if name not in filled}


def _given_facts(found: Findings, catalogue: Catalogue) -> list[str]:
    rules = found.mapped.map
    return [name for name in (*rules.facts, *rules.counts) if name in catalogue.facts]


def _dated(member: Member, findings: Sequence[Findings], tally: Tally) -> Member:
    """The member with a day: the latest dated row of the maps' files, where nothing else says it."""
    days = [
        day
        for each in findings
        for day in (each.latest, *(table.latest for table in each.tables.values()))
        if day
    ]
    if member.as_of is not None or not days:
        return member
    tally.note(
        f"as of {max(days)} for members without a day of their own: the latest date in the mapped files"
    )
    return replace(member, as_of=max(days))


def _note_conflicts(conflicts: Counter[str], tally: Tally) -> None:
    for what, count in conflicts.items():
        members = "1 member" if count == 1 else f"{count} members"
        tally.note(f"{what} is already known otherwise for {members}: what was read first is kept")


def _note_unlisted(found: Findings, seen: set[str], tally: Tally) -> None:
    unlisted = [member for member in found.members if member not in seen]
    if not unlisted:
        return
    hint = ""
    if len(unlisted) == len(found.members) and seen:
        hint = f"; none fits: it has ids like `{unlisted[0][:60]}`, the data like `{min(seen)[:60]}` (see `id` and `ids` in the map)"
    who = "1 member who is" if len(unlisted) == 1 else f"{len(unlisted)} members who are"
    tally.note(f"{found.origin}: ignored {who} not listed{hint}")
