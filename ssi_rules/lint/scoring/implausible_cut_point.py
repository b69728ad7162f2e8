from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ssi_rules import codes, model
from ssi_rules.checking.constants import constant_number
from ssi_rules.checking.problems_ranges import shown
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.numbers import SCALE, divide_rounding, multiply
from ssi_rules.language.types import Type
from ssi_rules.lint import linkedin
from ssi_rules.lint.linkedin import Plausible, is_standard
from ssi_rules.lint.scored import Scored, constants, criteria, lets
from ssi_rules.lint.windows import days
from ssi_rules.model import Function, Operator
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.lint.subject import Subject


def implausible_cut_point(subject: Subject) -> Iterator[Diagnostic]:
    """Cut-points past the most that a member can plausibly have, as far as LinkedIn's own facts tell."""
    ruleset = subject.ruleset
    if ruleset is None:
        return
    judge: _Judge | None = None
    for each in criteria(subject):
        award = each.typed.award
        if isinstance(award, model.Bands | model.Ramp):
            judge = judge or _judge(subject, ruleset.catalogue)
            most = judge.most(each.typed.measure)
            if most is not None:
                yield from _beyond(each, award, most)


def _beyond(each: Scored, award: model.Bands | model.Ramp, most: Plausible) -> Iterator[Diagnostic]:
    written = each.written.award
    if not isinstance(written, ast.Bands | ast.Ramp):
        return
    unit = each.unit
    for step, line in zip(award.steps, written.steps, strict=True):
        if step.cut > most.most:
            yield Diagnostic(
                codes.IMPLAUSIBLE_CUT_POINT,
                f"{shown(step.cut, unit)} is past what a member plausibly has: {shown(most.most, unit)} at most.",
                line.cut.span,
                (Label(each.measure, most.why),),
                "lower the cut-point, or look for a digit too many",
            )


def _judge(subject: Subject, catalogue: model.Catalogue) -> _Judge:
    values = lets(subject)
    judge = _Judge(catalogue, constants(values))
    for name, value in values.items():
        judge.lets[name] = judge.most(value)
    return judge


@dataclass(frozen=True, slots=True)
class _Judge:
    """Works out the most that expressions can plausibly come to; None where nothing is known."""

    catalogue: model.Catalogue
    constants: Mapping[str, int]
    lets: dict[str, Plausible | None] = field(default_factory=dict)

    def most(self, node: model.Expression) -> Plausible | None:
        match node:
            case model.FactValue(name):
                return linkedin.FACTS.get(name) if is_standard(self.catalogue.facts[name].span) else None
            case model.LetValue(name):
                return self.lets[name]
            case model.Aggregated(function=Function.COUNT | Function.COUNT_DISTINCT):
                return self._rows(node)
            case model.Otherwise(value, fallback):
                return _larger(self.most(value), self.most(fallback))
            case model.Calculation(operator, left, right):
                return self._calculated(operator, left, right)
            case _:
                return None

    def _rows(self, node: model.Aggregated) -> Plausible | None:
        rows = linkedin.TABLES.get(node.table)
        if rows is None or not is_standard(self.catalogue.tables[node.table].span):
            return None
        limits = [] if rows.in_all is None else [rows.in_all]
        if rows.a_day is not None and node.window is not None:
            limits.append(rows.a_day * days(node.window.length))
        return Plausible(min(limits) * SCALE, rows.why) if limits else None

    def _calculated(
        self, operator: Operator, left: model.Expression, right: model.Expression
    ) -> Plausible | None:
        first, constant = self.most(left), constant_number(right, self.constants)
        match operator:
            case Operator.ADD:
                return _sum(first, self.most(right))
            case Operator.SUBTRACT:
                return first if right.type is Type.COUNT else None
            case Operator.MULTIPLY if first is not None and constant is not None and constant > 0:
                return replace(first, most=multiply(first.most, constant))
            case Operator.DIVIDE if first is not None and constant is not None and constant > 0:
                return replace(first, most=divide_rounding(first.most * SCALE, constant))
            case _:
                return None


def _larger(one: Plausible | None, other: Plausible | None) -> Plausible | None:
    if one is None or other is None:
        return None
    return one if one.most >= other.most else other


def _sum(one: Plausible | None, other: Plausible | None) -> Plausible | None:
    larger = _larger(one, other)
    if one is None or other is None or larger is None:
        return None
    return replace(larger, most=one.most + other.most)
