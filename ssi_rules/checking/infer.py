"""A type for every expression, or the reason why it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_types as say
from ssi_rules.checking.awards import typed_award
from ssi_rules.checking.elaborate import Elaboration, Names
from ssi_rules.checking.order import let_order
from ssi_rules.checking.typed import Typed, TypedAdjustment, TypedClaim, TypedCriterion, TypedPillar
from ssi_rules.language.types import Type
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.checking.flat import Flat, FlatCriterion, FlatPillar
    from ssi_rules.diagnostics import Problems


def infer(flat: Flat, problems: Problems) -> Typed:
    """Type a ruleset after all changes; what does not resolve is passed over in silence."""
    names = infer_declarations(flat.facts, flat.tables, flat.markets, flat.lets, problems)
    typing = Elaboration(names, problems)
    pillars = tuple(_pillar(each, flat.lets, typing) for each in flat.pillars)
    return Typed(flat, names.lets, pillars, tuple(_claim(each, typing) for each in flat.claims))


def infer_declarations(
    facts: Mapping[str, ast.FactDeclaration],
    tables: Mapping[str, ast.TableDeclaration],
    markets: Mapping[str, ast.Market],
    lets: Mapping[str, ast.Let],
    problems: Problems,
) -> Names:
    """Type what a file without a ruleset declares; also the first half of typing a ruleset.

    Returns:
        The names, with every let that has a type in an order in which each uses only earlier ones.
    """
    for table in tables.values():
        _check_dated(table, problems)
    names = Names(facts, tables, markets)
    typing = Elaboration(names, problems)
    for name in let_order(lets, tables):
        value = typing.expression(lets[name].value)
        if value is not None:
            names.define(name, value)
    return names


def _check_dated(table: ast.TableDeclaration, problems: Problems) -> None:
    for column in table.columns:
        if table.dated is not None and column.name.text == table.dated.text and column.type is not Type.DATE:
            problems.add(say.dated_type(table.dated, column))


def _pillar(flat: FlatPillar, lets: Mapping[str, ast.Let], typing: Elaboration) -> TypedPillar:
    return TypedPillar(
        flat,
        tuple(_criterion(each, lets, typing) for each in flat.criteria),
        tuple(_adjustments(flat.adjustments, typing)),
    )


def _criterion(flat: FlatCriterion, lets: Mapping[str, ast.Let], typing: Elaboration) -> TypedCriterion:
    measure = None if flat.measure is None else typing.expression(flat.measure.value)
    return TypedCriterion(
        flat,
        None if flat.applies is None else typing.condition(flat.applies.condition, "applies when"),
        measure,
        None if flat.needs is None else typing.condition(flat.needs.condition, "needs"),
        None if flat.award is None else typed_award(flat.award, flat.measure, measure, lets, typing),
    )


def _adjustments(written: Iterable[ast.Cap | ast.Deduct], typing: Elaboration) -> Iterable[TypedAdjustment]:
    for each in written:
        place = "cap" if isinstance(each, ast.Cap) else "deduct"
        yield TypedAdjustment(each, typing.condition(each.when, f"{place} … when"))


def _claim(written: ast.Claim, typing: Elaboration) -> TypedClaim:
    return TypedClaim(
        written, tuple(typing.condition(each.condition, "assume") for each in written.assumptions)
    )
