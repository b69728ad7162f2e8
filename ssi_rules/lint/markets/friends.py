"""Titles that read like a sought one and mean somebody else: data for ``false_friend``, one row a title.

Only what nobody seeks with the word alone is listed, in forms that are common. A word that means two trades of equal
right (`architect`, `manager`, `agent`) has no row, since either may be meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Friend:
    """A false friend.

    Attributes:
        phrase: The word or words that find it, in normal form.
        title: As people write it.
        reason: Who that is instead, as a clause that begins with "who".
        guard: The phrase of a `not` line that takes it out.
    """

    phrase: str
    title: str
    reason: str
    guard: str


def _helpers(*rows: tuple[str, str]) -> tuple[Friend, ...]:
    """Offices whose holders have assistants."""
    return tuple(
        Friend(phrase, f"Assistant to the {title}", "who assists one", "assistant to")
        for phrase, title in rows
    )


_ROWS: Final = (
    *_helpers(
        ("president", "President"),
        ("vice president", "Vice President"),
        ("vp", "VP"),
        ("ceo", "CEO"),
        ("cfo", "CFO"),
        ("coo", "COO"),
        ("cto", "CTO"),
        ("cio", "CIO"),
        ("chief executive", "Chief Executive"),
        ("chairman", "Chairman"),
        ("founder", "Founder"),
        ("managing director", "Managing Director"),
        ("executive director", "Executive Director"),
        ("managing partner", "Managing Partner"),
        ("general manager", "General Manager"),
        ("general counsel", "General Counsel"),
        ("owner", "Owner"),
        ("principal", "Principal"),
    ),
    Friend("president", "Student Body President", "who studies", "student body"),
    Friend("president", "PTA President", "who speaks for parents at a school", "pta"),
    Friend("partner", "Partner Manager", "who looks after other firms that sell", "partner manager"),
    Friend("partner", "HR Business Partner", "who works in personnel", "business partner"),
    Friend("principal", "School Principal", "who heads a school", "school principal"),
    Friend("principal", "Principal Engineer", "who holds a grade of engineers", "principal engineer"),
    Friend("executive", "Account Executive", "who sells", "account executive"),
    Friend("executive", "Executive Assistant", "who assists one", "executive assistant"),
    Friend("executive", "Customer Service Executive", "who answers customers", "service executive"),
    Friend("director", "Funeral Director", "who arranges funerals", "funeral director"),
    Friend("director", "Art Director", "who designs", "art director"),
    Friend("director", "Casting Director", "who casts films", "casting director"),
    Friend("owner", "Product Owner", "who speaks for users to developers", "product owner"),
    Friend("owner", "Process Owner", "who answers for a procedure", "process owner"),
    Friend("officer", "Police Officer", "who serves in the police", "police officer"),
    Friend("officer", "Security Officer", "who guards a door", "security officer"),
    Friend("chief", "Chief of Police", "who serves in the police", "police"),
    Friend("chief", "Fire Chief", "who serves in a fire brigade", "fire chief"),
    Friend("head", "Head Chef", "who cooks", "head chef"),
    Friend("head", "Head Coach", "who trains a team", "head coach"),
    Friend("head", "Head Nurse", "who nurses", "head nurse"),
    Friend("advisor", "Academic Advisor", "who counsels students", "academic advisor"),
    Friend("advisor", "Travel Advisor", "who sells journeys", "travel advisor"),
    Friend("adviser", "Academic Adviser", "who counsels students", "academic adviser"),
    Friend("adviser", "Travel Adviser", "who sells journeys", "travel adviser"),
    Friend("consultant", "Beauty Consultant", "who sells cosmetics", "beauty consultant"),
    Friend("consultant", "Consultant Surgeon", "who operates on patients", "consultant surgeon"),
    Friend("planner", "Wedding Planner", "who plans weddings", "wedding planner"),
    Friend("planner", "Event Planner", "who plans events", "event planner"),
    Friend("buyer", "Media Buyer", "who buys advertising", "media buyer"),
    Friend("buyer", "Home Buyer Specialist", "who sells houses", "home buyer"),
    Friend("controller", "Air Traffic Controller", "who guides aircraft", "air traffic"),
    Friend("controller", "Document Controller", "who files documents", "document controller"),
    Friend("investor", "Investor Relations Manager", "who reports to investors", "investor relations"),
    Friend("producer", "Film Producer", "who makes films", "film producer"),
    Friend("producer", "Music Producer", "who records music", "music producer"),
    Friend("physician", "Physician Assistant", "who assists one", "physician assistant"),
    Friend("physician", "Physician Recruiter", "who hires them", "recruiter"),
    Friend("surgeon", "Tree Surgeon", "who fells trees", "tree surgeon"),
    Friend("secretary", "Secretary of State", "who governs", "secretary of state"),
    Friend("dealer", "Card Dealer", "who works in a casino", "card dealer"),
    Friend("superintendent", "Superintendent of Schools", "who runs schools", "schools"),
    Friend("representative", "Student Representative", "who studies", "student"),
    Friend("it", "Making It Happen", "who only uses the pronoun", "making it"),
)

FRIENDS: Final[Mapping[str, tuple[Friend, ...]]] = {
    phrase: tuple(rows)
    for phrase, rows in groupby(sorted(_ROWS, key=attrgetter("phrase")), key=attrgetter("phrase"))
}
"""The rows of each phrase."""
