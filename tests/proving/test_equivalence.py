"""Rulesets held against each other: slips are found, what is called equal scores equal, and what differs does so on replay."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

import ssi_rules
from ssi_rules import model
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.proving import spreading
from ssi_rules.proving.answers import Undecided
from ssi_rules.proving.days import AS_OF
from ssi_rules.proving.equivalence import Differs, Equal, equivalence
from ssi_rules.proving.find import replayed
from ssi_rules.proving.gains import TOTAL, Gains
from ssi_rules.proving.limits import Limit
from ssi_rules.ruletest.mutation import mutants
from ssi_rules.sources.dataset import Member
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of
from tests.engines.differential.written import checked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.score import Score

LIMIT = Limit(steps=20_000_000)
BRIEF = Limit(steps=500_000)
"""For rulesets made up: some are beyond what is linear, and that is told."""

PAIRS = 8
SLIPS = 4
MEMBERS = 25


def told(score: Score, ruleset: model.Ruleset) -> dict[str, object]:
    """All points by name, and the level."""
    found: dict[str, object] = {"total": score.total, "level": score.level}
    for pillar, each in zip(ruleset.pillars, score.pillars, strict=True):
        found[pillar.id] = each.points
        for criterion, points in zip(pillar.criteria, each.criteria, strict=True):
            found[f"{pillar.id}.{criterion.id}"] = points
    return found


def alike(ours: dict[str, object], theirs: dict[str, object]) -> bool:
    return all(ours[name] == theirs[name] for name in ours.keys() & theirs.keys())


@pytest.mark.parametrize("seed", range(PAIRS))
def test_slips_in_rulesets_made_up_are_judged_as_members_show(seed: int) -> None:
    rng = Random(seed)
    old = ruleset_of(rng)
    crowd = Crowd(old, rng)
    crowd.day = AS_OF
    members = [replace(crowd.member(number), as_of=AS_OF) for number in range(MEMBERS)]
    found = list(mutants(old))
    for mutant in rng.sample(found, min(SLIPS, len(found))):
        new = mutant.ruleset
        answer = equivalence(old, new, BRIEF)
        ours, theirs = Evaluator(old), Evaluator(new)
        differing = [
            each.id
            for each in members
            if not alike(told(ours.score(each, AS_OF), old), told(theirs.score(each, AS_OF), new))
        ]
        if isinstance(answer, Equal):
            assert not differing, mutant.summary
        elif isinstance(answer, Differs):
            before, after = replayed(answer.witness, old), replayed(answer.witness, new)
            assert not alike(told(before, old), told(after, new)), mutant.summary


@pytest.fixture(scope="module")
def shipped() -> model.Ruleset:
    return ssi_rules.load_ruleset("linkedin-ssi-2015")


def test_a_ruleset_equals_itself(shipped: model.Ruleset) -> None:
    assert equivalence(shipped, shipped, LIMIT) == Equal()


def shifted(ruleset: model.Ruleset) -> Iterator[tuple[str, model.Ruleset]]:
    """The ruleset with the second cut-point of each award a little lower."""
    for number, pillar in enumerate(ruleset.pillars):
        for place, criterion in enumerate(pillar.criteria):
            if isinstance(criterion.award, model.EarnsWhen):
                continue
            step = criterion.award.steps[1]
            unit = SCALE if step.cut % SCALE == 0 and criterion.measure.type is Type.COUNT else 1
            by = -(-(step.cut - criterion.award.steps[0].cut) // (5 * unit)) * unit
            moved = replace(step, cut=step.cut - by)
            award = replace(
                criterion.award, steps=(criterion.award.steps[0], moved, *criterion.award.steps[2:])
            )
            criteria = list(pillar.criteria)
            criteria[place] = replace(criterion, award=award)
            pillars = list(ruleset.pillars)
            pillars[number] = replace(pillar, criteria=tuple(criteria))
            yield f"{pillar.id}.{criterion.id}", replace(ruleset, pillars=tuple(pillars))


def test_every_shifted_cut_point_is_found(shipped: model.Ruleset) -> None:
    missed = [
        name for name, new in shifted(shipped) if not isinstance(equivalence(shipped, new, LIMIT), Differs)
    ]
    assert missed == []


def test_what_can_be_gained_and_lost_at_most_is_told(shipped: model.Ruleset) -> None:
    new = next(new for name, new in shifted(shipped) if name == "brand.endorsements")
    answer = equivalence(shipped, new, LIMIT)
    assert isinstance(answer, Differs)
    assert replayed(answer.witness, shipped).total != replayed(answer.witness, new).total
    most = max(points(new, count) - points(shipped, count) for count in range(100))
    assert answer.gains[TOTAL] == answer.gains["brand"]
    assert answer.gains["brand"] == Gains(most, 0)


def points(ruleset: model.Ruleset, endorsements: int) -> int:
    """The total of someone with so many endorsements, of whom nothing else is known."""
    member = Member("m", AS_OF, {"endorsements": endorsements * SCALE})
    return Evaluator(ruleset).score(member, AS_OF).total or 0


SPREAD = """
ruleset card "Card" { version "1.0.0" worth 20 MISSING }
facts { a : count "A" b : count "B" c : count "C" }
pillar p "P" worth 20 {
  criterion x "X" worth 10 { measure a bands { from 1 earns 2 from 5 earns 10 } basis chosen }
  criterion y "Y" worth 7 { measure b ramp { 0 earns 0 7 earns 7 } basis chosen }
  criterion z "Z" worth 3 { measure c bands { from 1 earns 3 } basis chosen missing zero }
}
"""


def spread() -> tuple[model.Ruleset, model.Ruleset]:
    old, new = (checked(SPREAD.replace("MISSING", each)) for each in ("", "missing redistribute"))
    assert old is not None
    assert new is not None
    return old, new


def test_what_is_passed_on_is_never_lost_and_gained_only_so_far() -> None:
    answer = equivalence(*spread(), LIMIT)
    assert isinstance(answer, Differs)
    # By `z` alone: 3 of the 3 that count are 20 of 20.
    assert answer.gains[TOTAL] == answer.gains["p"] == Gains(1700, 0)


def test_what_nobody_has_time_for_is_bounded_all_the_same() -> None:
    answer = equivalence(*spread(), Limit(steps=5_000))
    if isinstance(answer, Differs):
        for each in answer.gains.values():
            assert each.gain >= 1700
            assert bool(each.why) or (each.gain, each.loss) == (1700, 0)
    else:
        assert isinstance(answer, Undecided)


@pytest.mark.parametrize("many", [False, True])
def test_worth_is_passed_on_alike_however_many_ways_there_are(
    many: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "_MOST_SUMS", 1 if many else 100)
    answer = equivalence(*spread(), LIMIT)
    assert isinstance(answer, Differs)
    assert answer.gains["p"] == Gains(1700, 0)
