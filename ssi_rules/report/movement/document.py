"""Who moves, as a part of a JSON document; what may not be told is null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.numbers import (
    POINT_SCALE,
    SCALE,
    as_decimal,
    as_points,
    as_points_or_none,
    divide_rounding,
)
from ssi_rules.report.movement import telling
from ssi_rules.scorecard import Document, Exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from ssi_rules.difference.data.conditions import Judged
    from ssi_rules.difference.data.figures import Cohorts, Group, Level, Moved, Mover


class MovedGroup(Document):
    """Members that are told as one; points are exact.

    Attributes:
        members: With a score under both rulesets.
        points: That their moves come to together; null where that would tell of too few, as in all that follow.
        mean: The same by member, to a millionth.
        moved: How many gain or lose.
        gained: How many gain.
        parts: Points that each of ``changes`` brought them; together they are ``points``.
    """

    members: int
    points: Exact | None
    mean: Exact | None
    moved: int | None
    gained: int | None
    lost: int | None
    levels_changed: int | None
    levels_gained: int | None
    levels_lost: int | None
    parts: tuple[Exact, ...] | None


class MovedBy(Document):
    """What some changes brought, in the order in which they were taken; several that would move a few each are told as one.

    Attributes:
        changes: What they are of.
        places: Their places among the changes of the document, from 0.
        members: How many they moved.
    """

    changes: tuple[str, ...]
    places: tuple[int, ...]
    members: int | None
    points: Exact | None
    largest_gain: Exact | None
    largest_loss: Exact | None


class MovedCohorts(Document):
    """Members by what a column says, empty where it says nothing; ``others`` are all that are told of together only."""

    column: str
    cohorts: dict[str, MovedGroup]
    others: MovedGroup | None


class MovedLevel(Document):
    """How many have a level; ``id`` is null for none."""

    id: str | None
    title: str
    before: int | None
    after: int | None


class MovedMember(Document):
    """One who moved, under a pseudonym.

    Attributes:
        levels_told: Whether both levels are; a level that is told and null is none.
        parts: They come to ``move``.
    """

    pseudonym: str
    before: Exact
    after: Exact
    move: Exact
    levels_told: bool
    level_before: str | None
    level_after: str | None
    parts: tuple[Exact, ...]


class JudgedCondition(Document):
    """A condition; ``value`` is its figure, to a millionth, in the unit of the condition, where it may be told.

    Attributes:
        holds: Null where what may be told does not settle it.
    """

    condition: str
    holds: bool | None
    value: Exact | None


class MovementDocument(Document):
    """What a change of rules does to the members of some data.

    Attributes:
        data: As it was named.
        members: Everyone; null where it would tell of a few without a score.
        minimum: Members that a figure about a group rests on at least.
        everyone: Those with a score under both; null where they are too few.
        unscored: How many have no score under the ruleset ``before``, ``after`` or ``both``, as far as that may be told.
        largest_gain: Of any member; null where fewer than ``minimum`` gain, and where hardly more move at all.
        largest_loss: Of any member, as a positive number; null likewise.
        changes: In the order in which they were taken.
        movers: Those who move most, of those who gain where enough do, and of those who lose likewise.
    """

    data: str
    members: int | None
    minimum: int
    everyone: MovedGroup | None
    unscored: dict[str, int]
    largest_gain: Exact | None
    largest_loss: Exact | None
    changes: tuple[MovedBy, ...]
    cohorts: tuple[MovedCohorts, ...]
    levels: tuple[MovedLevel, ...]
    movers: tuple[MovedMember, ...]
    conditions: tuple[JudgedCondition, ...]


def document(
    data: str, moved: Moved, pseudonyms: Mapping[str, str], judged: Sequence[Judged], order: Sequence[object]
) -> MovementDocument:
    """The document of a comparison.

    Args:
        data: What the data is called.
        moved: What came out.
        pseudonyms: What stands for each of its movers.
        judged: Conditions, and what came out of them.
        order: All changes between the rulesets, as the document lists them.
    """
    places = {id(each): place for place, each in enumerate(order)}
    return MovementDocument(
        data=data,
        members=moved.members,
        minimum=moved.minimum,
        everyone=None if moved.everyone is None else _group(moved.everyone),
        unscored=dict(moved.unscored),
        largest_gain=as_points_or_none(moved.largest_gain),
        largest_loss=as_points_or_none(moved.largest_loss),
        changes=tuple(
            MovedBy(
                changes=tuple(map(telling.named, each.changes)),
                places=tuple(places[id(change)] for change in each.changes),
                members=each.touched,
                points=as_points_or_none(each.net),
                largest_gain=as_points_or_none(each.largest_gain),
                largest_loss=as_points_or_none(each.largest_loss),
            )
            for each in moved.parts
        ),
        cohorts=tuple(map(_cohorts, moved.cohorts)),
        levels=tuple(map(_level, moved.levels)) if moved.everyone else (),
        movers=tuple(_mover(each, pseudonyms[each.member]) for each in moved.movers),
        conditions=tuple(map(_judged, judged)),
    )


def _mean(group: Group) -> Decimal | None:
    if group.net is None:
        return None
    return as_decimal(divide_rounding(group.net * (SCALE // POINT_SCALE), group.members), SCALE)


def _group(group: Group) -> MovedGroup:
    return MovedGroup(
        members=group.members,
        points=as_points_or_none(group.net),
        mean=_mean(group),
        moved=group.moved,
        gained=group.gained,
        lost=group.lost,
        levels_changed=group.levels_changed,
        levels_gained=group.levels_gained,
        levels_lost=group.levels_lost,
        parts=None if group.parts is None else tuple(map(as_points, group.parts)),
    )


def _cohorts(cohorts: Cohorts) -> MovedCohorts:
    return MovedCohorts(
        column=cohorts.column,
        cohorts={label: _group(group) for label, group in cohorts.groups.items()},
        others=None if cohorts.others is None else _group(cohorts.others),
    )


def _level(level: Level) -> MovedLevel:
    return MovedLevel(id=level.id, title=level.title, before=level.before, after=level.after)


def _mover(mover: Mover, pseudonym: str) -> MovedMember:
    before, after = mover.levels or (None, None)
    return MovedMember(
        pseudonym=pseudonym,
        before=as_points(mover.before),
        after=as_points(mover.after),
        move=as_points(mover.move),
        levels_told=mover.levels is not None,
        level_before=before,
        level_after=after,
        parts=tuple(map(as_points, mover.parts)),
    )


def _judged(judged: Judged) -> JudgedCondition:
    value = None if judged.value is None else _to_millionth(judged.value)
    return JudgedCondition(condition=judged.condition.text, holds=judged.holds, value=value)


def _to_millionth(value: Fraction) -> Decimal:
    return as_decimal(divide_rounding(value.numerator * SCALE, value.denominator), SCALE)
