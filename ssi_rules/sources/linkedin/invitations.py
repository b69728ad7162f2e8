"""Invitations sent, and which of them were accepted: no file says so, a join with connections does."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.dates import DateColumn
from ssi_rules.sources.linkedin.files import INVITATIONS, base_of, open_kind
from ssi_rules.sources.linkedin.findings import Found
from ssi_rules.sources.linkedin.people import most_frequent, name_key, slug_of

if TYPE_CHECKING:
    from ssi_rules.sources.archive import Archive
    from ssi_rules.sources.linkedin.network import Network

MATURE_AFTER = 14
"""Days an invitation is given before its outcome is judged."""

ENOUGH_COVERAGE = 60
"""Percent of connections that must have an invitation row for the file to be believed."""

_SLACK = timedelta(days=1)
"""Connected On is a day in an unknown zone."""

_TYPES = {"sent_on": Type.DATE, "accepted": Type.FLAG}


@dataclass(frozen=True, slots=True)
class Invitation:
    """The last invitation sent to one person."""

    slug: str
    name: str
    sent: date | None


@dataclass
class Invitations:
    """What Invitations.csv holds.

    Attributes:
        origin: The file.
        sent: Outgoing ones by invitee.
        slugs: Everybody with a row of either direction, by slug.
        names: The same by name key, with the slugs seen under each name.
        first: Day of the earliest row.
        last: Day of the latest row.
        owner: The member's own slug as most rows have it.
        notes: What a reader should know.
    """

    origin: str
    sent: dict[str, Invitation] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    first: date | None = None
    last: date | None = None
    owner: str = ""
    notes: tuple[str, ...] = ()

    def add(self, invitation: Invitation, *, outgoing: bool) -> None:
        """Take one row."""
        if invitation.slug:
            self.slugs.add(invitation.slug)
        if invitation.name:
            self.names[invitation.name].add(invitation.slug)
        if day := invitation.sent:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)
        key = invitation.slug or f"name {invitation.name}"
        if outgoing and _is_later(invitation, self.sent.get(key)):
            self.sent[key] = invitation


def read_invitations(archive: Archive) -> Invitations | Missing:
    """Every invitation, the member's own slug found on the way."""
    sheet = open_kind(archive, INVITATIONS)
    if isinstance(sheet, Missing):
        return sheet
    found = Invitations(base_of(sheet))
    dates = DateColumn(sheet.path, "Sent At", rejects=archive.rejects)
    columns = ("From", "To", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
    places = [sheet.position(column) for column in columns]
    owners: list[str] = []
    strange = 0
    for row, day in dates.rows(sheet.rows(), sheet.position("Sent At") or 0):
        sender, invitee, direction, from_url, to_url = ("" if i is None else row[i].strip() for i in places)
        ways = {"outgoing": (to_url, invitee, from_url), "incoming": (from_url, sender, to_url)}
        way = ways.get(direction.casefold())
        if way is None:
            strange += 1
            continue
        other_url, other_name, own_url = way
        owners.append(slug_of(own_url))
        other = Invitation(slug_of(other_url), name_key(other_name), day)
        found.add(other, outgoing=direction.casefold() == "outgoing")
    found.owner = most_frequent(owners)
    aside = (
        (f"{strange} rows set aside: their Direction is neither OUTGOING nor INCOMING",) if strange else ()
    )
    found.notes = (*dates.note(), *aside)
    return found


def invitation_table(invitations: Invitations, network: Network | Missing, as_of: date | None) -> Found:
    """Outgoing invitations with their outcome as far as the export shows it.

    Args:
        invitations: What was sent.
        network: Who is connected; without it no outcome is known.
        as_of: The day the export speaks of.
    """
    rows = list(invitations.sent.values())
    days = [row.sent for row in rows]
    outcomes: list[bool | None] = [None] * len(rows)
    missing: dict[str, Missing] = {}
    notes = invitations.notes
    origin = invitations.origin
    if isinstance(network, Missing):
        missing["accepted"] = Missing(
            f"acceptance shows only beside connections, and {network.reason}", network.origin
        )
    else:
        made, covered = coverage(invitations, network)
        notes = (*notes, _coverage_note(invitations, made, covered))
        origin = f"{origin}, {network.origin}"
        if 100 * covered < ENOUGH_COVERAGE * made:
            missing["accepted"] = _too_little(invitations, made, covered)
        else:
            outcomes = [_accepted(row, invitations, network, as_of) for row in rows]
            notes = (*notes, *_outcome_notes(outcomes))
    return Found("sent_on", _TYPES, {"sent_on": days, "accepted": outcomes}, origin, notes, missing)


def coverage(invitations: Invitations, network: Network) -> tuple[int, int]:
    """Connections made in the days that the invitations span, and those of them with any invitation row.

    People who hid their profile count among the connections, and nothing ties them to a row: better too little trust
    in the file than too much.
    """
    if invitations.first is None or invitations.last is None:
        return 0, 0
    by_slug = bool(invitations.slugs) and network.has_urls
    made = covered = 0
    for slug, name, day in zip(network.slugs, network.names, network.days, strict=True):
        if day is not None and invitations.first <= day <= invitations.last:
            made += 1
            covered += (
                slug in invitations.slugs if by_slug and slug else bool(name) and name in invitations.names
            )
    return made, covered


def _accepted(row: Invitation, invitations: Invitations, network: Network, as_of: date | None) -> bool | None:
    if row.sent is None or (as_of is not None and (as_of - row.sent).days < MATURE_AFTER):
        return None
    if row.slug and network.has_urls:
        return _since(network.by_slug, row.slug, row.sent)
    if row.name and row.name not in network.by_name:
        return False
    if not row.name or row.name in network.ambiguous or len(invitations.names[row.name]) > 1:
        return None
    return _since(network.by_name, row.name, row.sent)


def _since(days: dict[str, date | None], key: str, sent: date) -> bool | None:
    """Whether the person was connected after the invitation; unknown when the connection has no date."""
    if key not in days:
        return False
    connected = days[key]
    return None if connected is None else connected >= sent - _SLACK


def _is_later(row: Invitation, known: Invitation | None) -> bool:
    if known is None or known.sent is None:
        return True
    return row.sent is not None and row.sent >= known.sent


def _coverage_note(invitations: Invitations, made: int, covered: int) -> str:
    if not made:
        return "no connection was made in the days that the invitations span"
    span = f"between {invitations.first} and {invitations.last}"
    return f"coverage {100 * covered // made} %: of {made} connections made {span}, {covered} have an invitation row"


def _too_little(invitations: Invitations, made: int, covered: int) -> Missing:
    share = f"only {covered} of {made} connections made while it ran have a row"
    reason = f"{invitations.origin} does not hold every invitation: {share}, below {ENOUGH_COVERAGE} %"
    return Missing(reason, INVITATIONS.shown)


def _outcome_notes(outcomes: list[bool | None]) -> tuple[str, ...]:
    accepted, open_ = outcomes.count(True), outcomes.count(None)
    note = f"{len(outcomes)} people invited, {accepted} found among connections since"
    if open_:
        note += f"; {open_} left open: younger than {MATURE_AFTER} days, undated, or a name that several people share"
    return (note,)
