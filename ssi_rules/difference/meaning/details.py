"""What differs inside a part: cut-points, clauses and phrases of markets, windows and numbers in expressions, texts."""

from __future__ import annotations

from dataclasses import fields
from itertools import zip_longest
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.reading import parts as expression_parts
from ssi_rules.difference.meaning.change import Detail
from ssi_rules.difference.meaning.parts import Awarded, Expressed, Heading, Key, Role, Words
from ssi_rules.difference.meaning.wording import line_words
from ssi_rules.engines.wording import window_words, words
from ssi_rules.language.numbers import format_points
from ssi_rules.language.types import Type
from ssi_rules.proving.told import step_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.aligned import Aligned


def inside(aligned: Aligned, key: Key) -> Iterator[Detail]:
    """What differs inside a part that both have; nothing where its own words tell it."""
    was, now = aligned.was.get(key), aligned.now.get(key)
    match was, now:
        case Awarded(), Awarded():
            measure = aligned.now.get(Key(Role.MEASURE, key.name, key.criterion))
            shown = measure.node.type if isinstance(measure, Expressed) else Type.NUMBER
            yield from _awards(was, now, shown)
        case model.PhraseMarket(), model.PhraseMarket():
            yield from _clauses(was, now)
        case Expressed(), Expressed():
            yield from _expressions(was.node, now.node)
        case model.Let(), model.Let():
            yield from _expressions(was.value, now.value)
        case ((model.Cap() | model.Deduct()), (model.Cap() | model.Deduct())):
            yield from _adjustments(was, now)
        case Heading(), Heading() if was.title != now.title and was.worth != now.worth:
            yield from _texts(was, now)
            yield Detail("worth", format_points(was.worth), format_points(now.worth))
        case ((Words() | Heading()), (Words() | Heading())):
            yield from _texts(was, now)
        case _:
            return


def _adjustments(was: model.Adjustment, now: model.Adjustment) -> Iterator[Detail]:
    """Everything that differs; nothing where the words of the whole tell it, which details would stand in place of."""
    before, after = _amount(was), _amount(now)
    numbers, texts = list(_expressions(was.when, now.when)), list(_texts(was, now))
    if before != after:
        if not numbers and not texts:
            return
        yield Detail("points", before, after)
    if not numbers and texts and was.when != now.when:
        yield Detail("when", words(was.when), words(now.when))
    yield from numbers
    yield from texts


def _amount(adjustment: model.Adjustment) -> str:
    if isinstance(adjustment, model.Cap):
        return f"cap at {format_points(adjustment.at)}"
    return f"deduct {format_points(adjustment.points)}"


_TEXTS = {
    "title": "title",
    "advice": "advice",
    "because": "because",
    "basis": "basis",
    "basis_note": "note",
    "source": "source",
}


def _texts(was: object, now: object) -> Iterator[Detail]:
    for each in fields(was):  # type: ignore[arg-type] # all that come here are
        if each.name in _TEXTS:
            before, after = getattr(was, each.name), getattr(now, each.name)
            if before != after:
                yield Detail(_TEXTS[each.name], _text(before), _text(after))


def _text(value: object) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


# Cut-points.


def _awards(was: Awarded, now: Awarded, shown: Type) -> Iterator[Detail]:
    """What differs in awards of one kind; nothing of two kinds, whose own words tell worth and points."""
    match was.award, now.award:
        case (model.Bands(ours), model.Bands(theirs)) | (model.Ramp(ours), model.Ramp(theirs)):
            if was.worth != now.worth:
                yield Detail("worth", format_points(was.worth), format_points(now.worth), was.span, now.span)
            yield from _steps(ours, theirs, shown)
        case _:
            return


def _steps(ours: tuple[model.Step, ...], theirs: tuple[model.Step, ...], shown: Type) -> Iterator[Detail]:
    """Cut-points that both have, then those that came for those that went, in their order."""
    before, after = {each.cut: each for each in ours}, {each.cut: each for each in theirs}
    for cut in sorted(before.keys() & after.keys()):
        if before[cut].points != after[cut].points:
            yield _step(f"points at {step_told(after[cut], shown)}", before[cut], after[cut], None)
    gone = [each for each in ours if each.cut not in after]
    came = [each for each in theirs if each.cut not in before]
    for step in gone:
        twin = next((each for each in came if each.points == step.points), None)
        if twin is not None:
            came.remove(twin)
        yield _step("cut-point", step, twin, shown)
    for step in came:
        yield _step("cut-point", None, step, shown)


def _step(what: str, was: model.Step | None, now: model.Step | None, shown: Type | None) -> Detail:
    def said(step: model.Step | None) -> str | None:
        if step is None:
            return None
        points = format_points(step.points)
        return points if shown is None else f"{step_told(step, shown)} earns {points}"

    return Detail(what, said(was), said(now), was.span if was else None, now.span if now else None)


# Markets.


def _clauses(was: model.PhraseMarket, now: model.PhraseMarket) -> Iterator[Detail]:
    """Lines that only one has; of two on the same column, the phrases."""
    gone = [each for each in was.lines if _line(each) not in set(map(_line, now.lines))]
    came = [each for each in now.lines if _line(each) not in set(map(_line, was.lines))]
    for line in gone:
        twin = next((each for each in came if _shares(line, each)), None)
        if twin is None:
            yield Detail("clause", line_words(line), None, line.span, None)
        else:
            came.remove(twin)
            yield from _phrases(line, twin)
    for line in came:
        yield Detail("clause", None, line_words(line), None, line.span)


def _shares(was: model.MarketLine, now: model.MarketLine) -> bool:
    same_kind = (was.column, was.vetoes) == (now.column, now.vetoes)
    return same_kind and not set(was.phrases).isdisjoint(now.phrases)


def _line(line: model.MarketLine) -> tuple[str, bool, frozenset[str]]:
    return line.column, line.vetoes, frozenset(line.phrases)


def _phrases(was: model.MarketLine, now: model.MarketLine) -> Iterator[Detail]:
    what = f"{now.column} {'not' if now.vetoes else 'has'}"
    for phrase in was.phrases:
        if phrase not in now.phrases:
            yield Detail(what, f'"{phrase}"', None, was.span, None)
    for phrase in now.phrases:
        if phrase not in was.phrases:
            yield Detail(what, None, f'"{phrase}"', None, now.span)


# Expressions of one shape: the windows and numbers in them.

_VALUES = {Type.TEXT: "text", Type.DATE: "date", Type.FLAG: "yes or no"}
"""What a value is called that stands in an expression; others are numbers."""


def _expressions(was: model.Expression, now: model.Expression) -> Iterator[Detail]:
    found = list(_nodes(was, now))
    if None not in found:
        yield from (each for each in found if each is not None)


def _nodes(was: model.Expression, now: model.Expression) -> Iterator[Detail | None]:
    """What differs in the two trees, node by node; None where their shapes do."""
    if was == now:
        return
    match was, now:
        case model.Aggregated(), model.Aggregated() if _aggregate(was) == _aggregate(now):
            if was.window != now.window:
                yield Detail(f"window on {now.table}", _window(was), _window(now), was.span, now.span)
            if was.where != now.where and (was.where is None or now.where is None):
                yield Detail(f"where of {now.table}", _where(was), _where(now), was.span, now.span)
                return
        case model.Constant(), model.Constant() if was.type is now.type:
            yield Detail(_VALUES.get(now.type, "number"), words(was), words(now))
            return
        case _ if type(was) is not type(now) or not expression_parts(was):
            yield None
            return
        case _ if _own(was) != _own(now):
            yield None
            return
        case _:
            pass
    for ours, theirs in zip_longest(expression_parts(was), expression_parts(now)):
        yield from _nodes(ours, theirs)


def _aggregate(node: model.Aggregated) -> tuple[object, ...]:
    return node.function, node.table, node.column


def _own(node: model.Expression) -> list[object]:
    """What a node is, its parts left out."""
    names = ("operator", "comparison", "market", "table", "function", "column")
    return [getattr(node, each, None) for each in names]


def _window(node: model.Aggregated) -> str | None:
    return None if node.window is None else window_words(node.window)


def _where(node: model.Aggregated) -> str | None:
    return None if node.where is None else words(node.where)
