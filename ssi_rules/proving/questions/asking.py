"""What all questions share: the places of criteria, the part of a universe that a question needs, and how a finding is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from ssi_rules.proving.answers import Found, Nothing, Undecided
from ssi_rules.proving.find import find_on_any_day
from ssi_rules.proving.findings import Finding, Kind, Verdict, Witness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ssi_rules import model
    from ssi_rules.proving.answers import Answer
    from ssi_rules.proving.limits import Limit
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.universe import Universe
    from ssi_rules.proving.world import World
    from ssi_rules.text import Span


@dataclass(frozen=True)
class Place:
    """A criterion and where it stands."""

    ruleset: model.Ruleset
    pillar: int
    number: int

    @property
    def criterion(self) -> model.Criterion:
        """The criterion itself."""
        return self.ruleset.pillars[self.pillar].criteria[self.number]

    @property
    def name(self) -> str:
        """As ``expect`` names it."""
        return f"{self.ruleset.pillars[self.pillar].id}.{self.criterion.id}"

    @property
    def measure_span(self) -> Span:
        """Where the measure is written."""
        places = self.criterion.places
        return self.criterion.span if places is None else places.measure

    @property
    def award_span(self) -> Span:
        """Where the award is written."""
        places = self.criterion.places
        return self.criterion.span if places is None else places.award


def criteria_of(ruleset: model.Ruleset) -> Iterator[Place]:
    """All criteria in the order written."""
    for pillar, each in enumerate(ruleset.pillars):
        for number in range(len(each.criteria)):
            yield Place(ruleset, pillar, number)


def decide(
    universe: Universe, wanted: Callable[[Universe], Truth], limit: Limit, *, shown: bool = False
) -> Answer:
    """Whether there is a member for whom something holds, which is written with the terms of a universe of one day.

    Args:
        universe: Whom to look among.
        wanted: What is to hold.
        limit: What may be spent.
        shown: Whether people are shown who is found.
    """
    return find_on_any_day(universe, lambda here: (wanted(here), ()), limit.begin(), shown=shown)


def decide_beside(
    universe: Universe, wanted: Callable[[Universe], tuple[Truth, World]], limit: Limit
) -> Answer:
    """The same for something that compares the member, who is shown, with the member of another world."""

    def compared(here: Universe) -> tuple[Truth, tuple[World]]:
        truth, other = wanted(here)
        return truth, (other,)

    return find_on_any_day(universe, compared, limit.begin(), shown=True)


@dataclass(frozen=True)
class About:
    """What a finding is about."""

    kind: Kind
    subject: str
    span: Span

    def proved(self, sentence: str) -> Finding:
        """It holds for every member there can be."""
        return Finding(self.kind, self.subject, Verdict.PROVED, sentence, self.span)

    def refuted(self, sentence: str, *witnesses: Witness) -> Finding:
        """It does not hold."""
        return Finding(self.kind, self.subject, Verdict.REFUTED, sentence, self.span, witnesses)

    def undecided(self, asked: str, why: str) -> Finding:
        """Nobody knows."""
        sentence = f"{asked}: not proved, since {why}."
        return Finding(self.kind, self.subject, Verdict.UNDECIDED, sentence, self.span)

    def exists(self, answer: Answer, *, there_is: str, there_is_none: str, asked: str) -> Finding:
        """A claim that there is a member: proved by one, refuted where there is none."""
        match answer:
            case Found():
                return self.proved(there_is)
            case Nothing():
                return self.refuted(there_is_none)
            case Undecided(why):
                return self.undecided(asked, why)
            case _:
                assert_never(answer)


def witness(found: Found, says: str) -> Witness:
    """The member that was found, and what it shows."""
    return Witness(says, found.member, found.as_of)


def changed(found: Found) -> Found:
    """The same member in the other world."""
    return Found(found.others[0], found.as_of)
