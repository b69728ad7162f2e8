"""Checks that a ruleset has all its parts, and that nothing stands where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking import problems_structure as say
from ssi_rules.checking import problems_trials as trials
from ssi_rules.language.phrases import phrase_fault
from ssi_rules.language.states import Basis
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.checking.units import Unit
    from ssi_rules.diagnostics import Problems


def check_file(unit: Unit, problems: Problems) -> None:
    """Report what cannot stand in such a file, and markets that cannot mean anything."""
    headers = [each for each in unit.file.declarations if isinstance(each, ast.RulesetHeader)]
    for second in headers[1:]:
        problems.add(say.second_ruleset(second, headers[0]))
    for declaration in unit.file.declarations:
        if unit.is_test:
            _check_test_file(declaration, problems)
        elif not headers and not unit.file.partial:
            _check_library(declaration, problems)
        match declaration:
            case (ast.Market() as market) | ast.ChangeMarket(market):
                _check_market(market, problems)
            case _:
                pass


def _check_test_file(declaration: ast.Declaration, problems: Problems) -> None:
    if not isinstance(declaration, ast.Use | ast.Test | ast.Claim):
        problems.add(trials.rules_in_test_file(declaration))


def _check_library(declaration: ast.Declaration, problems: Problems) -> None:
    """A file without a ruleset holds only what others may use."""
    match declaration:
        case ast.Pillar(name):
            problems.add(say.outside_ruleset("A pillar", name.span))
        case ast.ChangeParts(owner) | ast.Remove(owner):
            problems.add(say.change_outside_ruleset("A change", owner.span))
        case ast.ChangeMarket(ast.Market(name)) | ast.ChangeLet(ast.Let(name)):
            problems.add(say.change_outside_ruleset("A change", name.span))
        case ast.InPillar(pillar):
            problems.add(say.change_outside_ruleset("An addition to a pillar", pillar.span))
        case ast.Test() | ast.Claim():
            problems.add(trials.test_without_ruleset(declaration))
        case _:
            pass


def _check_market(market: ast.Market, problems: Problems) -> None:
    for clause in market.clauses:
        for phrase in clause.phrases:
            why = phrase_fault(phrase.text)
            if why is not None:
                problems.add(say.bad_phrase(phrase, why))
    if market.expression is not None:
        return
    asking = [clause for clause in market.clauses if not clause.negated]
    if not asking:
        problems.add(say.market_without_has(market))
    second = next((each for each in asking if each.column != asking[0].column), None)
    if second is not None:
        problems.add(say.market_two_columns(market, second, asking[0]))


def check_structure(draft: Draft, problems: Problems) -> None:
    """Report what a ruleset lacks after all changes."""
    header = draft.header
    if header is None or draft.unit.is_test:
        return
    if header.version is None and not draft.unit.file.partial:
        problems.add(say.missing_version(header))
    if not draft.pillars and not draft.incomplete:
        problems.add(say.no_pillars(header))
    for pillar in draft.pillars.values():
        _check_pillar(pillar, draft, problems)


def _check_pillar(pillar: FlatPillar, draft: Draft, problems: Problems) -> None:
    if not pillar.criteria and not pillar.partial:
        problems.add(say.empty_pillar(pillar))
    for criterion in pillar.criteria:
        _check_criterion(criterion, problems)
        _check_basis(draft, criterion.basis, criterion.source, problems)
    for adjustment in pillar.adjustments:
        basis = next((part for part in adjustment.parts if isinstance(part, ast.BasisNote)), None)
        source = next((part for part in adjustment.parts if isinstance(part, ast.Citation)), None)
        _check_basis(draft, basis, source, problems)


def _check_criterion(criterion: FlatCriterion, problems: Problems) -> None:
    if criterion.partial:
        return
    if criterion.measure is None:
        problems.add(say.no_measure(criterion))
    if criterion.award is None:
        problems.add(say.no_award(criterion))


def _check_basis(
    draft: Draft, basis: ast.BasisNote | None, source: ast.Citation | None, problems: Problems
) -> None:
    """A warning for the author of the number, not for who builds on the ruleset."""
    if basis is None or source is not None or basis.kind is not Basis.PUBLISHED:
        return
    if basis.span.source is draft.unit.source:
        problems.add(say.published_without_source(basis))
