"""Writes a life down as the files of an era's export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.synthetic.eras import Era, Quirk
from ssi_rules.synthetic.sheets import PREAMBLE, Sheet
from ssi_rules.synthetic.stamps import Stamps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from ssi_rules.synthetic.life import Invite, Life, Mail, Person, Talk

_MEMBER_NUMBER = "4711000815"
_SHARE = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A71"
_INVITATION_COLUMNS = 5
_MESSAGE_COLUMNS = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
    "IS CONVERSATION DRAFT",
)


class Writer:
    """One export's files.

    Attributes:
        life: What happened.
        era: How files looked then.
        quirks: What is odd about this one.
    """

    def __init__(self, life: Life, era: Era, quirks: frozenset[Quirk], rng: Random) -> None:
        self.life = life
        self.era = era
        self.quirks = quirks
        self.rng = rng
        self.stamps = Stamps(quirks)
        self.persona = life.persona

    def sheets(self) -> Iterator[Sheet]:
        """Every CSV."""
        yield self._connections()
        yield self._invitations()
        yield self._messages()
        yield from self.profile()
        yield from self.vouching()
        yield from self.content()
        yield from self.account()

    def url(self, person: Person) -> str:
        """A profile URL, tidy or not."""
        if not person.slug:
            return ""
        slug = person.slug
        if Quirk.NOISY_URLS in self.quirks:
            slug = self.rng.choice(
                (slug.upper(), slug.replace("-", "%2D"), f"{slug}/", f"{slug}?trk=example")
            )
        return f"https://www.linkedin.com/in/{slug}"

    def _connections(self) -> Sheet:
        header: tuple[str, ...] = (
            "First Name",
            "Last Name",
            "URL",
            "Email Address",
            "Company",
            "Position",
            "Connected On",
        )
        rows: list[tuple[str, ...]] = []
        for contact in self.life.contacts:
            person = contact.person
            first, last = (person.first, person.last) if person else ("", "")
            url = self.url(person) if person and contact.has_url else ""
            day = self.stamps.connected(contact.day)
            rows.append((first, last, url, "", contact.company, contact.title, day))
        self.rng.shuffle(rows)
        preamble = PREAMBLE if self.era.has_preamble else ""
        if not self.era.has_connection_urls:
            header, rows = _without(header, 2), [_without(row, 2) for row in rows]
        return Sheet("Connections.csv", header, rows, preamble)

    def _invitations(self) -> Sheet:
        header = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
        with_urls = self.era.has_invitation_urls and Quirk.NO_INVITATION_URLS not in self.quirks
        rows = [row for invite in self.life.invites for row in self._invitation(invite)]
        self.rng.shuffle(rows)
        width = len(header) if with_urls else _INVITATION_COLUMNS
        return Sheet("Invitations.csv", header[:width], [row[:width] for row in rows])

    def _invitation(self, invite: Invite) -> Iterator[tuple[str, ...]]:
        people = (self.life.owner, invite.person) if invite.outgoing else (invite.person, self.life.owner)
        direction = "OUTGOING" if invite.outgoing else "INCOMING"
        for at in (invite.before, invite.at):
            if at is not None:
                sent = self.stamps.american(at)
                names = (people[0].name, people[1].name)
                yield (*names, sent, "", direction, self.url(people[0]), self.url(people[1]))

    def _messages(self) -> Sheet:
        lines = [(mail.at, self._message(talk, mail)) for talk in self.life.talks for mail in talk.mails]
        lines.sort(key=lambda line: line[0], reverse=Quirk.OLDEST_FIRST not in self.quirks)
        keep = [i for i, name in enumerate(_MESSAGE_COLUMNS) if self._has(name)]
        header = tuple(_MESSAGE_COLUMNS[i] for i in keep)
        rows = [tuple(row[i] for i in keep) for _, row in lines]
        name = "Messages.csv" if self.era is Era.Y2015 else "messages.csv"
        return Sheet(name, header, rows, quotes_all=self.era.has_suffixes)

    def _has(self, column: str) -> bool:
        match column:
            case "RECIPIENT PROFILE URLS":
                return self.era.has_connection_urls
            case "ATTACHMENTS":
                return self.era.has_attachments
            case "IS MESSAGE DRAFT" | "IS CONVERSATION DRAFT":
                return self.era.has_draft_columns or Quirk.DRAFTS in self.quirks
            case _:
                return True

    def _message(self, talk: Talk, mail: Mail) -> tuple[str, ...]:
        sender = mail.by or self.life.owner
        people = [person for person in (self.life.owner, *talk.others) if person is not sender]
        to = ", ".join(person.name for person in people)
        urls = ",".join(self.url(person) for person in people if person.slug)
        text = (mail.subject, mail.text, mail.folder, "", "Yes" if mail.is_draft else "No", "No")
        return (talk.id, "", sender.name, self.url(sender), to, urls, self.stamps.sent(mail.at), *text)

    def profile(self) -> Iterator[Sheet]:
        """What the member says of themselves."""
        filled = self.persona.profile
        row = {
            "First Name": self.persona.first,
            "Last Name": self.persona.last,
            "Maiden Name": "",
            "Headline": "Sells Example Widgets" if "headline" in filled else "",
            "Summary": ""
            if self.era.has_suffixes or "summary" not in filled
            else 'Says "hello", twice.\nSlowly.',
            "Industry": self.persona.industry if "industry" in filled else "",
            "Zip Code": "",
            "Geo Location": "Example City, Nowhere" if "location" in filled else "",
        }
        yield Sheet("Profile.csv", tuple(row), [tuple(row.values())])
        summary = "A summary in a file of its own" if "summary" in filled else ""
        yield Sheet("Profile Summary.csv", ("Profile Summary",), [(summary,)] if summary else [])
        now = (self.persona.company, self.persona.title, "", "", "Jan 2023", "")
        jobs = [("Contoso", "Intern", "", "", "2015", "Mar 2019"), *([now] if "position" in filled else [])]
        yield Sheet(
            "Positions.csv",
            ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
            jobs,
        )
        schools = [("Example University", "2011", "2015", "", "BA", "")] if "education" in filled else []
        header = ("School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities")
        yield Sheet("Education.csv", header, schools)

    def vouching(self) -> Iterator[Sheet]:
        """Skills, and what others say of the member."""
        empty = Quirk.HEADER_ONLY in self.quirks
        skills = [] if empty else [(f"Skill {number}",) for number in range(self.persona.skills)]
        yield Sheet("Skills.csv", ("Name",), skills)
        statuses = ["ACCEPTED"] * self.persona.endorsements + ["PENDING", "HIDDEN"]
        with_url = self.era.has_connection_urls
        url = ("www.linkedin.com/in/someone-example",) if with_url else ()
        stamp = self.stamps.searched(self.life.shares[0]) if self.life.shares else "2024/02/01 15:02:55 UTC"
        rows = [(stamp, "Négotiation", "Some", "One", *url, status) for status in statuses]
        columns = ("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name")
        header = (*columns, *(("Endorser Public Url",) if with_url else ()), "Endorsement Status")
        name = "Endorsement_Received_Info.csv" if with_url else "Endorsement Received Info.csv"
        yield Sheet(name, header, [] if empty else rows)
        header = ("First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status")
        written = [("Some", "One", "Contoso", "CEO", "Good,\ntruly.", "12/22/19, 10:06 AM")] * (
            self.persona.recommendations + 1
        )
        shown = [(*row, "VISIBLE" if number else "PENDING") for number, row in enumerate(written)]
        yield Sheet("Recommendations_Received.csv", header, shown)

    def content(self) -> Iterator[Sheet]:
        """Shares, reposts, comments, reactions."""
        yield self._shares()
        if self.era.has_reposts:
            reposts = [(self.stamps.shared(at), f"{_SHARE}00") for at in self.life.reposts]
            yield Sheet(self._content_name("InstantReposts"), ("Date", "Link"), reposts)
        yield self._comments()
        yield self._reactions()

    def _shares(self) -> Sheet:
        rows = [
            (self.stamps.shared(at), f"{_SHARE}{n:06}", self._post(n), "", "")
            for n, at in enumerate(self.life.shares)
        ]
        if not self.era.has_reposts:
            blank = '""' if Quirk.LINE_QUOTED_SHARES in self.quirks else ""
            rows += [(self.stamps.shared(at), f"{_SHARE}01", blank, "", "") for at in self.life.reposts]
        header: tuple[str, ...] = ("Date", "ShareLink", "ShareCommentary", "SharedUrl", "MediaUrl")
        if self.era.has_connection_urls:
            header = (*header, "Visibility")
            return Sheet(self._content_name("Shares"), header, [(*row, "MEMBER_NETWORK") for row in rows])
        return Sheet(self._content_name("Shares"), header, rows)

    def _post(self, number: int) -> str:
        lines = ("Three things, seen at a fair:", "", 'one "big", two small', f"and number {number}")
        if Quirk.LINE_QUOTED_SHARES in self.quirks:
            return "\n".join(f'"{line}"' for line in lines)
        return "\n".join(lines)

    def _comments(self) -> Sheet:
        text = "Well said."
        if Quirk.BACKSLASH_COMMENTS in self.quirks:
            text = 'She said "no",\n\n2024-01-01 was a Monday\nin C:\\temp\\'
        header = ("Date", "Link", "Comment" if self.era is Era.Y2015 else "Message")
        link = f"{_SHARE}99?commentUrn=urn%3Ali%3Acomment"
        rows = [(self.stamps.shared(at), link, text) for at in self.life.comments]
        return Sheet(self._content_name("Comments"), header, rows, escapes=True, fixed=True)

    def _reactions(self) -> Sheet:
        foreign = Quirk.LOCALIZED_HEADERS in self.quirks
        date, kind, link = ("Datum", "Typ", "Verweis") if foreign else ("Date", "Type", "Link")
        rows = [(self.stamps.shared(at), name, f"{_SHARE}42") for at, name in self.life.reactions]
        if self.era is Era.Y2015:
            return Sheet("Likes.csv", (date, link), [(row[0], row[2]) for row in rows])
        return Sheet(self._content_name("Reactions"), (date, kind, link), rows)

    def account(self) -> Iterator[Sheet]:
        """What the account itself shows."""
        searches = [(self.stamps.searched(at), 'widgets "near me", cheap') for at in self.life.searches]
        yield Sheet("SearchQueries.csv", ("Time", "Search Query"), searches)
        logins = [
            (self.stamps.signed_in(at), "192.0.2.1", "Example/1.0 (X; Y)", "WEB") for at in self.life.logins
        ]
        yield Sheet("Logins.csv", ("Login Date", "IP Address", "User Agent", "Login Type"), logins)
        stamp = "Tue Sep 28 09:08:27 UTC 2021"
        follows = [(f"Example Company {number}, Inc.", stamp) for number in range(self.persona.follows)]
        yield Sheet("Company Follows.csv", ("Organization", "Followed On"), follows)
        seat = {True: "Sales Navigator Core", False: "Premium Career", None: ""}[self.persona.seat]
        registered = ("3/14/11, 5:01 PM", "192.0.2.7", seat)
        yield Sheet(
            "Registration.csv", ("Registered At", "Registration Ip", "Subscription Types"), [registered]
        )
        yield self._ad_targeting()
        if Quirk.ASSISTANT_CHATS in self.quirks:
            yield from self._assistants()

    def _ad_targeting(self) -> Sheet:
        groups = "; ".join(f"Example Group {number}, worldwide" for number in range(self.persona.groups))
        header: tuple[str, ...] = ("Member Age", "Company Names", "Member Groups", "Job Seniorities")
        row: tuple[str, ...] = ("35-54", "Contoso; Fabrikam", groups, "Senior; Manager")
        if Quirk.WIDE_AD_TARGETING in self.quirks:
            wide = (
                "Company Names",
                "Job Titles",
                "Job Titles",
                "Company Names",
                "Job Titles",
                "Member Skills",
            )
            header, row = (*header, *wide), (*row, *("a; b, c",) * len(wide))
        name = "Ad Targeting.csv" if self.era is Era.Y2015 else "Ad_Targeting.csv"
        return Sheet(name, header, [row])

    def _assistants(self) -> Iterator[Sheet]:
        """Chats that are no messages, under names that look as if they were."""
        stamp = "2026-01-01 10:00:00 UTC"
        row = ("3-chat", "", "Coach", "", "You", "", stamp, "Goals", "Hello", "INBOX", "", "No", "No")
        yield Sheet("coach_messages.csv", _MESSAGE_COLUMNS, [row] * 3)
        yield Sheet("learning_role_play_messages.csv", _MESSAGE_COLUMNS, [row])
        yield Sheet("guide_messages.csv", ("No conversations found",), [])

    def _content_name(self, name: str) -> str:
        return f"{name}_{_MEMBER_NUMBER}.csv" if self.era.has_suffixes else f"{name}.csv"


def _without(row: tuple[str, ...], place: int) -> tuple[str, ...]:
    return row[:place] + row[place + 1 :]
