"""What the member does on the site: shares, comments, reactions, searches, sign-ins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.dataset import DataError, Missing
from ssi_rules.sources.linkedin.dates import DateColumn, looks_dated
from ssi_rules.sources.linkedin.files import (
    COMMENTS,
    LOGINS,
    REACTIONS,
    REPOSTS,
    SEARCHES,
    SHARES,
    Kind,
    base_of,
    open_kind,
)
from ssi_rules.sources.linkedin.findings import Cells, Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ssi_rules.sources.archive import Archive
    from ssi_rules.sources.csvtext import Sheet
    from ssi_rules.sources.linkedin.dates import NumberedRow

_LIKE = "LIKE"
_EMPTY = " \t\r\n\"'\u200b\ufeff\u00a0"
_LINK = r"https?://|(?:[a-z]+\.)?(?:linkedin\.com|lnkd\.in)|/feed/|urn(?::|%3A)"
_DATE_LIKE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[\d:, APMUTCZ]*", re.ASCII | re.IGNORECASE)
"""Looks as if it were meant as a date, so that a wrong one is told rather than taken for a comment's words."""


def read_searches(archive: Archive) -> Found | Missing:
    """Searches typed on the site itself."""
    return _days(archive, SEARCHES, "Time", "searched_on")


def read_logins(archive: Archive) -> Found | Missing:
    """Sign-ins."""
    return _days(archive, LOGINS, "Login Date", "logged_in_on")


def read_reactions(archive: Archive) -> Found | Missing:
    """Reactions given; the likes of early exports are reactions of one kind."""
    sheet = open_kind(archive, REACTIONS)
    if isinstance(sheet, Missing):
        return sheet
    dates = DateColumn(sheet.path, "Date", rejects=archive.rejects)
    date_at, kind_at = sheet.position("Date") or 0, sheet.position("Type")
    days: list[date | None] = []
    kinds: list[str | None] = []
    likes = base_of(sheet).casefold().startswith("like")
    missing: dict[str, Missing] = {}
    if kind_at is None and not likes:
        missing["kind"] = Missing(f"{base_of(sheet)} has no column Type", f"{REACTIONS.shown}: Type")
    for row, day in dates.rows(sheet.rows(), date_at):
        days.append(day)
        kind = row[kind_at].strip() if kind_at is not None else _LIKE if likes else ""
        kinds.append(kind or None)
    types = {"reacted_on": Type.DATE, "kind": Type.TEXT}
    columns: dict[str, Cells] = {"reacted_on": days, "kind": kinds}
    return Found("reacted_on", types, columns, base_of(sheet), dates.note(), missing)


def read_shares(archive: Archive) -> Found | Missing:
    """Posts and reposts; a repost at one click stands in a file of its own and says nothing original."""
    sheet = open_kind(archive, SHARES)
    if isinstance(sheet, Missing):
        return sheet
    dates = DateColumn(sheet.path, "Date", rejects=archive.rejects)
    date_at, text_at = sheet.position("Date") or 0, sheet.position("ShareCommentary")
    days: list[date | None] = []
    original: list[bool | None] = []
    for row, day in dates.rows(sheet.rows(), date_at):
        days.append(day)
        original.append(None if text_at is None else _says_something(row[text_at]))
    origin, notes = base_of(sheet), dates.note()
    missing = {}
    if text_at is None:
        missing["original"] = Missing(
            f"{origin} has no column ShareCommentary", f"{SHARES.shown}: ShareCommentary"
        )
    reposts = _days(archive, REPOSTS, "Date", "shared_on")
    if isinstance(reposts, Missing):
        notes += (f"{reposts.reason}: reposts without a word count only where {origin} has them",)
    else:
        days += [day for day in reposts.columns["shared_on"] if not isinstance(day, (int, str))]
        original += [False] * reposts.count
        origin, notes = f"{origin}, {reposts.origin}", (*notes, *reposts.notes)
    types = {"shared_on": Type.DATE, "original": Type.FLAG}
    return Found("shared_on", types, {"shared_on": days, "original": original}, origin, notes, missing)


def read_comments(archive: Archive) -> Found | Missing:
    """Comments written, counted by the date and link that begin each, whatever the quoting after them."""
    sheet = open_kind(archive, COMMENTS)
    if isinstance(sheet, Missing):
        return sheet
    if (sheet.position("Date"), sheet.position("Link")) != (0, 1):
        return _days(archive, COMMENTS, "Date", "commented_on")
    dates = DateColumn(sheet.path, "Date", rejects=archive.rejects)
    days = [day for _, day in dates.rows(_comment_dates(sheet), 0)]
    columns: dict[str, Cells] = {"commented_on": days}
    return Found("commented_on", {"commented_on": Type.DATE}, columns, base_of(sheet), dates.note())


def _comment_dates(sheet: Sheet) -> Iterator[NumberedRow]:
    """Line number and date cell of every record.

    Quotes inside a comment are escaped by backslashes or doubled, depending on the year, and a comment that ends with a
    backslash would swallow the next record under the first reading. A date and a link at the start of a line do not lie.
    """
    mark = re.escape(sheet.delimiter)
    start = re.compile(rf'(?:"([^"\n]{{0,40}})"|([^"{mark}\n]{{0,40}})){mark}"?({_LINK})?(.?)', re.IGNORECASE)
    begun = False
    for number, line in sheet.lines():
        match = start.match(line)
        if match and _begins_record(match[1] or match[2] or "", match[3] or "", match[4], sheet.delimiter):
            begun = True
            yield number, [match[1] or match[2] or ""]
        elif not begun and line.strip(f'{sheet.delimiter}" \r\n'):
            advice = "Use the file as LinkedIn wrote it."
            raise DataError(
                sheet.path, "the line does not begin with a date and a link", row=number, help=advice
            )


def _begins_record(date_cell: str, link: str, rest: str, delimiter: str) -> bool:
    cell = date_cell.strip()
    if link:
        return not cell or looks_dated(cell) or bool(_DATE_LIKE.fullmatch(cell))
    # Without a link only the shape LinkedIn writes will do, with its time of day: people write days in their lists too.
    return ":" in cell and looks_dated(cell) and rest in ("", "\r", delimiter, '"')


def _days(archive: Archive, kind: Kind, column: str, name: str) -> Found | Missing:
    """A table of days only."""
    sheet = open_kind(archive, kind)
    if isinstance(sheet, Missing):
        return sheet
    dates = DateColumn(sheet.path, column, rejects=archive.rejects)
    days = [day for _, day in dates.rows(sheet.rows(), sheet.position(column) or 0)]
    return Found(name, {name: Type.DATE}, {name: days}, base_of(sheet), dates.note())


def _says_something(commentary: str) -> bool:
    """Whether a post has words; some years quote each line by itself, so that an empty post is a pair of quotes."""
    return bool(commentary.strip(_EMPTY))
