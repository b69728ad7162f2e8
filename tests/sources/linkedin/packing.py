"""Small exports by hand."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from ssi_rules.sources.linkedin import read_export
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from ssi_rules.sources.dataset import Member

COMPLETE = "Complete_LinkedInDataExport_06-30-2026"
PROFILE = "First Name,Last Name,Headline,Summary,Industry,Geo Location\nAda,Inkpen,Sells,,Banking,Here\n"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"


def url(slug: str) -> str:
    return f"https://www.linkedin.com/in/{slug}"


def pack(folder: Path, files: Mapping[str, bytes | str], name: str = COMPLETE) -> Path:
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for entry, content in files.items():
            packed.writestr(entry, content)
    return path


def member(folder: Path, files: Mapping[str, bytes | str], name: str = COMPLETE) -> Member:
    return read_export(pack(folder, files, name), CATALOGUE)


def rows(read: Member, table: str) -> Sequence[tuple[object, ...]]:
    return list(zip(*read.tables[table].columns.values(), strict=True))


def connection(  # noqa: PLR0913, PLR0917 - a cell each
    first: str, last: str, day: str, slug: str = "", company: str = "", title: str = ""
) -> str:
    return f"{first},{last},{url(slug) if slug else ''},,{company},{title},{day}\n"


def invited(slug: str, at: str, name: str = "Some One") -> str:
    return f'Ada Inkpen,{name},"{at}, 2:37 PM",,OUTGOING,{url("ada")},{url(slug)}\n'


def line(  # noqa: PLR0913, PLR0917 - a cell each
    thread: str, sender: str, to: str, at: str, subject: str = "", text: str = "Hello", folder: str = "INBOX"
) -> str:
    names = {"ada": "Ada Inkpen", "": "LinkedIn Member"}
    sender_url = url(sender) if sender else ""
    people = [part for part in to.split("+") if part]
    urls = ",".join(url(part) for part in people)
    to_names = ", ".join(names.get(part, part) for part in people) or "LinkedIn Member"
    cells = (
        thread,
        "",
        names.get(sender, sender),
        sender_url,
        f'"{to_names}"',
        f'"{urls}"',
        f"{at} 10:00:00 UTC",
        subject,
    )
    return ",".join((*cells, text, folder)) + "\n"
