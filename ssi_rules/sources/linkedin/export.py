"""One person's export, from its files to a member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.language.types import Type
from ssi_rules.sources.archive import Archive, normal_name, open_archive
from ssi_rules.sources.dataset import DataError, Member, Missing
from ssi_rules.sources.linkedin import account, activity
from ssi_rules.sources.linkedin.elsewhere import NEVER_HELD, NOT_IN_EXPORTS
from ssi_rules.sources.linkedin.files import CONNECTIONS, FOLLOWS, INVITATIONS, KINDS, MESSAGES, PASSED_OVER
from ssi_rules.sources.linkedin.findings import Findings
from ssi_rules.sources.linkedin.invitations import Invitations, invitation_table, read_invitations
from ssi_rules.sources.linkedin.mail import read_mail
from ssi_rules.sources.linkedin.messages import find_owner, inmail_table, message_table
from ssi_rules.sources.linkedin.naming import ExportName, export_name
from ssi_rules.sources.linkedin.network import Network, coworkers, read_network
from ssi_rules.sources.linkedin.people import name_key
from ssi_rules.sources.linkedin.profile import (
    Profile,
    count_rows,
    find_profile_facts,
    read_positions,
    read_profile,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from ssi_rules.model import Catalogue

KNOWN_NAMES = frozenset(name for kind in KINDS for name in kind.names)
"""Normal names of the files that are read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A member, and what was passed over in reading."""

    member: Member
    notices: tuple[str, ...]


def read_parts(
    parts: Sequence[Path], member_id: str, catalogue: Catalogue, *, rejects: bool = False
) -> Reading:
    """Read one export, in one archive or several parts, the preferred one first.

    Args:
        parts: The archives.
        member_id: What to call the member.
        catalogue: What to read.
        rejects: Whether rows with an unreadable date are set aside and counted.

    Raises:
        DataError: An archive cannot be read, or holds no file of an export.
    """
    with open_archive(*parts, rejects=rejects) as archive:
        _refuse_stranger(archive)
        name = _name(parts, archive)
        findings = Findings(catalogue)
        profile = read_profile(archive)
        _read_profile_side(archive, profile, name, findings)
        network = read_network(archive)
        _read_tables(archive, profile, network, name.day, findings)
        _read_joined(archive, network, findings)
        findings.lack(NEVER_HELD, NOT_IN_EXPORTS)
        _tell_first_part(archive)
        return Reading(_member(member_id, profile, name.day, findings), tuple(archive.notices))


def _read_profile_side(
    archive: Archive, profile: Profile | Missing, name: ExportName, findings: Findings
) -> None:
    find_profile_facts(archive, profile, read_positions(archive), findings)
    findings.fact("companies_followed", Type.COUNT, lambda: count_rows(archive, FOLLOWS, "Organization"))
    findings.fact("groups", Type.COUNT, lambda: account.groups(archive))
    findings.fact("sales_navigator_seat", Type.FLAG, lambda: account.has_seat(archive))
    findings.fact("articles", Type.COUNT, lambda: account.articles(archive, complete=name.is_complete))


def _read_tables(
    archive: Archive,
    profile: Profile | Missing,
    network: Network | Missing,
    as_of: date | None,
    findings: Findings,
) -> None:
    """Every dated table; what depends on the day of the export comes when all days have been seen."""
    findings.table("connections", network if isinstance(network, Missing) else network.table())
    findings.table("shares", activity.read_shares(archive))
    findings.table("comments", activity.read_comments(archive))
    findings.table("reactions", activity.read_reactions(archive))
    findings.table("searches", activity.read_searches(archive))
    invitations = read_invitations(archive)
    _read_messages(archive, profile, network, invitations, findings)
    logins = activity.read_logins(archive)
    findings.table("logins", logins)
    if isinstance(invitations, Missing):
        findings.table("invitations", invitations)
        day = as_of or findings.last_day
    else:
        day = as_of or max((each for each in (findings.last_day, invitations.last) if each), default=None)
        findings.table("invitations", invitation_table(invitations, network, day))
    findings.fact("days_active", Type.COUNT, lambda: account.days_active(logins, day))


def _read_messages(
    archive: Archive,
    profile: Profile | Missing,
    network: Network | Missing,
    invitations: Invitations | Missing,
    findings: Findings,
) -> None:
    if not findings.wants("messages", "inmails"):
        return
    name = "" if isinstance(profile, Missing) else name_key(profile.name)
    mail = read_mail(archive, name)
    if isinstance(mail, Missing):
        findings.table("messages", mail)
        findings.table("inmails", mail)
        return
    shown = "" if isinstance(invitations, Missing) else invitations.owner
    own = "" if isinstance(profile, Missing) else profile.slug
    owner = find_owner(mail, shown or own, name)
    findings.table("messages", message_table(mail, owner))
    findings.table("inmails", inmail_table(mail, owner, network))


def _read_joined(archive: Archive, network: Network | Missing, findings: Findings) -> None:
    findings.fact("coworker_connections", Type.COUNT, lambda: coworkers(network, read_positions(archive)))


def _member(member_id: str, profile: Profile | Missing, as_of: date | None, findings: Findings) -> Member:
    labels = {} if isinstance(profile, Missing) or not profile.name else {"name": profile.name}
    return Member(
        member_id, as_of, findings.facts, findings.origins, findings.tables, findings.missing, labels
    )


def _name(parts: Sequence[Path], archive: Archive) -> ExportName:
    """What names tell: of the parts, else of the folder that all entries lie in."""
    names = [export_name(stem_of(part)) for part in parts]
    if not any(name.kind for name in names):
        folders = {entry.name.split("/", 1)[0] for entry in archive.entries if entry.depth}
        names = [name for folder in sorted(folders) if (name := export_name(folder)).kind] or names
    kind = "complete" if any(name.is_complete for name in names) else names[0].kind
    return ExportName(names[0].person, kind, max((name.day for name in names if name.day), default=None))


def stem_of(path: Path) -> str:
    """A ZIP's name without its ending, a folder's whole."""
    return path.stem if path.suffix.casefold() == ".zip" else path.resolve().name


def _tell_first_part(archive: Archive) -> None:
    """LinkedIn sends two archives a day apart; people are content with the first."""
    present = {normal_name(entry.base) for entry in archive.entries}
    if not present & {name for kind in (CONNECTIONS, INVITATIONS, MESSAGES) for name in kind.names}:
        archive.notices.append(
            f"{archive.path}: no connections, invitations or messages: LinkedIn sends them in a second archive, a day later"
        )


def _refuse_stranger(archive: Archive) -> None:
    """An archive without one file of an export is somebody's mistake, not an empty member."""
    if any(normal_name(entry.base) in KNOWN_NAMES | PASSED_OVER for entry in archive.entries):
        return
    inner = next((entry.name for entry in archive.entries if entry.name.casefold().endswith(".zip")), None)
    if inner is not None:
        raise DataError(archive.path, f"it holds another ZIP, {inner}, and no table", help="Unzip it once.")
    advice = "Give the ZIP that LinkedIn sent, or the folder it was unzipped to."
    told = "".join(f"; {notice.removeprefix(f'{archive.path}: ')}" for notice in archive.notices)
    raise DataError(archive.path, f"it holds none of the files of a LinkedIn export{told}", help=advice)
