"""Sentences of a page read as a person reads them: what is to be done, how often, and what is promised for it.

Nothing here asks the document or the catalogues: only what is printed counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

Thing = Literal["fact", "rows", "turned", "yes", "no"]

_N = r"-?\d[\d.,\u00a0\u202f]*"
_TITLE = r"(?: \((?P<title>.*)\))?"


@dataclass(frozen=True)
class Way:
    """Something to do.

    Attributes:
        count: How many; fewer where negative; percentage points as they are said.
        noun: What of: ``posts``, ``replies``; a title; empty for the criterion's own fact.
        condition: What the rules ask of each, in their words; empty where the noun says it.
        is_percent: Whether percentage points are counted.
    """

    thing: Thing
    count: Decimal
    noun: str = ""
    condition: str = ""
    is_percent: bool = False


@dataclass(frozen=True)
class Promise:
    """What one line under "Next" promises.

    Attributes:
        points: Points of the criterion afterwards; None where it only comes to be judged.
        more: Of them, more than now; None where there are none now.
        total: What that brings in the total; None where nothing is said of it.
        ways: Each by itself is enough.
        first: A smaller step, and what it brings.
        waits: The day from which new ones count, as it is printed; empty where they count at once.
        also: What else may move; empty where nothing is said to.
    """

    points: Decimal | None
    more: Decimal | None
    total: Decimal | None
    ways: tuple[Way, ...]
    first: tuple[Way, Decimal] | None = None
    waits: str = ""
    also: str = ""


@dataclass(frozen=True)
class Tongue:
    """How one language says it: patterns with named groups, and what its nouns mean."""

    goal: str
    enough: tuple[str, ...]
    takes: str
    either: str
    already: str
    judged: str
    remarks: str
    nouns: tuple[tuple[str, Thing, str], ...]
    facts: tuple[tuple[str, int], ...]
    answers: tuple[tuple[str, Thing], ...]
    percent: str
    decimal: str

    def number(self, said: str) -> Decimal:
        """A number as it is written here."""
        digits = "".join(each for each in said if each in f"-0123456789{self.decimal}")
        return Decimal(digits.replace(self.decimal, "."))

    def promise(self, text: str) -> Promise | None:
        """What the line promises; None where it names nothing to do."""
        remarks = re.search(self.remarks, text)
        if remarks is not None and remarks[0]:
            read = self.promise(text[: remarks.start()])
            assert read is not None, text
            return replace(read, waits=remarks["day"] or "", also=remarks["also"] or "")
        judged = re.fullmatch(self.judged, text)
        if judged is not None:
            return Promise(None, None, None, self.either_of(judged["ways"]))
        found = re.match(self.goal, text)
        assert found is not None, text
        points, more, total = (
            None if each is None else self.number(each) for each in found.group("points", "more", "total")
        )
        if total is None and found["nothing"]:
            total = Decimal(0)
        rest, first = text[found.end() :], None
        already = re.search(self.already, rest)
        if already is not None:
            first = self.way(already["way"]), self.number(already["points"])
            rest = rest[: already.start()]
        ways = self._ways(rest)
        return None if ways is None else Promise(points, more, total, ways, first)

    def _ways(self, rest: str) -> tuple[Way, ...] | None:
        for pattern in self.enough:
            one = re.fullmatch(pattern, rest)
            if one is not None:
                return (self.way(one["way"]),)
        several = re.fullmatch(self.takes, rest)
        return None if several is None else self.either_of(several["ways"])

    def either_of(self, said: str) -> tuple[Way, ...]:
        return tuple(map(self.way, re.split(self.either, said)))

    def way(self, said: str) -> Way:
        said = said[0].lower() + said[1:]
        for pattern, thing in self.answers:
            if (found := re.fullmatch(pattern, said)) is not None:
                return Way(thing, Decimal(1), found["title"])
        for pattern, thing, noun in self.nouns:
            if (found := re.fullmatch(pattern + _TITLE, said)) is not None:
                table = found.groupdict().get("table")
                return Way(thing, self._count(found), table or noun, found["title"] or "")
        for pattern, sign in self.facts:
            if (found := re.fullmatch(pattern + _TITLE, said)) is not None:
                percent = re.search(self.percent, said) is not None
                return Way("fact", sign * self._count(found), found["title"] or "", "", percent)
        raise AssertionError(said)

    def _count(self, found: re.Match[str]) -> Decimal:
        count = found.groupdict().get("n")
        return Decimal(1) if count is None else self.number(count)


def _n(pattern: str) -> str:
    return pattern.replace("#", rf"(?P<n>{_N})")


ENGLISH = Tongue(
    goal=rf"(?:(?:From|At|Below|Down at) \S+|With a (?:yes|no)) you earn (?P<points>{_N}) points?(?: here)?"
    rf"(?:, (?P<more>{_N}) more than now)?(?:,? (?:and )?about (?P<total>{_N})(?: more)? in the total)?"
    r"(?P<nothing>, but nothing in the total(?: while the (?:cap at|deduction of) \S+ applies)?)?",
    enough=(r": (?P<way>.*) (?:is|are) enough\.",),
    takes=r"; it takes (?P<ways>.*)\.",
    either=", or ",
    already=rf" (?P<way>(?:{_N}|[Oo]ne|A) [^.]*) already brings? (?P<points>{_N}) points?(?: here)?\.",
    judged=r"(?P<ways>.*) and this can be judged\.",
    remarks=r"(?: What is new today counts from (?P<day>[^.]*)\.)?(?: This can also move: (?P<also>.*)\.)?$",
    nouns=(
        (_n("one more reply|# more replies"), "turned", "replies"),
        (_n("one more accepted invitation|# more accepted invitations"), "turned", "accepted invitations"),
        (_n("(?:#|one) more of the same rows"), "turned", ""),
        (_n("# more connections? in the market"), "rows", "connections in the market"),
        (_n("# more messages? from you"), "rows", "messages from you"),
        (_n("# more answered InMails?"), "rows", "answered InMails"),
        (_n("# more posts? of your own"), "rows", "posts of your own"),
        (_n("# more reposts?"), "rows", "reposts"),
        (_n("# more connections?"), "rows", "connections"),
        (_n("# more invitations?"), "rows", "invitations"),
        (_n("# more messages?"), "rows", "messages"),
        (_n("# more InMails?"), "rows", "inmails"),
        (_n("# more posts?"), "rows", "shares"),
        (_n("# more comments?"), "rows", "comments"),
        (_n("# more reactions?"), "rows", "reactions"),
        (_n("# more search(?:es)?"), "rows", "searches"),
        (_n(r"# more rows? of (?P<table>\S+)"), "rows", ""),
    ),
    facts=((_n("#(?: percentage points?)? more"), 1), (_n("#(?: percentage points?)? less"), -1)),
    answers=(("a yes to “(?P<title>.*)”", "yes"), ("a no to “(?P<title>.*)”", "no")),
    percent="percentage point",
    decimal=".",
)

_GOALS = {
    "en": rf"you earn (?P<points>{_N}) points?(?: here)?(?:, (?P<more>{_N}) more than now)?"
    rf"(?:,? (?:and )?about (?P<total>{_N})(?: more)? in the total)?",
    "de": rf"erhalten Sie(?: hier)? (?P<points>{_N}) Punkte?(?:, (?P<more>{_N}) mehr als jetzt)?"
    rf"(?:(?:,| und) in der Gesamtzahl etwa (?P<total>{_N})(?: mehr)?)?",
    "fr": rf"vous gagnez (?P<points>{_N}) points?(?: ici)?(?:, (?P<more>{_N}) de plus que maintenant)?"
    rf"(?:,? (?:et )?environ (?P<total>{_N})(?: de plus)? au total)?",
    "es": rf"obtiene (?P<points>{_N}) puntos?(?: aquí)?(?:, (?P<more>{_N}) más que ahora)?"
    rf"(?:,? (?:y )?unos (?P<total>{_N})(?: más)? en el total)?",
}
_ONES = {
    "en": r"\b[Oo]ne\b|\ba (?:yes|no)\b",
    "de": r"\b[Ee]ine\b|\bein (?:Ja|Nein)\b",
    "fr": r"\b[Uu]ne\b|\bun (?:oui|non)\b",
    "es": r"\b[Uu]na\b|\bun (?:sí|no)\b",
}
_GROUPING = {"en": ",", "de": ".", "fr": "\u202f", "es": "."}


def amounts(text: str, tag: str) -> tuple[tuple[Decimal | None, ...], tuple[Decimal, ...]]:
    """What a line promises, part by part, and after it every number as it comes; days and titles left out."""
    text = re.sub(
        r"\d+\.? (?:de )?\w+\.? (?:de )?\d{4}", "", re.sub(r"\([^()]*\)|[„“«][^“”»]*[“”»]", "", text)
    )
    found = re.search(_GOALS[tag], text)
    goal = (
        () if found is None else tuple(None if each is None else _read(each, tag) for each in found.groups())
    )
    rest = re.sub(_ONES[tag], "1", text if found is None else text[found.end() :])
    return goal, tuple(_read(each, tag) for each in re.findall(_N, rest))


def _read(said: str, tag: str) -> Decimal:
    digits = said.rstrip(".,\u00a0\u202f").replace(_GROUPING[tag], "")
    return Decimal(digits.replace("." if tag == "en" else ",", "."))
