"""What only seems to be gone: criteria under another id or in another pillar, pillars under another id, caps in another order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.difference.meaning.parts import Key, Role

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ssi_rules.difference.meaning.aligned import Aligned, Side


def moved(aligned: Aligned, differing: Container[Key]) -> Iterator[tuple[Key, Key]]:
    """Pairs of what is gone and what came in its place, with the same meaning.

    Args:
        aligned: The two rulesets.
        differing: What differs between them.
    """
    gone = [key for key in aligned.was if key in differing and key not in aligned.now]
    came = [key for key in aligned.now if key in differing and key not in aligned.was]
    for role in (Role.PILLAR, Role.MEASURE, Role.ADJUSTMENT):
        left = [key for key in came if key.role is role]
        for key in gone:
            if key.role is role:
                twin = next((each for each in left if _same(aligned, key, each)), None)
                if twin is not None:
                    left.remove(twin)
                    yield key, twin


def _same(aligned: Aligned, gone: Key, came: Key) -> bool:
    old, new = aligned.old, aligned.new
    match gone.role:
        case Role.PILLAR:
            return _pillar(old, gone.name) == _pillar(new, came.name)
        case Role.MEASURE:
            pillars = Key(Role.PILLAR, gone.name), Key(Role.PILLAR, came.name)
            if pillars[0] not in aligned.now or pillars[1] not in aligned.was:
                return False  # it goes with its pillar
            near = gone.name == came.name or gone.criterion == came.criterion
            return near and _criterion(old, gone) == _criterion(new, came)
        case _:
            before, after = aligned.was[gone], aligned.now[came]
            same_pillar = gone.name == came.name
            return same_pillar and _adjustment(old, before) == _adjustment(new, after)


def _criterion(side: Side, key: Key) -> object:
    pillar = next(each for each in side.ruleset.pillars if each.id == key.name)
    return _meaning(side, next(each for each in pillar.criteria if each.id == key.criterion))


def _meaning(side: Side, each: model.Criterion) -> object:
    """What a criterion comes to, whatever it is called."""
    expressions = map(side.hash, (each.applies, each.measure, each.needs))
    return each.worth, each.award, each.missing, *expressions


def _pillar(side: Side, name: str) -> object:
    pillar = next(each for each in side.ruleset.pillars if each.id == name)
    criteria = {each.id: _meaning(side, each) for each in pillar.criteria}
    return pillar.worth, criteria, [_adjustment(side, each) for each in pillar.adjustments]


def _adjustment(side: Side, part: object) -> object:
    match part:
        case model.Cap(at, when):
            return "cap", at, side.hash(when)
        case model.Deduct(points, when):
            return "deduct", points, side.hash(when)
        case _:
            return None
