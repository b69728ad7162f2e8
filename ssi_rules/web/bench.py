"""The bench itself: texts being edited, and what comes of each for one member and for all."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.explain.later import AHEAD
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.planning import Planner, planned
from ssi_rules.report.inert import inert
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.web import words
from ssi_rules.web.checker import Checker
from ssi_rules.web.movers import Movement, Standing, movement, standing, standings
from ssi_rules.web.people import Crowd
from ssi_rules.web.refusals import Refusal, Refused
from ssi_rules.web.voice import Voice, voice
from ssi_rules.web.whatif import WhatIf, dials, done, efforts, turned, with_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ssi_rules.model import Ruleset
    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member
    from ssi_rules.web.checker import Checked
    from ssi_rules.web.people import People
    from ssi_rules.web.project import Opened, Project
    from ssi_rules.web.whatif import Dial, Effort

MOST_TABS: Final = 16
"""Texts open at once; the one not used for longest is forgotten first."""

_MOST_PAGES = 4


@dataclass(slots=True)
class Scoring:
    """A ruleset ready to score, and where everyone stands under it."""

    evaluator: Evaluator
    _crowd: Crowd | None = None
    _standings: dict[str, Standing] = field(default_factory=dict)

    @property
    def ruleset(self) -> Ruleset:
        """What it scores with."""
        return self.evaluator.ruleset

    def standings(self, crowd: Crowd, proceed: Callable[[], None]) -> dict[str, Standing]:
        """Where the members stand, scored once."""
        if self._crowd is not crowd:
            self._standings, self._crowd = standings(self.evaluator, crowd, proceed), crowd
        return self._standings


@dataclass(frozen=True, slots=True)
class Kept:
    """What a member's page is made of when it is asked for."""

    evaluator: Evaluator
    member: Member
    card: Scorecard
    language: Language

    def whole(self) -> Scorecard:
        """The card with what is worth doing and what a week without it takes, as reports have it: many scorings."""
        card = self.evaluator.scorecard(self.member, self.card.as_of, self.card.notices, ahead=AHEAD)
        return planned(Planner(self.evaluator), self.member, card)


@dataclass(slots=True)
class Tab:
    """One text in one browser tab.

    Attributes:
        opened: As read or last saved: what edits are compared with.
        saved: The same ready to score; None where it has errors.
        last: The last text that could be scored; shown while the present one has errors.
        voice: The language that the rules' own texts are told in.
        ticket: Number of the last question; earlier ones need no answer any more.
        pages: The last member pages by name.
    """

    id: str
    opened: Opened
    checker: Checker
    saved: Scoring | None
    last: Scoring | None
    voice: Voice
    ticket: int = 0
    pages: dict[str, Kept] = field(default_factory=dict)

    def keep(self, kept: Kept) -> str:
        """Keep what a page is made of, and name the page."""
        name = secrets.token_urlsafe(9)
        self.pages[name] = kept
        while len(self.pages) > _MOST_PAGES:
            del self.pages[next(iter(self.pages))]
        return name


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the bench.

    Attributes:
        member: Id of the member looked at; empty for the first.
        dials: Texts of the what-if controls, by fact.
        efforts: The same, by action.
        whom: Id of the member whom those controls were shown for.
        signature: Which controls were shown, and with which values as read.
    """

    text: str
    member: str = ""
    dials: Mapping[str, str] = field(default_factory=dict)
    efforts: Mapping[str, str] = field(default_factory=dict)
    whom: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """The member looked at.

    Attributes:
        member: As the data has it.
        saved: Standing under the rules as opened or saved; None where those cannot score.
        read: Standing under the rules as edited, with the data as read.
        now: The same with the what-if changes.
        card: Scorecard with those changes; None where the rules need a day that nobody gave.
        page: Name of the page made of it.
        given: Texts of the controls for facts; those not there are as read.
        tried: Texts of the controls for actions.
    """

    member: Member
    saved: Standing | None
    read: Standing
    now: Standing
    card: Scorecard | None
    page: str | None
    dials: tuple[Dial, ...]
    efforts: tuple[Effort, ...]
    what_if: WhatIf
    given: Mapping[str, str]
    tried: Mapping[str, str]
    signature: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of what stands on the bench.

    Attributes:
        is_behind: Whether the text has errors, so that scores are those of the last text without.
        ruleset: What was scored with; None where nothing could be so far.
        movement: None where there is nothing to compare.
    """

    checked: Checked
    is_behind: bool
    ruleset: Ruleset | None
    crowd: Crowd
    person: Person | None
    movement: Movement | None


@dataclass(slots=True)
class Bench:
    """One project, one set of members, and the texts that are open."""

    project: Project
    people: People
    language: Language = ENGLISH
    _tabs: dict[str, Tab] = field(default_factory=dict)
    _tidying: Lock = field(default_factory=Lock)

    def open(self, opened: Opened) -> Tab:
        """Put a text on the bench."""
        checker = Checker(opened.real)
        saved = _scoring(checker.check(opened.text), None)
        tab = Tab(secrets.token_urlsafe(12), opened, checker, saved, saved, voice(self.language, opened))
        with self._tidying:
            self._tabs[tab.id] = tab
            while len(self._tabs) > MOST_TABS:
                del self._tabs[next(iter(self._tabs))]
        return tab

    def tab(self, id_: str) -> Tab:
        """A text on the bench.

        Raises:
            Refused: It was forgotten.
        """
        with self._tidying:
            tab = self._tabs.pop(id_, None)
            if tab is None:
                raise Refused(Refusal.FORGOTTEN)
            self._tabs[id_] = tab  # the last used is the last to go
            return tab

    def save(self, tab: Tab, name: str, text: str) -> None:
        """Write a text into the project; from then on edits are compared with it.

        Raises:
            Refused: It may not or cannot be written there; nothing was changed.
        """
        saved = self.project.save(tab.opened, name, text)
        if saved.real != tab.opened.real:
            tab.checker = Checker(saved.real)
        tab.opened = saved
        tab.saved = _scoring(tab.checker.check(text), tab.last)
        tab.voice = voice(self.language, saved)

    def answer(self, tab: Tab, asked: Asked, proceed: Callable[[], None]) -> Answer:
        """Check the text, score the member looked at, and see who moves.

        Args:
            tab: Where the text stands.
            asked: What stands there.
            proceed: Raises where nobody waits for the answer any more.
        """
        checked = tab.checker.check(asked.text)
        proceed()
        scoring = _scoring(checked, tab.last)
        tab.last = scoring or tab.last
        if tab.last is None:
            return Answer(checked, scoring is None, None, Crowd(), None, None)
        crowd = self.people.crowd(tab.last.ruleset.catalogue)
        proceed()
        person = self._person(tab, tab.last, crowd, asked)
        moved = self._moved(tab.saved, tab.last, crowd, proceed)
        return Answer(checked, scoring is None, tab.last.ruleset, crowd, person, moved)

    def _person(self, tab: Tab, scoring: Scoring, crowd: Crowd, asked: Asked) -> Person | None:
        found = crowd.find(asked.member)
        if found is None:
            return None
        member, day = found
        turning, offered = dials(scoring.ruleset, member), efforts(scoring.ruleset)
        is_hers = asked.whom == member.id
        given, tried = (asked.dials, asked.efforts) if is_hers else ({}, {})
        changes, untrue = turned(turning, member, given)
        times, impossible = done(offered, tried)
        wanted = WhatIf(changes, times, (*untrue, *impossible))
        language = tab.voice.language
        changed, what_if = with_changes(member, wanted, words.by_hand(language), day)
        card = _card(scoring, changed, day, words.whatif_notices(what_if, language))
        return Person(
            member=member,
            saved=self._saved(tab, member),
            read=standing(scoring.evaluator, member, day),
            now=standing(scoring.evaluator, changed, day),
            card=card,
            page=None if card is None else tab.keep(Kept(scoring.evaluator, changed, card, language)),
            dials=turning,
            efforts=offered,
            what_if=what_if,
            given=given,
            tried=tried,
            signature=_signature(member, turning, offered),
        )

    def _saved(self, tab: Tab, member: Member) -> Standing | None:
        if tab.saved is None:
            return None
        found = self.people.crowd(tab.saved.ruleset.catalogue).find(member.id)
        return None if found is None or found[0].id != member.id else standing(tab.saved.evaluator, *found)

    def _moved(
        self, saved: Scoring | None, now: Scoring, crowd: Crowd, proceed: Callable[[], None]
    ) -> Movement | None:
        if saved is None or not crowd.members:
            return None
        before = saved.standings(self.people.crowd(saved.ruleset.catalogue), proceed)
        names = {each.id: name_of(each) for each, _ in crowd.members}
        return movement(before, now.standings(crowd, proceed), names)


def name_of(member: Member) -> str:
    """What to call a member: the name that the data gives, else the id."""
    return inert(member.labels.get("name") or member.id)


def _scoring(checked: Checked, known: Scoring | None) -> Scoring | None:
    """A checked text ready to score; the known one where it is of the same check."""
    if checked.ruleset is None:
        return None
    return known if known and known.ruleset is checked.ruleset else Scoring(Evaluator(checked.ruleset))


def _card(scoring: Scoring, member: Member, day: date | None, notices: tuple[str, ...]) -> Scorecard | None:
    try:
        return scoring.evaluator.scorecard(member, day, notices)
    except AsOfNeeded:
        return None


def _signature(member: Member, turning: tuple[Dial, ...], offered: tuple[Effort, ...]) -> str:
    facts = (f"{each.fact.name}={each.read}" for each in turning)
    return " ".join([member.id, *facts, *(each.action.id for each in offered)])
