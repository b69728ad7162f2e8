"""Parts in the words of the language, and where they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.difference.meaning.parts import (
    Awarded,
    Expressed,
    Heading,
    Key,
    Policy,
    Role,
    Words,
    Worth,
    formula,
)
from ssi_rules.engines.wording import value_words, words
from ssi_rules.language.numbers import format_number, format_points
from ssi_rules.language.types import Type
from ssi_rules.proving.told import step_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.parts import Part, Parts
    from ssi_rules.text import Span


def subject_of(key: Key) -> str:
    """What people call it: ``engage.shares``, ``engage``, a name, nothing for the whole ruleset."""
    return key.name if key.criterion is None else f"{key.name}.{key.criterion}"


def place_of(parts: Parts, key: Key) -> Span | None:
    """Where a part is written; None where there is no such part, or nobody wrote it."""
    part = parts.get(key)
    whole = parts.get(Key(Role.WORDS, key.name, key.criterion)) if isinstance(part, Expressed) else None
    found: Span | None = getattr(part, "span", None)
    return found if found is not None else getattr(whole, "span", None)


def words_of(parts: Parts, key: Key) -> str | None:
    """A part; None where there is none. Of a criterion that only this side has, the measure's key stands for all."""
    part = parts.get(key)
    match part:
        case None:
            return None
        case Expressed(node):
            return words(node)
        case Awarded():
            return award_words(part, parts.get(Key(Role.MEASURE, key.name, key.criterion)))
        case Worth(hundredths):
            return format_points(hundredths)
        case Policy(missing):
            return missing.value
        case Heading(title, worth):
            return f'"{title}" worth {format_points(worth)}'
        case Words(title):
            return f'"{title}"'
        case _:
            return _declared(part)


def _declared(
    part: model.Fact
    | model.Table
    | model.PhraseMarket
    | model.NamedMarket
    | model.Let
    | model.Adjustment
    | model.Level
    | model.Action,
) -> str:
    match part:
        case model.Fact():
            return part.type.value
        case model.Table():
            dated = "" if part.dated is None else f"dated {part.dated} "
            return f"{dated}{{ {' '.join(f'{each.name} : {each.type.value}' for each in part.columns)} }}"
        case model.PhraseMarket():
            return "; ".join(line_words(line) for line in part.lines)
        case model.NamedMarket():
            return formula(part.market).removeprefix("(").removesuffix(")")
        case model.Let():
            return words(part.value)
        case model.Cap():
            return f"cap at {format_points(part.at)} when {words(part.when)}"
        case model.Deduct():
            return f"deduct {format_points(part.points)} when {words(part.when)}"
        case model.Level():
            return f'"{part.title}" from {format_points(part.start)}'
        case model.Action():
            return " ".join(_action(part))


def whole_words(parts: Parts, key: Key) -> str | None:
    """A criterion, all of it that scores; None where there is none."""

    def said(role: Role) -> str | None:
        return words_of(parts, Key(role, key.name, key.criterion))

    title, award = said(Role.WORDS), said(Role.AWARD)
    if title is None:
        return None
    conditions = [f"applies when {said(Role.APPLIES)}"] if said(Role.APPLIES) else []
    conditions += [f"needs {said(Role.NEEDS)}"] if said(Role.NEEDS) else []
    return ", ".join([f"{title}, measure {said(Role.MEASURE)}", *conditions, f"{award}"])


def line_words(line: model.MarketLine) -> str:
    """``title has "ceo", "chief *"``."""
    phrases = ", ".join(f'"{each}"' for each in line.phrases)
    return f"{line.column} {'not' if line.vetoes else 'has'} {phrases}"


def award_words(part: Awarded, measure: Part | None) -> str:
    """``worth 5: from 10 earns 3, from 20 earns 5``."""
    shown = measure.node.type if isinstance(measure, Expressed) else Type.NUMBER
    return f"worth {format_points(part.worth)}: {', '.join(_award(part.award, shown))}"


def _award(award: model.Award, shown: Type) -> Iterator[str]:
    match award:
        case model.EarnsWhen(points, when):
            yield f"earns {format_points(points)} when {value_words(when, Type.FLAG)}"
        case model.Bands(steps):
            yield from (f"from {step_told(each, shown)} earns {format_points(each.points)}" for each in steps)
        case model.Ramp(steps):
            yield "ramp"
            yield from (f"{step_told(each, shown)} earns {format_points(each.points)}" for each in steps)


def _action(action: model.Action) -> Iterator[str]:
    yield f'"{action.title}"'
    for effect in action.effects:
        match effect:
            case model.AddRows(count, table, cells):
                given = ", ".join(f"{name} {_cell(value)}" for name, value in cells)
                yield f"adds {count} {table}" + (f" {{ {given} }}" if given else "")
            case model.AddTo(fact, amount):
                yield f"adds {format_number(amount)} to {fact}"
            case model.SetTo(fact, value):
                yield f"sets {fact} to {_cell(value)}"
    if action.minutes is not None:
        yield f"takes {action.minutes} minutes"
    if action.limit is not None:
        yield f"at most {action.limit[0]} per {action.limit[1]}"


def _cell(value: object) -> str:
    match value:
        case None:
            return "as_of"
        case bool():
            return "yes" if value else "no"
        case int():
            return format_number(value)
        case str():
            return f'"{value}"'
        case _:
            return str(value)
