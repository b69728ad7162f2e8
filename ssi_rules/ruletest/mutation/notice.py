"""Which mutants no test notices.

Most slips touch one criterion. So a mutant is first scored by the criteria it touches alone, beginning with the tests that
expect something of them; only where that decides nothing is it scored whole, on the tests in which a criterion came to
something else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reference.generate import generate
from ssi_rules.engines.reference.matching import Matchers
from ssi_rules.ruletest.mutation.ruleset import mutants
from ssi_rules.ruletest.mutation.touched import touched_criteria
from ssi_rules.ruletest.run import judge, member_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules import model
    from ssi_rules.engines.reference.generate import MatcherOf
    from ssi_rules.engines.reference.matching import Matcher
    from ssi_rules.engines.score import Score
    from ssi_rules.language.states import State
    from ssi_rules.language.types import Value
    from ssi_rules.ruletest.mutation.mutant import Mutant
    from ssi_rules.ruletest.mutation.touched import Place
    from ssi_rules.sources.dataset import Member, Rows

    Run = Callable[[Callable[[str], Value | None], Mapping[str, Rows], date | None], Score]


def survivors(ruleset: model.Ruleset) -> Iterator[Mutant]:
    """The mutants under which every expectation that holds still holds; what fails already notices nothing.

    Args:
        ruleset: A checked ruleset with all its tests.
    """
    bench = Bench(ruleset)
    yield from (each for each in mutants(ruleset) if not bench.notices(each.ruleset))


@dataclass(frozen=True, slots=True)
class Trial:
    """A test made ready.

    Attributes:
        test: The test.
        member: Whom it describes.
        score: The original's score of that member.
        holding: What is expected and holds.
    """

    test: model.Test
    member: Member
    score: Score
    holding: tuple[model.Expectation, ...]

    def about(self, places: frozenset[Place]) -> list[model.Expectation]:
        """What is expected of one of the criteria."""
        return [each for each in self.holding if (each.pillar, each.criterion) in places]


@dataclass(frozen=True)
class Bench:
    """The tests of a ruleset, ready to be tried on its mutants."""

    ruleset: model.Ruleset

    def notices(self, mutant: model.Ruleset) -> bool:
        """Whether an expectation that holds of the original does not hold of a mutant."""
        places = touched_criteria(self.ruleset, mutant)
        if places is None:
            return self._fails(mutant, self._trials)
        changed: list[Trial] = []
        return self._fails_alone(mutant, places, changed) or self._fails(mutant, changed)

    def _fails_alone(self, mutant: model.Ruleset, places: frozenset[Place], changed: list[Trial]) -> bool:
        """Whether the touched criteria by themselves fail; the tests in which they come to something else are added."""
        if not places:
            return False
        slim = _only(mutant, places)
        score_of = self._scoring(slim, mutant)
        for trial in sorted(self._trials, key=lambda each: not each.about(places)):
            score = score_of(trial.test, trial.member)
            if not all(judge(trial.test, each, slim, score).passed for each in trial.about(places)):
                return True
            if _lines(slim, score, places) != _lines(self.ruleset, trial.score, places):
                changed.append(trial)
        return False

    def _fails(self, mutant: model.Ruleset, trials: Sequence[Trial]) -> bool:
        """Whether the mutant as a whole fails one of the tests."""
        if not trials:
            return False
        score_of = self._scoring(mutant, mutant)
        return any(_fails_one(each, mutant, score_of(each.test, each.member)) for each in trials)

    @cached_property
    def _trials(self) -> tuple[Trial, ...]:
        score_of = self._scoring(self.ruleset, self.ruleset)
        return tuple(_trial(each, self.ruleset, score_of) for each in self.ruleset.tests)

    def _scoring(
        self, ruleset: model.Ruleset, mutant: model.Ruleset
    ) -> Callable[[model.Test, Member], Score]:
        """Scores by a mutant or by a part of it; texts are matched once for all that leave the markets as they are."""
        matcher_of = self._matcher_of if mutant.markets is self.ruleset.markets else _remembering(mutant)
        run = cast("Run", generate(ruleset, matcher_of, recording=False).compiled())
        return lambda test, member: run(member.facts.get, member.tables, test.as_of)

    @cached_property
    def _matcher_of(self) -> MatcherOf:
        return _remembering(self.ruleset)


def _remembering(ruleset: model.Ruleset) -> MatcherOf:
    """The ruleset's markets, each asked once about the same texts: the people of tests repeat theirs by the hundred."""
    matchers = Matchers(ruleset)

    @cache
    def of(node: model.InMarket) -> Matcher:
        matcher = matchers.of(node)
        return replace(matcher, match=cache(matcher.match))

    return of


def _fails_one(trial: Trial, mutant: model.Ruleset, score: Score) -> bool:
    return not all(judge(trial.test, each, mutant, score).passed for each in trial.holding)


def _trial(
    test: model.Test, ruleset: model.Ruleset, score_of: Callable[[model.Test, Member], Score]
) -> Trial:
    member = member_of(test, ruleset)
    score = score_of(test, member)
    holding = (each for each in test.expectations if judge(test, each, ruleset, score).passed)
    return Trial(test, member, score, tuple(holding))


def _only(ruleset: model.Ruleset, places: frozenset[Place]) -> model.Ruleset:
    """The ruleset with no more than these criteria, so that little is computed; its sums mean nothing."""
    pillars = (
        replace(pillar, criteria=criteria, adjustments=())
        for pillar in ruleset.pillars
        if (criteria := tuple(each for each in pillar.criteria if (pillar.id, each.id) in places))
    )
    return replace(ruleset, pillars=tuple(pillars), levels=())


def _lines(ruleset: model.Ruleset, score: Score, places: frozenset[Place]) -> list[tuple[State, int | None]]:
    """States and points of these criteria, in the ruleset's order."""
    return [
        (state, points)
        for pillar, scored in zip(ruleset.pillars, score.pillars, strict=True)
        for criterion, state, points in zip(pillar.criteria, scored.states, scored.criteria, strict=True)
        if (pillar.id, criterion.id) in places
    ]
