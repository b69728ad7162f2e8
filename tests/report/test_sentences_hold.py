"""What is printed under "Next" is done as a reader would do it, for a thousand members, and the member scored again.

Only the page's text is read (``spoken.py``): nothing of the document's steps takes part. German, French and Spanish
lines must say what the English ones say.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.walk import walk
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import POINT_SCALE
from ssi_rules.model import Aggregated
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.member.explain import explain
from ssi_rules.scorecard import Step
from ssi_rules.workspace import load_ruleset
from tests.engines import crowd
from tests.engines.changer import Reader, carried_out
from tests.engines.test_steps_hold import EACH, SHIPPED
from tests.fuzz.people import somebody
from tests.report.spoken import ENGLISH, Promise, Way, amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.score import Score
    from ssi_rules.model import Criterion, Ruleset
    from ssi_rules.report.member.view import CriterionView, Explanation
    from ssi_rules.sources.dataset import Member

COUNTED = {
    "replies": ("inmails", "replied"),
    "accepted invitations": ("invitations", "accepted"),
    "messages from you": ("messages", "sent"),
    "answered InMails": ("inmails", "replied"),
    "posts of your own": ("shares", "original else yes"),
    "reposts": ("shares", "not original"),
}
"""What people's words mean in the tables."""

OTHERS = ("de", "fr", "es")
TRANSLATED = 0.2
"""How many of the members read their page in every language."""


class Place(NamedTuple):
    """A criterion on a page and in the rules."""

    pillar: int
    criterion: int
    rule: Criterion
    shown: CriterionView

    @property
    def points(self) -> Decimal:
        """Points as they are printed."""
        return Decimal(self.shown.points.split(" of ")[0].replace(",", ""))

    def of(self, score: Score) -> Decimal | None:
        """Points that it comes to."""
        points = score.pillars[self.pillar].criteria[self.criterion]
        return None if points is None else Decimal(points) / POINT_SCALE


class Doer:
    """Does what a page says to one member."""

    def __init__(self, evaluator: Evaluator, member: Member, rng: Random) -> None:
        self.evaluator, self.ruleset, self.rng = evaluator, evaluator.ruleset, rng
        self.reader = Reader(self.ruleset, member, crowd.DAY)

    def then(self, way: Way, promise: Promise, rule: Criterion) -> Score:
        """The member's score once it is done."""
        step = self.fact(way, rule) or self.rows(way, promise, rule)
        return self.evaluator.score(carried_out(step, rule, self.reader, self.rng), crowd.DAY)

    def fact(self, way: Way, rule: Criterion) -> Step | None:
        """The fact of that title; the criterion's own where none is named."""
        if way.thing in ("rows", "turned"):
            return None
        title = way.noun or words(rule.measure)
        of, fact = next(
            (name, each)
            for name, each in self.ruleset.catalogue.facts.items()
            if title in (each.title or name, name)
        )
        count = way.count / 100 if way.is_percent else way.count
        return _step("fact", of, count).model_copy(update={"type": fact.type.value})

    def rows(self, way: Way, promise: Promise, rule: Criterion) -> Step:
        """Rows of today; of the last day that counts only where the page says that those of today count later."""
        table, where = COUNTED.get(way.noun, (way.noun, way.condition or None))
        if way.thing == "turned":
            return _step("turned", table, way.count, where)
        found = [each for each in self.counts(promise, rule) if each.table == table]
        if way.noun == "connections in the market":
            found = [each for each in self.counts(promise, rule) if _wording(each).startswith("title is ")]
        elif where is not None:
            found = [each for each in found if _wording(each) == where]
        days = {self.last_day(each) for each in found}
        day = crowd.DAY if crowd.DAY in days or not promise.waits else max(filter(None, days))
        if day != crowd.DAY:
            _assert_counted_from(promise.waits, found)
        kind = "rows" if promise.points is not None else "sample"
        dated = day if self.ruleset.catalogue.tables[found[0].table].dated else None
        return _step(kind, found[0].table, way.count, _wording(found[0]) or None, dated)

    def counts(self, promise: Promise, rule: Criterion) -> Iterator[Aggregated]:
        root = rule.measure if promise.points is not None else rule.needs
        assert root is not None
        lets = {each.name: each.value for each in self.ruleset.lets}
        yield from (each for each in walk(root, lets) if isinstance(each, Aggregated))

    def last_day(self, of: Aggregated) -> date:
        return crowd.DAY if of.window is None else of.window.bounds(crowd.DAY)[1]


def _step(kind: str, of: str, count: Decimal, where: str | None = None, dated: date | None = None) -> Step:
    step = {"kind": kind, "of": of, "title": of, "count": count, "value": None, "gain": None}
    return Step.model_validate({**step, "where": where, "dated": dated})


def _wording(of: Aggregated) -> str:
    return "" if of.where is None else words(of.where)


def _assert_counted_from(said: str, found: list[Aggregated]) -> None:
    """On the day that is printed, and not the day before, what is dated today is in the window."""
    day = next(each for each in _DAYS if explain_day(each) == said)
    for each in found:
        assert each.window is not None
        assert each.window.bounds(day)[1] >= crowd.DAY
        assert each.window.bounds(date.fromordinal(day.toordinal() - 1))[1] < crowd.DAY


_DAYS = [date.fromordinal(crowd.DAY.toordinal() + each) for each in range(400)]
explain_day = language("en").day


def hold(evaluator: Evaluator, member: Member, rng: Random, seen: Counter[str]) -> None:
    """Do each thing that the page says is enough, or brings something already, by itself."""
    doer, card = Doer(evaluator, member, rng), evaluator.scorecard(member, crowd.DAY)
    page, before = explain(card), evaluator.score(member, crowd.DAY)
    for place, text in _next_lines(evaluator.ruleset, page):
        promise = ENGLISH.promise(text)
        if promise is None:
            seen["no way told"] += 1
            continue
        for way in promise.ways:
            seen[way.thing if promise.points is not None else "judged"] += 1
            assert_enough(text, promise, place, before, doer.then(way, promise, place.rule))
        if promise.first is not None:
            seen["already"] += 1
            way, points = promise.first
            assert place.of(doer.then(way, promise, place.rule)) == place.points + points, text
    for tag in OTHERS if rng.random() < TRANSLATED else ():
        assert_says_the_same(page, explain(card, language(tag)), tag)


def _next_lines(ruleset: Ruleset, page: Explanation) -> Iterator[tuple[Place, str]]:
    for p, pillar in enumerate(page.pillars):
        for c, shown in enumerate(pillar.criteria):
            place = Place(p, c, ruleset.pillars[p].criteria[c], shown)
            yield from ((place, line.text) for line in shown.lines if line.kind == "next")


def assert_enough(text: str, promise: Promise, place: Place, before: Score, after: Score) -> None:
    """The points are reached, the sums on the line are right, and so is what it says of the total."""
    if promise.points is None:
        assert after.pillars[place.pillar].states[place.criterion].value != "too_few", text
        return
    points = place.of(after)
    assert points is not None, text
    assert points >= promise.points, text
    assert promise.points - (promise.more or promise.points) == place.points, text
    if promise.also or points > promise.points or before.total is None or after.total is None:
        return  # what it does to other lines is not promised; a rate may jump over the cut-point
    brought = Decimal(after.total - before.total) / POINT_SCALE
    expected = promise.total if promise.total is not None else promise.more or promise.points
    assert brought == expected, text


def assert_says_the_same(english: Explanation, other: Explanation, tag: str) -> None:
    ours = [each for pillar in english.pillars for each in pillar.criteria]
    theirs = [each for pillar in other.pillars for each in pillar.criteria]
    for one, two in zip(ours, theirs, strict=True):
        for line, translation in zip(one.lines, two.lines, strict=True):
            if line.kind == "next":
                assert amounts(line.text, "en") == amounts(translation.text, tag), translation.text


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_printed_is_so_for_a_thousand_members(name: str) -> None:
    evaluator, rng, seen = Evaluator(load_ruleset(name)), Random(name), Counter[str]()
    for number in range(EACH):
        make = crowd.member if number % 2 else somebody
        hold(evaluator, make(evaluator.ruleset.catalogue, rng), rng, seen)
    assert min(seen["fact"], seen["rows"], seen["already"]) > EACH
    if name != "linkedin-ssi-2013":  # which has no rates
        assert min(seen["judged"], seen["turned"]) > 0
