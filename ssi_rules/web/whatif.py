"""What if a member's numbers were others, or she did more: facts and actions as controls, and a changed copy of the member."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, assert_never

from ssi_rules.engines.reading import facts_read
from ssi_rules.language.numbers import SCALE, format_number
from ssi_rules.language.types import Type
from ssi_rules.planning.editing import CannotEdit, edited
from ssi_rules.planning.edits import Do, Set, Word
from ssi_rules.planning.limits import most_times
from ssi_rules.planning.plan import DAYS
from ssi_rules.sources.decode import CellError, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.language.types import Value
    from ssi_rules.model import Action, Fact, Ruleset
    from ssi_rules.planning.edits import Edit
    from ssi_rules.sources.dataset import Member

YES, NO = "yes", "no"
_LEAST_SPAN = 10
_WHOLE = 100
_LONGEST = 200
_MOST_TIMES = 500


@dataclass(frozen=True, slots=True)
class Dial:
    """One fact that can be turned.

    Attributes:
        fact: What it is.
        value: As the data gives it; None where it is unknown.
        read: The same as a form writes it (percents in percent); empty where it is unknown.
        most: Where the slider ends, in the same unit; None for what has no slider.
    """

    fact: Fact
    value: Value | None
    read: str
    most: int | None


@dataclass(frozen=True, slots=True)
class Effort:
    """One action of the ruleset that can be done more often; ``most`` is what four weeks allow."""

    action: Action
    most: int


@dataclass(frozen=True, slots=True)
class Turned:
    """A fact given another value; None where it was or is now unknown."""

    fact: Fact
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Untrue:
    """What was typed is no value of what it was typed for; ``why`` is the reader's own sentence."""

    of: Fact | Action
    why: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What was changed by hand, and what cannot be so."""

    turned: tuple[Turned, ...] = ()
    done: tuple[Do, ...] = ()
    faults: tuple[Untrue, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.turned or self.done)


def dials(ruleset: Ruleset, member: Member) -> tuple[Dial, ...]:
    """Controls for what can be typed as one value: numbers, percents, flags and days."""
    turning = (each for each in facts_read(ruleset) if each.type is not Type.TEXT)
    return tuple(_dial(each, member.facts.get(each.name)) for each in turning)


def _dial(fact: Fact, value: Value | None) -> Dial:
    return Dial(
        fact, value, written(fact.type, value), _most(fact.type, value) if fact.type.is_numeric else None
    )


def written(kind: Type, value: Value | None) -> str:
    """A value as a form holds it."""
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case int():
            return format_number(value * _WHOLE if _in_percent(kind) else value)
        case str():
            return value
        case _:
            assert_never(value)


def _in_percent(kind: Type) -> bool:
    return kind in (Type.PERCENT, Type.RATIO)


def _most(kind: Type, value: Value | None) -> int:
    """A round number with room above the value: 10, 20, 50, 100, 200 and so on."""
    known = value // SCALE if isinstance(value, int) else 0
    wanted = max(_WHOLE, known * _WHOLE) if _in_percent(kind) else max(_LEAST_SPAN, 2 * known)
    span = _WHOLE if _in_percent(kind) else _LEAST_SPAN
    while span < wanted:
        span = span * 5 // 2 if str(span).startswith("2") else span * 2
    return span


def turned(
    controls: Iterable[Dial], member: Member, given: Mapping[str, str]
) -> tuple[tuple[Turned, ...], tuple[Untrue, ...]]:
    """What was changed by hand, and what cannot be so.

    Args:
        controls: The controls that were shown.
        member: As the data has it.
        given: Texts typed, by fact.
    """
    changes: list[Turned] = []
    faults: list[Untrue] = []
    for dial in controls:
        text = given.get(dial.fact.name, dial.read).strip()
        if text == dial.read:
            continue
        try:
            after = _decoded(text, dial.fact.type)
        except CellError as error:
            faults.append(Untrue(dial.fact, error.message))
        else:
            changes.append(Turned(dial.fact, member.facts.get(dial.fact.name), after))
    return tuple(each for each in changes if each.before != each.after), tuple(faults)


def _decoded(text: str, kind: Type) -> Value | None:
    short = text[:_LONGEST]
    return decode(f"{short}%" if short and _in_percent(kind) else short, kind)


def efforts(ruleset: Ruleset) -> tuple[Effort, ...]:
    """The actions of a ruleset, each up to what its limit allows in four weeks."""
    return tuple(Effort(each, min(_MOST_TIMES, most_times(each, DAYS))) for each in ruleset.actions)


def done(offered: Iterable[Effort], given: Mapping[str, str]) -> tuple[tuple[Do, ...], tuple[Untrue, ...]]:
    """What is done more often, by texts typed for each action, and what cannot be so."""
    times: list[Do] = []
    faults: list[Untrue] = []
    for each in offered:
        try:
            count = _decoded(given.get(each.action.id, "").strip(), Type.COUNT)
        except CellError as error:
            faults.append(Untrue(each.action, error.message))
            continue
        if isinstance(count, int) and count:
            times.append(Do(each.action, min(count // SCALE, _MOST_TIMES)))
    return tuple(times), tuple(faults)


def with_changes(member: Member, what_if: WhatIf, origin: str, day: date | None) -> tuple[Member, WhatIf]:
    """A copy of a member with some facts changed and some actions done, and what of it could be done.

    Args:
        member: Stays as it is.
        what_if: What to change.
        origin: Where changed facts are said to come from.
        day: When the actions are done.
    """
    turned: list[Turned] = []
    done: list[Do] = []
    faults = list(what_if.faults)
    wanted: tuple[Turned | Do, ...] = (*what_if.turned, *what_if.done)
    for each in wanted:
        try:
            member = edited(member, (_edit(each),), day, origin)
        except CannotEdit as error:
            faults.append(Untrue(each.fact if isinstance(each, Turned) else each.action, error.message))
            continue
        if isinstance(each, Turned):
            turned.append(each)
        else:
            done.append(each)
    return member, WhatIf(tuple(turned), tuple(done), tuple(faults))


def _edit(change: Turned | Do) -> Edit:
    if isinstance(change, Do):
        return change
    return Set(change.fact, Word.UNKNOWN if change.after is None else change.after)
