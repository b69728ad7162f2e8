"""Messages and InMails: no column says InMail, a subject to somebody outside the network does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.files import MESSAGES
from ssi_rules.sources.linkedin.findings import Cells, Found
from ssi_rules.sources.linkedin.mail import NOBODY, Line, Mail, Thread
from ssi_rules.sources.linkedin.people import in_nearly_all, most_frequent

if TYPE_CHECKING:
    from ssi_rules.sources.linkedin.network import Network

REPLY_WITHIN = timedelta(days=90)
"""LinkedIn gives an InMail's credit back when it is answered this soon."""

_MESSAGES = {"sent_on": Type.DATE, "sent": Type.FLAG}
_INMAILS = {"sent_on": Type.DATE, "replied": Type.FLAG}
_NO_OWNER = Missing("nothing in the archive tells which sender is its owner", MESSAGES.shown)


@dataclass(frozen=True, slots=True)
class Owner:
    """The member as sender: the keys they write under, their name key."""

    keys: frozenset[str]
    name: str


def find_owner(mail: Mail, slug: str, name: str) -> Owner:
    """Who of all senders owns the export.

    Args:
        mail: The messages.
        slug: The owner's as Invitations.csv or the profile shows it, "" when neither does.
        name: The owner's name key by Profile.csv, "" when unknown.

    Returns:
        The owner; without keys when nothing tells.
    """
    writing = {key for thread in mail.threads.values() for key in (thread.writers.keys() | thread.slugs)}
    under_name = mail.by_name.get(name) if name else None
    own_name = most_frequent(under_name.elements()) if under_name else ""
    addressed = most_frequent(mail.addressed.elements())
    candidates = (slug, "" if own_name == NOBODY else own_name, addressed, _everywhere(mail))
    slug = next((key for key in candidates if key and key in writing), slug)
    name = name or _name_of(mail, slug)
    return Owner(frozenset({slug, f"name {name}"} if slug else ()), name)


def message_table(mail: Mail, owner: Owner) -> Found:
    """Every message between the member and one other person."""
    days: list[date | None] = []
    sent: list[bool | None] = []
    shared: dict[date, date] = {}
    groups = 0
    for thread in mail.threads.values():
        if _is_group(thread, owner):
            groups += len(thread.lines)
            continue
        for line in thread.lines:
            day = line.at.date() if line.at else None
            days.append(day and shared.setdefault(day, day))
            sent.append(line.sender in owner.keys if owner.keys else None)
    columns: dict[str, Cells] = {"sent_on": days, "sent": sent}
    missing = {} if owner.keys or not mail.threads else {"sent": _NO_OWNER}
    return Found(
        "sent_on", _MESSAGES, columns, mail.origin, (*_aside_note(mail, groups), *mail.notes), missing
    )


def inmail_table(mail: Mail, owner: Owner, network: Network | Missing) -> Found | Missing:
    """Threads that the member opened with a subject to somebody who was not a connection that day."""
    if mail.threads and not owner.keys:
        return _NO_OWNER
    if isinstance(network, Missing):
        return Missing(f"an InMail shows only beside connections, and {network.reason}", network.origin)
    days: list[date] = []
    replied: list[bool | None] = []
    unclear = 0
    for thread in mail.threads.values():
        opening = _opening(thread, owner, newest_first=mail.newest_first)
        if opening is None or opening.at is None:
            continue
        match _was_connected(thread, owner, network, opening.at.date()):
            case None:
                unclear += 1
            case False:
                days.append(opening.at.date())
                replied.append(_replied(thread, owner, opening))
    notes: tuple[str, ...] = (
        "InMails are inferred: threads opened with a subject, with somebody not connected that day",
    )
    if unclear:
        notes += (f"{unclear} threads left out: several connections share the name",)
    columns: dict[str, Cells] = {"sent_on": days, "replied": replied}
    return Found("sent_on", _INMAILS, columns, f"{mail.origin}, {network.origin}", notes)


def _opening(thread: Thread, owner: Owner, *, newest_first: bool) -> Line | None:
    """The first message of a one-to-one thread, if the owner wrote it with a subject."""
    if len(thread.others(owner.keys, owner.name)) != 1:
        return None
    lines = reversed(thread.lines) if newest_first else iter(thread.lines)
    dated = ((line.at, line) for line in lines if line.at is not None)
    _, first = min(dated, key=itemgetter(0), default=(None, None))
    return first if first and first.sender in owner.keys and first.has_subject else None


def _was_connected(thread: Thread, owner: Owner, network: Network, day: date) -> bool | None:
    """Whether the other person was a connection on the day; unknown when several share the name."""
    key, name = next(iter(thread.others(owner.keys, owner.name).items()))
    if network.has_urls and not key.startswith("name ") and key != NOBODY:
        connected = network.by_slug.get(key)
    elif name in network.ambiguous:
        return None
    else:
        connected = network.by_name.get(name) if name else None
    return connected is not None and connected <= day


def _replied(thread: Thread, owner: Owner, opening: Line) -> bool | None:
    """Whether the other person wrote back in time; unknown when only an undated answer could be it."""
    answers = [line.at for line in thread.lines if line.sender not in owner.keys]
    if any(
        at and opening.at and opening.at <= at and at.date() - opening.at.date() <= REPLY_WITHIN
        for at in answers
    ):
        return True
    return None if None in answers else False


def _is_group(thread: Thread, owner: Owner) -> bool:
    """More than two people; an unknown owner is one of them."""
    return len(thread.others(owner.keys, owner.name)) > (1 if owner.keys else 2)


def _name_of(mail: Mail, slug: str) -> str:
    """The name key that a slug wrote under most often."""
    counts = {name: slugs[slug] for name, slugs in mail.by_name.items() if slug and slugs[slug]}
    return max(counts, key=lambda name: counts[name], default="")


def _everywhere(mail: Mail) -> str:
    return in_nearly_all(
        {key for key in (thread.writers.keys() | thread.slugs) if key != NOBODY}
        for thread in mail.threads.values()
    )


def _aside_note(mail: Mail, groups: int) -> tuple[str, ...]:
    aside = dict(mail.aside) | ({"in group threads": groups} if groups else {})
    if not aside:
        return ()
    counts = ", ".join(f"{count} {why}" for why, count in sorted(aside.items()))
    return (f"rows that are no messages between two people were left out: {counts}",)
