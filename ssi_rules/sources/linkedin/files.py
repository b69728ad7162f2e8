"""The files of an export that facts are read from: their names over the years and the columns they cannot do without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.sources.csvtext import Sheet, UnknownHeader, column_name, open_sheet
from ssi_rules.sources.dataset import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.sources.archive import Archive


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of an export.

    Attributes:
        shown: Its usual name.
        names: Its normal names (see ``archive.normal_name``), the preferred first.
        needs: Columns without which it cannot be read; each by its names over the years.
    """

    shown: str
    names: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether a row of normalised cells has every column needed."""
        present = set(cells)
        return all(any(column_name(name) in present for name in column) for column in self.needs)


CONNECTIONS = Kind("Connections.csv", ("connections",), (("First Name",), ("Connected On",)))
INVITATIONS = Kind(
    "Invitations.csv", ("invitations",), (("Sent At",), ("Direction",), ("To", "inviteeProfileUrl"))
)
MESSAGES = Kind("messages.csv", ("messages",), (("CONVERSATION ID",), ("FROM",), ("DATE",)))
PROFILE = Kind("Profile.csv", ("profile",), (("First Name",), ("Headline",)))
PROFILE_SUMMARY = Kind("Profile Summary.csv", ("profilesummary",), (("Profile Summary", "Summary"),))
POSITIONS = Kind("Positions.csv", ("positions",), (("Company Name",), ("Title",), ("Finished On",)))
EDUCATION = Kind("Education.csv", ("education",), (("School Name",),))
SKILLS = Kind("Skills.csv", ("skills",), (("Name", "Skill Name"),))
ENDORSEMENTS = Kind(
    "Endorsement_Received_Info.csv", ("endorsementreceivedinfo",), (("Endorsement Status", "Status"),)
)
RECOMMENDATIONS = Kind("Recommendations_Received.csv", ("recommendationsreceived",), (("Status",),))
FOLLOWS = Kind("Company Follows.csv", ("companyfollows",), (("Organization",),))
AD_TARGETING = Kind("Ad_Targeting.csv", ("adtargeting",), (("Member Groups",),))
REGISTRATION = Kind("Registration.csv", ("registration",), (("Subscription Types",),))
LOGINS = Kind("Logins.csv", ("logins",), (("Login Date",),))
SEARCHES = Kind("SearchQueries.csv", ("searchqueries",), (("Time",),))
SHARES = Kind("Shares.csv", ("shares",), (("Date",), ("ShareLink", "ShareCommentary")))
REPOSTS = Kind("InstantReposts.csv", ("instantreposts",), (("Date",),))
COMMENTS = Kind("Comments.csv", ("comments",), (("Date",), ("Link",)))
REACTIONS = Kind("Reactions.csv", ("reactions", "likes"), (("Date",),))

KINDS = (
    CONNECTIONS,
    INVITATIONS,
    MESSAGES,
    PROFILE,
    PROFILE_SUMMARY,
    POSITIONS,
    EDUCATION,
    SKILLS,
    ENDORSEMENTS,
    RECOMMENDATIONS,
    FOLLOWS,
    AD_TARGETING,
    REGISTRATION,
    LOGINS,
    SEARCHES,
    SHARES,
    REPOSTS,
    COMMENTS,
    REACTIONS,
)
"""Every file that is read; any other is passed over."""

_OTHERS = """
guidemessages coachmessages learningcoachmessages learningroleplaymessages importedcontacts contacts notes
memberfollows hashtagfollows memberhashtags certifications languages projects publications honors courses patents
organizations testscores volunteering causesyoucareabout endorsementgiveninfo recommendationsgiven emailaddresses
phonenumbers whatsappphonenumbers verifications votes richmedia saveditems savedarticles events learning reviews
securitychallenges adsclicked lanadsengagement inferencesaboutyou accountstatushistory receipts receiptsv2
jobapplications savedjobs jobseekerpreferences savedjobalerts jobapplicantsavedanswers
jobapplicantsavedscreeningquestionresponses privateidentityasset loginattempts mobileapplications
"""

PASSED_OVER = frozenset(_OTHERS.split())
"""Normal names of files that show an archive to be an export, though no fact is read from them."""


def open_kind(archive: Archive, kind: Kind) -> Sheet | Missing:
    """The file of that kind with its header found, or why it cannot be read.

    Raises:
        DataError: It is there, but damaged, too large, or no text.
    """
    entry = archive.find(*kind.names)
    if entry is None:
        return Missing(f"the archive has no {kind.shown}", kind.shown)
    try:
        sheet = open_sheet(entry.opener, archive.place(entry), kind.is_header)
    except UnknownHeader as error:
        return _unknown_columns(kind, entry.base, error.found)
    archive.notices.extend(notice for notice in sheet.notices if notice not in archive.notices)
    return sheet


def base_of(sheet: Sheet) -> str:
    """The file's own name, for origins."""
    return sheet.path.rsplit(": ", 1)[-1].rsplit("/", 1)[-1]


def _unknown_columns(kind: Kind, base: str, found: tuple[str, ...]) -> Missing:
    if not found:
        return Missing(f"{base} is empty, without even a header", kind.shown)
    present = {column_name(cell) for cell in found}
    absent = [names[0] for names in kind.needs if not present & {column_name(name) for name in names}]
    lacked = f"no column {' or '.join(absent)}" if absent else "no single row with the columns needed"
    return Missing(f"{base} has {lacked}; columns found: {', '.join(found)}", kind.shown)
