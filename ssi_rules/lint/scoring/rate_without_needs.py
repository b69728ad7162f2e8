from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.constants import constant_number
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.lint.scored import Scored, constants, criteria, lets, through
from ssi_rules.lint.windows import worded_window
from ssi_rules.model import Comparison, Function, Operator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject

_PLENTY = 20
"""How many cases the help asks for, as shipped rulesets do of requests."""


@dataclass(frozen=True, slots=True)
class _Cases:
    """What a rate rests on: rows of a table, or a fact that counts, and how to write their number in ``needs``."""

    source: str
    number: str
    least: int
    what: str


def rate_without_needs(subject: Subject) -> Iterator[Diagnostic]:
    """Shares, averages and quotients of counts that are scored with one case as with a thousand."""
    values = lets(subject)
    for each in criteria(subject):
        for cases in _rates(each.typed.measure, values):
            if not _bounded(each, cases, values):
                yield _problem(each, cases)
                break


def _rates(measure: model.Expression, values: Mapping[str, model.Expression]) -> Iterator[_Cases]:
    for node in through(measure, values, rows=False):
        match node:
            case model.Aggregated(Function.SHARE | Function.AVERAGE, table, _, window):
                number = f"(count of {table}{worded_window(window)})"
                yield _Cases(table, number, 2 * SCALE, f"rows of `{table}`")
            case model.Calculation(Operator.DIVIDE, left, right) if _counts(left) and _counts(right):
                yield from _quotient(right, values)
            case _:
                pass


def _counts(side: model.Expression) -> bool:
    return side.type is Type.COUNT


def _quotient(divisor: model.Expression, values: Mapping[str, model.Expression]) -> Iterator[_Cases]:
    """By the one table or fact that a divisor counts; of sums nothing is said."""
    value = divisor
    while isinstance(value, model.LetValue):
        value = values[value.name]
    name = divisor.name if isinstance(divisor, model.LetValue) else None
    match value:
        case model.Aggregated(Function.COUNT, table, _, window, where):
            counted = f"(count of {table}{worded_window(window)}{'' if where is None else ' where …'})"
            yield _Cases(table, name or counted, 2 * SCALE, f"rows of `{table}`")
        case model.FactValue(fact):
            # A fact may count everybody there is, where one is enough: that there are any is asked.
            yield _Cases(fact, name or fact, SCALE, f"cases `{fact}` counts")
        case _:
            pass


def _bounded(each: Scored, cases: _Cases, values: Mapping[str, model.Expression]) -> bool:
    """Whether a condition compares the number of cases with enough of them, or with what is not known here."""
    known = constants(values)
    conditions = (each.typed.needs, each.typed.applies)
    return any(
        isinstance(node, model.Compared) and _asks(node, cases, values, known)
        for condition in conditions
        if condition is not None
        for node in through(condition, values, rows=False)
    )


def _asks(
    compared: model.Compared,
    cases: _Cases,
    values: Mapping[str, model.Expression],
    known: Mapping[str, int],
) -> bool:
    sides = compared.left, compared.right
    if not any(_reads(side, cases.source, values) for side in sides):
        return False
    bounds = [constant_number(side, known) for side in sides]
    bound = next((each for each in bounds if each is not None), None)
    if bound is None:
        return True
    strict = compared.comparison in (Comparison.MORE, Comparison.LESS, Comparison.DIFFERENT)
    return bound + strict * SCALE >= cases.least


def _reads(side: model.Expression, source: str, values: Mapping[str, model.Expression]) -> bool:
    return any(
        (isinstance(node, model.Aggregated) and node.table == source)
        or (isinstance(node, model.FactValue) and node.fact == source)
        for node in through(side, values, rows=False)
    )


def _problem(each: Scored, cases: _Cases) -> Diagnostic:
    return Diagnostic(
        codes.RATE_WITHOUT_NEEDS,
        f"Criterion `{each.typed.id}` scores a rate however few {cases.what} it rests on.",
        each.measure,
        help=f"say how many are enough, such as `needs {cases.number} >= {_PLENTY}`",
    )
