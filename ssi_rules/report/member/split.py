"""A change between two runs, divided exactly into what the member did and what the rules did.

Three scorecards make it: then (old data, old rules), the bridge (old data, new rules) and now (new data, new rules).
The rules changed a line by bridge less then, the member by now less bridge; both add up to now less then, line by line
and in all, because every line of a scorecard is a part of its total.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.report.context import Before
    from ssi_rules.scorecard import Adjustment, Criterion, Pillar, Scorecard

_NONE = Decimal(0)


class Obstacle(Enum):
    """Why a change cannot be divided, or is none."""

    NO_BRIDGE = "nobody can say what the old data gives under the new rules"
    NO_SCORE_BETWEEN = "the old data gives no score under the new rules"
    NO_SCORE_THEN = "there was no score then"
    NO_SCORE_NOW = "there is no score now"
    NO_SCORE = "there is no score, neither then nor now"


class Key(NamedTuple):
    """What a line is, the same in every scorecard: a criterion's id, or the kind and words of a cap or deduction.

    Attributes:
        pillar: Id; empty between the pillars and the total.
        kind: ``criterion``, ``cap``, ``deduct``, ``redistributed``; ``rest`` where a document's lines do not add up.
        name: The criterion's id, the adjustment's ``because``; empty for what there is once.
        turn: Tells apart adjustments of the same words, from 0.
    """

    pillar: str
    kind: str
    name: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One line's part in the change of the total, in points.

    Attributes:
        you: By what the member did; None where the change cannot be divided.
        rules: By what changed in the rules; None likewise.
    """

    key: Key
    you: Decimal | None
    rules: Decimal | None
    together: Decimal


@dataclass(frozen=True, slots=True)
class Split:
    """A change of the total and the lines it comes from; each column of ``lines`` adds up to its total exactly.

    Attributes:
        lines: Every line of either run in the order of the newer, unchanged ones included; empty without both totals.
        you: Points by what the member did; None where the change cannot be divided.
        rules: Points by what changed in the rules; None likewise.
        together: Change of the total; None where there is no score on one side, for no score is not 0.
        obstacle: What keeps ``you`` and ``rules`` from being known; None when they are.
    """

    lines: tuple[Part, ...]
    you: Decimal | None
    rules: Decimal | None
    together: Decimal | None
    obstacle: Obstacle | None


def split(before: Before, now: Scorecard) -> Split:
    """Divide the change since an earlier run.

    Args:
        before: The earlier run, and its data under the rules of now.
        now: The member's scorecard.
    """
    then = before.card
    between = then if then.ruleset.fingerprint == now.ruleset.fingerprint else before.bridge
    obstacle = _obstacle(then, between, now)
    if then.total.points is None or now.total.points is None:
        return Split((), None, None, None, obstacle)
    bridge = between if obstacle is None else None
    lines = tuple(
        _parts(points_by_line(then), points_by_line(bridge) if bridge else None, points_by_line(now))
    )
    return Split(
        lines,
        None if bridge is None else _sum(each.you for each in lines),
        None if bridge is None else _sum(each.rules for each in lines),
        now.total.points - then.total.points,
        obstacle,
    )


def by_line(card: Scorecard) -> dict[Key, Criterion | Adjustment]:
    """Every line of a scorecard that is part of its total."""
    lines: dict[Key, Criterion | Adjustment] = {}
    for pillar in card.pillars:
        lines |= {Key(pillar.id, "criterion", each.id): each for each in pillar.criteria}
        lines |= _keyed(pillar.id, pillar.adjustments)
    return lines | _keyed("", card.adjustments)


def _obstacle(then: Scorecard, bridge: Scorecard | None, now: Scorecard) -> Obstacle | None:
    match then.total.points, now.total.points:
        case None, None:
            return Obstacle.NO_SCORE
        case None, _:
            return Obstacle.NO_SCORE_THEN
        case _, None:
            return Obstacle.NO_SCORE_NOW
        case _:
            return _between(bridge)


def _between(bridge: Scorecard | None) -> Obstacle | None:
    if bridge is None:
        return Obstacle.NO_BRIDGE
    return Obstacle.NO_SCORE_BETWEEN if bridge.total.points is None else None


def _parts(
    then: Mapping[Key, Decimal], bridge: Mapping[Key, Decimal] | None, now: Mapping[Key, Decimal]
) -> Iterator[Part]:
    for key in dict.fromkeys((*now, *(bridge or ()), *then)):
        old, new = then.get(key, _NONE), now.get(key, _NONE)
        if bridge is None:
            yield Part(key, None, None, new - old)
        else:
            between = bridge.get(key, _NONE)
            yield Part(key, new - between, between - old, new - old)


def points_by_line(card: Scorecard) -> dict[Key, Decimal]:
    """What each line brings to the total; together they are the total."""
    lines: dict[Key, Decimal] = {}
    for pillar in card.pillars:
        lines |= _of_pillar(pillar)
    lines |= {key: -each.cost for key, each in _keyed("", card.adjustments).items()}
    rest = (card.total.points or _NONE) - sum(lines.values(), _NONE)
    # Only documents that others wrote or changed have one; without it the columns would not add up.
    return lines | {Key("", "rest"): rest} if rest else lines


def _of_pillar(pillar: Pillar) -> Iterator[tuple[Key, Decimal]]:
    for each in pillar.criteria:
        yield Key(pillar.id, "criterion", each.id), each.points or _NONE
    for key, adjustment in _keyed(pillar.id, pillar.adjustments).items():
        yield key, -adjustment.cost


def _keyed(pillar: str, adjustments: Iterable[Adjustment]) -> dict[Key, Adjustment]:
    keyed: dict[Key, Adjustment] = {}
    for each in adjustments:
        key = Key(pillar, each.kind, "" if each.kind == "redistributed" else each.because)
        while key in keyed:
            key = key._replace(turn=key.turn + 1)
        keyed[key] = each
    return keyed


def _sum(parts: Iterable[Decimal | None]) -> Decimal:
    return sum((each for each in parts if each is not None), _NONE)
