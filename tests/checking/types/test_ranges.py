"""What is ruled out cannot happen: expressions are evaluated plainly on small data and compared with what is said of them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules import model
from ssi_rules.checking import intervals
from ssi_rules.checking.conditions import possible
from ssi_rules.checking.intervals import Interval
from ssi_rules.checking.ranges import Ranges
from ssi_rules.diagnostics import Problems
from ssi_rules.language import numbers
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import (
    And,
    Calculation,
    Compared,
    Comparison,
    Constant,
    FactValue,
    Known,
    Not,
    Operator,
    Or,
)
from ssi_rules.text import Source, Span

from .rules import outcome, scoring, slugs

if TYPE_CHECKING:
    from collections.abc import Iterator

Facts: TypeAlias = dict[str, int | bool | None]

WRITTEN = Span(Source("r.ssi", "a * b"), 0, 5)
"""Only what is written somewhere is told to overflow."""

COUNTS = [FactValue("a", Type.COUNT), FactValue("b", Type.COUNT)]
NUMBER = FactValue("n", Type.NUMBER)
FLAG = FactValue("f", Type.FLAG)
VALUES: dict[str, tuple[int | bool | None, ...]] = {
    "a": (None, 0, SCALE, 10**18),
    "b": (None, 0, 2 * SCALE),
    "n": (None, -SCALE, 0, SCALE + SCALE // 2),
    "f": (None, True, False),
}


def worlds() -> Iterator[Facts]:
    for values in product(*VALUES.values()):
        yield dict(zip(VALUES, values, strict=True))


ALL_WORLDS = list(worlds())

constants = st.sampled_from([-SCALE, 0, 1, SCALE, 2 * SCALE, 3 * SCALE, SCALE + SCALE // 2])
leaves = st.one_of(
    st.sampled_from([*COUNTS, NUMBER]),
    constants.map(
        lambda value: Constant(value, Type.COUNT if value >= 0 and value % SCALE == 0 else Type.NUMBER)
    ),
)


def calculations(parts: st.SearchStrategy[model.Expression]) -> st.SearchStrategy[model.Expression]:
    calculated = st.builds(
        Calculation, st.sampled_from(Operator), parts, parts, st.just(Type.NUMBER), st.just(WRITTEN)
    )
    return calculated | st.builds(model.Otherwise, parts, parts, st.just(Type.NUMBER))


values = st.recursive(leaves, calculations, max_leaves=4)
comparisons = st.builds(Compared, st.sampled_from(Comparison), values, values)
atoms = st.one_of(comparisons, st.builds(Known, values), st.just(FLAG))


def logic(parts: st.SearchStrategy[model.Expression]) -> st.SearchStrategy[model.Expression]:
    same = st.builds(Compared, st.sampled_from([Comparison.EQUAL, Comparison.DIFFERENT]), parts, parts)
    fallback = st.builds(model.Otherwise, parts, parts, st.just(Type.FLAG))
    pairs = st.builds(And, parts, parts) | st.builds(Or, parts, parts)
    return pairs | st.builds(Not, parts) | same | fallback | st.builds(Known, parts)


conditions = st.recursive(atoms, logic, max_leaves=6)


Answer: TypeAlias = int | bool | None


def evaluate(node: model.Expression, facts: Facts) -> Answer:
    match node:
        case Constant(int(value)):
            return value
        case FactValue(name):
            return facts[name]
        case Known(operand):
            return evaluate(operand, facts) is not None
        case model.Otherwise(value, fallback):
            found = evaluate(value, facts)
            return evaluate(fallback, facts) if found is None else found
        case Not(operand):
            answer = evaluate(operand, facts)
            return None if answer is None else not answer
        case And(left, right) | Or(left, right):
            return decided(evaluate(left, facts), evaluate(right, facts), by=isinstance(node, Or))
        case Calculation(operator, left, right):
            a, b = evaluate(left, facts), evaluate(right, facts)
            return None if a is None or b is None else calculate(operator, a, b)
        case Compared(comparison, left, right):
            a, b = evaluate(left, facts), evaluate(right, facts)
            return None if a is None or b is None else compare(comparison, a, b)
    raise AssertionError(node)


def decided(left: Answer, right: Answer, *, by: bool) -> bool | None:
    if left is by or right is by:
        return by
    return None if left is None or right is None else not by


def calculate(operator: Operator, a: int, b: int) -> int | None:
    match operator:
        case Operator.ADD:
            return a + b
        case Operator.SUBTRACT:
            return a - b
        case Operator.MULTIPLY:
            return numbers.multiply(a, b)
        case Operator.DIVIDE:
            return numbers.divide(a, b)


def compare(comparison: Comparison, a: int, b: int) -> bool:
    match comparison:
        case Comparison.EQUAL:
            return a == b
        case Comparison.DIFFERENT:
            return a != b
        case Comparison.LESS:
            return a < b
        case Comparison.AT_MOST:
            return a <= b
        case Comparison.MORE:
            return a > b
        case Comparison.AT_LEAST:
            return a >= b


@settings(deadline=None)
@given(conditions)
def test_every_answer_that_comes_up_is_possible(condition: model.Expression) -> None:
    problems = Problems()
    answers = possible(condition, Ranges({}, {}, problems))
    if not len(problems):
        assert {evaluate(condition, facts) for facts in ALL_WORLDS} <= answers


@settings(deadline=None)
@given(values)
def test_every_value_that_comes_up_is_in_the_interval(expression: model.Expression) -> None:
    problems = Problems()
    found = Ranges({}, {}, problems).interval(expression)
    if len(problems):
        return  # it may leave the range of numbers, and is told
    for value in {evaluate(expression, facts) for facts in ALL_WORLDS}:
        if value is None:
            assert found.unknown
        else:
            assert found.low <= value <= found.high
            assert value % found.step == 0


@settings(deadline=None)
@given(conditions, conditions)
def test_conditions_through_lets_are_as_possible_as_written_out(
    left: model.Expression, right: model.Expression
) -> None:
    lets: dict[str, model.Expression] = {"l": left, "r": right}
    ranges = Ranges(lets, {}, Problems())
    ranges.prepare(set(lets))
    named = possible(And(model.LetValue("l", Type.FLAG), model.LetValue("r", Type.FLAG)), ranges)
    assert {evaluate(And(left, right), facts) for facts in ALL_WORLDS} <= named


@settings(deadline=None)
@given(st.integers(-50, 50), st.integers(0, 60), st.integers(-50, 50), st.integers(0, 60), st.data())
def test_intervals_hold_what_their_values_come_to(
    low: int, wide: int, other: int, far: int, data: st.DataObject
) -> None:
    left, right = Interval(low, low + wide), Interval(other, other + far)
    a = data.draw(st.integers(left.low, left.high))
    b = data.draw(st.integers(right.low, right.high))
    for operator, combine in (
        (Operator.ADD, intervals.add),
        (Operator.SUBTRACT, intervals.subtract),
        (Operator.MULTIPLY, intervals.multiply),
        (Operator.DIVIDE, intervals.divide),
    ):
        value, found = calculate(operator, a, b), combine(left, right)
        assert found.unknown if value is None else found.low <= value <= found.high
    for comparison in Comparison:
        held = compare(comparison, a, b)
        assert held in intervals.compare(comparison, left, right)
        if held:
            narrowed = intervals.narrowed(comparison, left, right)
            assert narrowed.low <= a <= narrowed.high


def test_a_named_condition_is_compared_with_a_flag() -> None:
    named = "let never = calls < 0"
    assert slugs(scoring("seat", rest="cap at 5 when never = yes", before=named)) == ["never-holds"]
    assert slugs(scoring("seat", rest="cap at 5 when never = no", before=named)) == ["always-holds"]


ALWAYS = ["always-holds"]
NEVER = ["never-holds"]


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("calls > 5 and calls < 7", []),
        ("calls > 5 and calls < 6", NEVER),
        ("hours > 5 and hours < 6", []),
        ("hours > 5 and hours <= 5", NEVER),
        ("calls = 2.5", NEVER),
        ("calls != 2.5", ALWAYS),
        ("calls >= 3 or calls < 3", ALWAYS),
        ("calls between 5 and 3", NEVER),
        ("not (calls between 0 and 10) and calls < 11", NEVER),
        ("calls > letters and letters > 5 and calls < 6", NEVER),
        ("seat and not seat", NEVER),
        ("seat = yes and seat = no", NEVER),
        ("seat or not seat", ALWAYS),
        ("(seat or phone) and not seat and not phone", NEVER),
        ("(seat or calls > 5) and not seat and calls < 3", NEVER),
        ("(calls > 5 or calls > 8) and calls < 3", NEVER),
        ('city = "Paris" and city = "Rome"', NEVER),
        ('city = "Paris" and city != " Paris "', NEVER),
        ('city = "Paris" or city = "Rome"', []),
        ("calls is known and not (calls is known)", NEVER),
        ("calls > 3 and not (calls is known)", NEVER),
        ("(calls else 3) is known", ALWAYS),
        ("(count of visits) < 0", NEVER),
        ("(count of visits) > 1000000", NEVER),
        ("(share of visits where won) > 1", NEVER),
        ("(share of visits where won) > 99%", []),
        ("(days since last visits over 30 days) > 30", NEVER),
        ("(count of visits where minutes > 5 and minutes < 4) > 0", NEVER),
        ("(average of visits.guests) < 0", NEVER),
        ("(largest of visits.guests) < 0", NEVER),
        ("(average of visits.minutes) < 0", []),
        ("calls / letters < 0", NEVER),
        ("calls * letters < 0", NEVER),
        ("calls - letters < 0", []),
        ("as_of < 2026-01-01 and as_of > 2026-01-01", NEVER),
        ("as_of - joined > 4000000", NEVER),
        ("yes", ALWAYS),
        ("never", NEVER),
        ("many and few", NEVER),
        ("complete > 100%", []),
    ],
)
def test_a_cap_that_acts(condition: str, codes: list[str]) -> None:
    lets = "let never = calls < 0\nlet many = calls > 9\nlet few = calls < 3"
    rest = f'cap at 5 when {condition} {{ because "So." }}'
    assert [slug for slug in slugs(scoring("seat", rest=rest, before=lets)) if slug != "unused-let"] == codes


@pytest.mark.parametrize(
    ("measure", "codes"),
    [
        ("calls * letters", []),
        ("calls * letters * calls", ["too-large"]),
        ("hours * hours", []),
        ("hours / hours", []),
        ("(hours / hours) * hours", ["too-large"]),
        ("(calls / letters) * letters", []),
        ("(sum of visits.minutes) / 60", []),
        ("(sum of visits.minutes) * (sum of visits.minutes)", ["too-large"]),
        ("(count of visits) * (sum of visits.minutes)", []),
        ("wide", ["too-large"]),
        ("wide + wide", ["too-large"]),
    ],
)
def test_a_calculation_that_fits(measure: str, codes: list[str]) -> None:
    before = "let wide = hours * hours * hours" if "wide" in measure else ""
    assert slugs(scoring(measure, "bands { from 1 earns 10 }", before=before)) == codes


def test_steep_ramps_are_worked_out_beforehand() -> None:
    far = "let far = 1000000000000 * 1000000000000 * 1000"
    text = scoring("hours", "ramp { 0 earns 0 far earns 10 }", before=far)
    assert slugs(text) == ["unreachable-cut-point"]
    further = "let far = 1000000000000 * 1000000000000 * 1000000"
    assert "too-large" in slugs(scoring("hours", "ramp { 0 earns 10 far earns 0 }", before=further))


def test_unused_lets_are_not_judged() -> None:
    assert slugs(scoring("seat", before="let wide = hours * hours * hours")) == ["unused-let"]


def test_what_needs_is_always_met_is_no_fault() -> None:
    assert slugs(scoring("measure seat needs calls >= 0")) == []


def test_the_range_of_a_ratio_is_told_in_the_unit_of_its_cut_points() -> None:
    found = outcome(scoring("calls / letters", "bands { from -1 earns 5 from 30 earns 10 }")).problems
    assert [label.message for each in found for label in each.labels] == ["the measure is from 0 to 10^12"]
    found = outcome(scoring("calls / letters", "bands { from -1% earns 5 from 30% earns 10 }")).problems
    assert [label.message for each in found for label in each.labels] == ["the measure is from 0% to 10^12"]
