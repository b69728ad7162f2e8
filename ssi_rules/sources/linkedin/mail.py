"""Reads messages.csv into threads: who wrote when to whom. What was written is never kept."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.sources.dataset import Missing
from ssi_rules.sources.linkedin.dates import DateColumn, Moment
from ssi_rules.sources.linkedin.files import MESSAGES, base_of, open_kind
from ssi_rules.sources.linkedin.people import name_key, slug_of, slugs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.sources.archive import Archive
    from ssi_rules.sources.csvtext import Sheet

NOBODY = "?"
"""The key of a person without a profile: a closed account. One a thread."""

_HIDDEN_NAME = "linkedin member"
_SPONSORED = "spinmail-quill-editor"
_SPONSORED_WITHIN = 200


class Line(NamedTuple):
    """One message: its sender's key, when, whether it has a subject."""

    sender: str
    at: Moment | None
    has_subject: bool


@dataclass
class Thread:
    """A conversation.

    Attributes:
        lines: Its messages in the order of the file.
        slugs: Everybody with a profile URL who wrote or was written to; NOBODY for a person without.
        writers: Name keys of those who wrote, by their key.
        recipients: Name cells of recipients, only where the file has no recipients' URLs.
    """

    lines: list[Line] = field(default_factory=list)
    slugs: set[str] = field(default_factory=set)
    writers: dict[str, str] = field(default_factory=dict)
    recipients: set[str] = field(default_factory=set)

    def others(self, owners: frozenset[str], owner_name: str) -> dict[str, str]:
        """Everybody but the owner: name key by key, "" where the name is not known."""
        found = {
            key: self.writers.get(key, "") for key in self.slugs | self.writers.keys() if key not in owners
        }
        known = {owner_name, *self.writers.values()}
        for cell in self.recipients:
            for name in _names_in(cell, known):
                found[NOBODY if name == NOBODY else f"name {name}"] = "" if name == NOBODY else name
        return found


@dataclass
class Mail:
    """Every thread of an export, drafts, spam and advertising left out.

    Attributes:
        origin: The file.
        threads: Threads by conversation id.
        by_name: Slugs that wrote under each name, counted, to find the owner.
        addressed: Slugs that were written to, alone, under the owner's name; counted for the same.
        newest_first: Whether the file runs backwards in time, as LinkedIn's do.
        aside: Rows left out, by reason.
        notes: What a reader should know of dates.
    """

    origin: str
    threads: dict[str, Thread] = field(default_factory=dict)
    by_name: dict[str, Counter[str]] = field(default_factory=dict)
    addressed: Counter[str] = field(default_factory=Counter)
    newest_first: bool = False
    aside: Counter[str] = field(default_factory=Counter)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of this year's file stand; None for those it lacks."""

    thread: int | None
    sender: int | None
    sender_url: int | None
    to: int | None
    to_urls: int | None
    date: int | None
    subject: int | None
    content: int | None
    folder: int | None
    drafts: tuple[int, ...]


def read_mail(archive: Archive, owner_name: str) -> Mail | Missing:
    """Every message that a person sent another, by thread.

    Args:
        archive: The export.
        owner_name: Name key of the member, "" when unknown.
    """
    sheet = open_kind(archive, MESSAGES)
    if isinstance(sheet, Missing):
        return sheet
    columns = _columns(sheet)
    mail = Mail(base_of(sheet))
    dates = DateColumn(sheet.path, "DATE", rejects=archive.rejects)
    first: Moment | None = None
    last: Moment | None = None
    for row, at in dates.moments(_between_people(sheet, columns, mail), columns.date or 0):
        first, last = first or at, at or last
        _take(mail, row, columns, at, owner_name)
    mail.newest_first = first is None or last is None or first >= last
    mail.notes = dates.note()
    return mail


def _between_people(sheet: Sheet, columns: _Columns, mail: Mail) -> Iterator[tuple[int, list[str]]]:
    """Rows that a person sent another; the others are counted."""
    for number, row in sheet.rows():
        if why := _aside(row, columns):
            mail.aside[why] += 1
        else:
            yield number, row


def _columns(sheet: Sheet) -> _Columns:
    return _Columns(
        sheet.position("CONVERSATION ID"),
        sheet.position("FROM"),
        sheet.position("SENDER PROFILE URL"),
        sheet.position("TO"),
        sheet.position("RECIPIENT PROFILE URLS"),
        sheet.position("DATE"),
        sheet.position("SUBJECT"),
        sheet.position("CONTENT"),
        sheet.position("FOLDER"),
        sheet.positions("IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
    )


def _aside(row: list[str], columns: _Columns) -> str:
    """Why a row is no message between people; "" when it is one."""
    if any(row[place].strip().casefold() in ("yes", "true") for place in columns.drafts):
        return "drafts"
    if _cell(row, columns.folder).casefold() == "spam":
        return "spam"
    unsigned = columns.sender_url is not None and not _cell(row, columns.sender_url)
    if unsigned and _SPONSORED in _cell(row, columns.content)[:_SPONSORED_WITHIN]:
        return "sponsored"
    return ""


def _take(mail: Mail, row: list[str], columns: _Columns, at: Moment | None, owner_name: str) -> None:
    thread = mail.threads.setdefault(_cell(row, columns.thread), Thread())
    name = name_key(_cell(row, columns.sender))
    sender = slug_of(_cell(row, columns.sender_url)) or _without_url(name, owner_name, columns)
    thread.lines.append(Line(sender, at, bool(_cell(row, columns.subject))))
    thread.writers.setdefault(sender, "" if sender == NOBODY else name)
    mail.by_name.setdefault(name, Counter())[sender] += 1
    to = _cell(row, columns.to)
    if columns.to_urls is None:
        thread.recipients.add(to)
        return
    urls, is_owner = _cell(row, columns.to_urls), name_key(to) == owner_name
    slugs = slugs_of(urls)
    thread.slugs.update(slugs)
    if to and is_owner and len(slugs) == 1:
        mail.addressed[slugs[0]] += 1
    if to and not urls and not is_owner:
        thread.slugs.add(NOBODY)


def _without_url(name: str, owner_name: str, columns: _Columns) -> str:
    """The key of a sender whose row has no URL: a closed account, unless it is the owner or no row has one."""
    if name and name != _HIDDEN_NAME and (columns.sender_url is None or name == owner_name):
        return f"name {name}"
    return NOBODY


def _names_in(cell: str, known: Iterable[str]) -> list[str]:
    """Name keys of a recipients' cell that are not known yet.

    Names are joined by ", " and may hold it ("Jane Doe, Ph.D."): what follows a comma and has no space is taken
    for letters after a name.
    """
    known = set(known)
    if not cell or name_key(cell) in known:
        return []
    names: list[str] = []
    for part in cell.split(", "):
        if names and " " not in part.strip() and name_key(part) not in known:
            names[-1] += f", {part}"
        else:
            names.append(part)
    keys = [name_key(name) for name in names]
    return [NOBODY if key == _HIDDEN_NAME else key for key in keys if key and key not in known]


def _cell(row: list[str], place: int | None) -> str:
    return "" if place is None else row[place].strip()
