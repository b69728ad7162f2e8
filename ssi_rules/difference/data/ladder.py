"""From the old ruleset to the new one, a change at a time: what totals move by on a rung is that change's part.

Every rung is a ruleset that scores. Changes that only make sense together share one. The last rung is the new ruleset itself, so that
the parts add up to the whole move by themselves, whatever caps, deductions and redistribution make of it. Where changes act on one
another, what one is said to bring depends on which came before it: they are taken in the order in which they are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ssi_rules.checking.fingerprint import fingerprint
from ssi_rules.difference.meaning.applied import applied
from ssi_rules.model import Bands, EarnsWhen, Ramp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.difference.meaning.change import Change
    from ssi_rules.model import Criterion, Pillar, Ruleset

MOST = 60
"""Rungs at most, for each is a scoring of everybody; where there are more changes, several share one."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A ruleset on the way.

    Attributes:
        changes: What leads here from the one before; none where nothing differs that totals come from.
        ruleset: The old one with these and all earlier changes.
    """

    changes: tuple[Change, ...]
    ruleset: Ruleset


def ladder(old: Ruleset, new: Ruleset, changes: Sequence[Change]) -> tuple[Rung, ...]:
    """The rungs after the old ruleset, at least one; the last is the new ruleset.

    Changes that no total comes from, such as levels, are on none.

    Args:
        old: Where they begin.
        new: Where they end.
        changes: All between them, in the order in which they are told.
    """
    scoring = [each for each in changes if each.scores]
    found: list[Rung] = []
    waiting: list[Change] = []
    known = _meaning(levelled(old))
    for place, each in enumerate(scoring, start=1):
        ruleset = levelled(applied(old, scoring[:place]))
        meaning = _meaning(ruleset)
        if meaning == known:
            continue
        waiting.append(each)
        if is_sound(ruleset) and len(waiting) * MOST >= len(scoring):
            found.append(Rung(tuple(waiting), ruleset))
            known, waiting = meaning, []
    if waiting or not found:
        return (*found, Rung(tuple(waiting), new))
    return (*found[:-1], replace(found[-1], ruleset=new))


def levelled(ruleset: Ruleset) -> Ruleset:
    """A ruleset whose pillars are worth what is in them, and that is worth what its pillars are; it has no levels.

    Between two changes they need not be: five points have left one criterion and have not come to the next, and a level may
    begin where no total comes to.
    """
    pillars = tuple(_levelled(each) for each in ruleset.pillars if each.criteria)
    return replace(ruleset, pillars=pillars, worth=sum(each.worth for each in pillars), levels=())


def is_sound(ruleset: Ruleset) -> bool:
    """Whether a ruleset can be scored by: something is in it, and no criterion gives more than its worth."""
    criteria = [each for pillar in ruleset.pillars for each in pillar.criteria]
    return bool(criteria) and all(map(_is_sound, criteria))


def _levelled(pillar: Pillar) -> Pillar:
    return replace(pillar, worth=sum(each.worth for each in pillar.criteria))


def _is_sound(criterion: Criterion) -> bool:
    match criterion.award:
        case EarnsWhen(points):
            return 0 <= points <= criterion.worth
        case Bands(steps) | Ramp(steps):
            ascend = all(low.cut < high.cut for low, high in pairwise(steps))
            return ascend and all(0 <= each.points <= criterion.worth for each in steps)


def _meaning(ruleset: Ruleset) -> str:
    """Equal for rulesets that come to the same totals."""
    return fingerprint(replace(ruleset, actions=()))
