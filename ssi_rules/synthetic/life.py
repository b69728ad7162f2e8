"""What an invented person truly did; files and truth are both drawn from it, apart from each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.synthetic import pools
from ssi_rules.synthetic.eras import Quirk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.synthetic.persona import Persona

_INVITING = 150
"""Days before the archive's in which invitations were sent."""

_OLD = _INVITING + 60
"""Days before the archive's by which all connections were made that have no invitation on file."""

_JUDGED_AFTER = 14


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a profile; ``slug`` "" when the account is gone."""

    first: str
    last: str
    slug: str

    @property
    def name(self) -> str:
        """As LinkedIn prints it."""
        return f"{self.first} {self.last}"


CLOSED = Person("LinkedIn", "Member", "")
"""What is left of a closed account."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A connection; ``person`` None when hidden."""

    person: Person | None
    title: str
    company: str
    day: date
    has_url: bool = True


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation between the owner and somebody, the last where there were several."""

    person: Person
    at: datetime
    accepted: bool
    outgoing: bool = True
    before: datetime | None = None
    shares_name: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """One message; ``by`` None is the owner."""

    by: Person | None
    at: datetime
    text: str
    subject: str = ""
    folder: str = "INBOX"
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation; ``counts`` is no for what is no exchange between two people."""

    id: str
    others: tuple[Person, ...]
    mails: tuple[Mail, ...]
    is_inmail: bool = False
    replied: bool = False
    counts: bool = True


@dataclass
class Life:
    """Everything the person did until ``as_of``."""

    persona: Persona
    owner: Person
    as_of: date
    contacts: list[Contact] = field(default_factory=list)
    invites: list[Invite] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    shares: list[datetime] = field(default_factory=list)
    reposts: list[datetime] = field(default_factory=list)
    comments: list[datetime | None] = field(default_factory=list)
    reactions: list[tuple[datetime, str]] = field(default_factory=list)
    searches: list[datetime] = field(default_factory=list)
    logins: list[datetime] = field(default_factory=list)


def live(persona: Persona, seed: int, as_of: date, quirks: frozenset[Quirk]) -> Life:
    """Invent what a persona did.

    Args:
        persona: Who.
        seed: The same seed gives the same life.
        as_of: The last day of it.
        quirks: Oddities that are about what happened rather than how it was written down.
    """
    rng = Random(f"{seed} {persona.first} {persona.last}")  # noqa: S311 - repeatable on purpose, no secret
    return _Inventor(rng, persona, as_of, quirks).life()


class _Inventor:
    def __init__(self, rng: Random, persona: Persona, as_of: date, quirks: frozenset[Quirk]) -> None:
        self.rng = rng
        self.persona = persona
        self.as_of = as_of
        self.quirks = quirks
        owner = Person(persona.first, persona.last, pools.slug(persona.first, persona.last))
        self.made = Life(persona, owner, as_of)
        self.names = iter(name for name in pools.names(rng) if name != (persona.first, persona.last))

    def life(self) -> Life:
        """Everything, in a fixed order so that a seed always gives the same."""
        self.contacts()
        self.invitations()
        self.talks()
        self.activity()
        if Quirk.HEADER_ONLY in self.quirks:
            self.made.comments, self.made.reactions, self.made.searches = [], [], []
        return self.made

    def person(self) -> Person:
        first, last = next(self.names)
        if Quirk.LETTERS_AFTER_NAMES in self.quirks and self.rng.random() < 1 / 2:
            last = f"{last}, {self.rng.choice(('Ph.D.', 'CFP', 'MBA'))}"
        return Person(first, last, pools.slug(first, last))

    def at(self, first: int, last: int) -> datetime:
        """A moment between two numbers of days before the last day, the nearer one included."""
        day = self.as_of - timedelta(days=self.rng.randint(last, first))
        return datetime.combine(
            day, time(self.rng.randrange(24), self.rng.randrange(60), self.rng.randrange(60)), UTC
        )

    def contacts(self) -> None:
        """Old connections, made before the invitations that are still on file."""
        audience = dict(self.persona.audience)
        if Quirk.WORLD_TITLES in self.quirks:
            audience["world"] = 12
        pool = [title for name, count in audience.items() for title in self._titles(name, count)]
        for number, (title, firm) in enumerate(pool):
            company = self.persona.company if number < self.persona.coworkers else firm
            self.made.contacts.append(Contact(self.person(), title, company, self.at(2000, _OLD).date()))
        self._odd_contacts()

    def _titles(self, name: str, count: int) -> Iterator[tuple[str, str]]:
        firms = pools.ADVISORY_FIRMS if name == "advisor" else pools.FIRMS
        others = [firm for firm in firms if firm != self.persona.company]
        return ((self.rng.choice(pools.TITLES[name]), self.rng.choice(others)) for _ in range(count))

    def _odd_contacts(self) -> None:
        if Quirk.HIDDEN_PEOPLE in self.quirks:
            self.made.contacts += [Contact(None, "", "", self.at(900, 1).date()) for _ in range(4)]
        if Quirk.NAME_ONLY in self.quirks:
            days = [self.at(900, _OLD).date() for _ in range(3)]
            self.made.contacts += [Contact(self.person(), "", "", day, has_url=False) for day in days]
        if Quirk.LOW_COVERAGE in self.quirks:
            count = 3 * self.persona.invitations + 10
            self.made.contacts += [
                self._recent(self.person(), self.at(_INVITING - 5, 20).date()) for _ in range(count)
            ]

    def invitations(self) -> None:
        count = self.persona.invitations
        accepting = count * self.persona.acceptance // 100
        for number in range(count):
            invite = Invite(self.person(), self.at(_INVITING, _JUDGED_AFTER), number < accepting)
            if Quirk.RESENT in self.quirks and number % 3 == 0:
                invite = replace(invite, before=invite.at - timedelta(days=40))
            self._invite(invite)
        for _ in range(3):
            self._invite(Invite(self.person(), self.at(_JUDGED_AFTER - 1, 0), accepted=False))
        for accepted in (True, True, False):
            self._invite(Invite(self.person(), self.at(_INVITING, 20), accepted, outgoing=False))
        if Quirk.AMBIGUOUS_NAMES in self.quirks:
            self._ambiguous()

    def _invite(self, invite: Invite) -> None:
        """An accepted one makes a connection: some days later, or by LinkedIn's calendar the day before."""
        self.made.invites.append(invite)
        if invite.accepted:
            later = self.rng.choice((-1, 0, 1, 3, 9))
            day = min(invite.at.date() + timedelta(days=later), self.as_of)
            self.made.contacts.append(self._recent(invite.person, day))

    def _recent(self, person: Person, day: date) -> Contact:
        return Contact(person, self.rng.choice(pools.TITLES["other"]), self.rng.choice(pools.FIRMS[1:]), day)

    def _ambiguous(self) -> None:
        """An invitee who has not answered shares a name with two old connections."""
        invitee = self.person()
        self._invite(Invite(invitee, self.at(_INVITING, _JUDGED_AFTER), accepted=False, shares_name=True))
        for number in (1, 2):
            namesake = replace(invitee, slug=f"{invitee.slug}-{number}")
            self.made.contacts.append(Contact(namesake, "Teacher", "Contoso", self.at(900, _OLD).date()))

    def talks(self) -> None:
        known = [contact.person for contact in self.made.contacts if contact.person and contact.has_url]
        names = Counter(person.name for person in known)
        unique = [person for person in known if names[person.name] == 1]
        partners = [self.rng.choice(unique) for _ in range(self.persona.threads)] if unique else []
        for number, partner in enumerate(partners):
            self.made.talks.append(self._chat(number, partner))
        answered = self.persona.inmails * self.persona.replies // 100
        for number in range(self.persona.inmails):
            self.made.talks.append(self._inmail(number, replied=number < answered))
        self._odd_talks()

    def _chat(self, number: int, partner: Person) -> Talk:
        """With a connection, after having become one; the owner takes part in nearly all."""
        start = self.at(140, 1)
        lines = [Mail(None if number % 2 else partner, start, self._text())]
        for step in range(self.rng.randint(1, 4)):
            by = partner if (number + step) % 2 else None
            lines.append(
                Mail(by, lines[-1].at + timedelta(seconds=self.rng.randint(1, 20_000)), self._text())
            )
        return Talk(
            f"2-chat-{number}", (partner,), tuple(line for line in lines if line.at.date() <= self.as_of)
        )

    def _inmail(self, number: int, *, replied: bool) -> Talk:
        """To a stranger; one is answered too late, which is no answer."""
        stranger = CLOSED if Quirk.CLOSED_ACCOUNTS in self.quirks and number % 4 == 1 else self.person()
        late = not replied and number == self.persona.inmails - 1
        start = self.at(150, 100) if late else self.at(95, 12)
        lines = [Mail(None, start, self._text(), subject="A word about your planning")]
        if replied:
            lines.append(
                Mail(stranger, start + timedelta(days=self.rng.randint(0, 9), minutes=7), self._text())
            )
        if late:
            lines.append(Mail(stranger, start + timedelta(days=92), self._text()))
        return Talk(f"2-inmail-{number}", (stranger,), tuple(lines), is_inmail=True, replied=replied)

    def _odd_talks(self) -> None:
        people = {Quirk.SPAM: 1, Quirk.DRAFTS: 1, Quirk.SPONSORED: 0, Quirk.GROUP_THREADS: 3}
        for quirk, count in people.items():
            for number in range(2 if quirk in self.quirks else 0):
                others = tuple(self.person() for _ in range(count)) or (Person("Sponsored", "Sender", ""),)
                self.made.talks.append(self._no_talk(quirk, number, others))

    def _no_talk(self, quirk: Quirk, number: int, others: tuple[Person, ...]) -> Talk:
        at = self.at(100, 2)
        by = None if quirk is Quirk.DRAFTS else others[0]
        text = (
            '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%</p>'
            if quirk is Quirk.SPONSORED
            else "Hello"
        )
        folder = "SPAM" if quirk is Quirk.SPAM else "INBOX"
        mail = Mail(by, at, text, "An offer", folder, is_draft=quirk is Quirk.DRAFTS)
        mails = [mail]
        if quirk is Quirk.GROUP_THREADS:
            mails += [
                Mail(None, at + timedelta(hours=1), "Hi all"),
                Mail(others[1], at + timedelta(hours=2), "Hi"),
            ]
        return Talk(f"2-{quirk.name}-{number}", others, tuple(mails), counts=False)

    def activity(self) -> None:
        made, persona = self.made, self.persona
        made.shares = [self.at(360, 0) for _ in range(persona.shares)]
        made.reposts = [self.at(360, 0) for _ in range(persona.reposts)]
        made.comments = [self.at(360, 0) for _ in range(persona.comments)]
        if Quirk.BLANK_COMMENT_DATES in self.quirks:
            made.comments += [None, None]
        kinds = ("LIKE", "PRAISE", "EMPATHY", "INTEREST")
        made.reactions = [(self.at(360, 0), self.rng.choice(kinds)) for _ in range(persona.reactions)]
        made.searches = [self.at(360, 0) for _ in range(persona.searches)]
        days = self.rng.sample(range(120), min(persona.login_days, 120))
        made.logins = [self.at(day, day) for day in days for _ in range(self.rng.randint(1, 2))]

    def _text(self) -> str:
        if Quirk.MULTILINE_MESSAGES in self.quirks:
            return '<p>He said "yes"</p>\r\n\r\n"quoted", and\nmore; 2024-01-01 10:00:00,https://example.com'
        return "Good to hear from you."
