"""What a ruleset or a market can lack, and what stands there for nothing: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_names import bare_kind
from ssi_rules.diagnostics import Diagnostic, Label

if TYPE_CHECKING:
    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span


def missing_version(header: ast.RulesetHeader) -> Diagnostic:
    """A ruleset without a version."""
    inherits = header.extends is not None
    return Diagnostic(
        codes.MISSING_VERSION,
        f"Ruleset `{header.name.text}` has no version, so its results could not be told from later ones.",
        header.name.span,
        (Label(header.extends.span, "a version is not inherited"),) if inherits and header.extends else (),
        'add a line such as `version "1.0.0"`',
    )


def no_pillars(header: ast.RulesetHeader) -> Diagnostic:
    """A ruleset that scores nothing."""
    return Diagnostic(
        codes.NO_PILLARS,
        f"Ruleset `{header.name.text}` has no pillar, so nothing is scored.",
        header.name.span,
        (),
        'add `pillar NAME "Title" worth 100 { … }`, or start from another ruleset with `extends`',
    )


def empty_pillar(pillar: FlatPillar) -> Diagnostic:
    """A pillar without criteria."""
    changed = pillar.changed
    return Diagnostic(
        codes.EMPTY_PILLAR,
        f"Pillar `{pillar.name.text}` has no criterion, so its {_points(pillar.worth)} cannot be earned.",
        changed or pillar.name.span,
        (Label(pillar.name.span, "the pillar is declared here"),) if changed else (),
        f"remove the whole pillar with `remove {pillar.name.text}`, or add a criterion"
        if changed
        else "add a criterion",
    )


def _points(worth: ast.Points) -> str:
    return f"{worth.span.text} points"


def no_measure(criterion: FlatCriterion) -> Diagnostic:
    """A criterion that measures nothing."""
    return Diagnostic(
        codes.MISSING_PART,
        f"Criterion `{criterion.name.text}` has no measure.",
        criterion.name.span,
        (),
        "add `measure` and what is measured, as in `measure count of connections`",
    )


def no_award(criterion: FlatCriterion) -> Diagnostic:
    """A criterion that earns nothing."""
    return Diagnostic(
        codes.MISSING_PART,
        f"Criterion `{criterion.name.text}` does not say how points are earned.",
        criterion.name.span,
        (Label(criterion.measure.span, "this is measured"),) if criterion.measure else (),
        "add `bands { … }` or `ramp { … }`, or `earns N when yes` for a condition",
    )


def published_without_source(basis: ast.BasisNote) -> Diagnostic:
    """A number called published that nobody can look up."""
    return Diagnostic(
        codes.PUBLISHED_WITHOUT_SOURCE,
        "This is said to be published, and no `source` says where.",
        basis.span,
        (),
        'add `source "…"` beside it, or call it `inferred` or `chosen`',
    )


def market_without_has(market: ast.Market) -> Diagnostic:
    """A market by phrases that says only what is not in it."""
    vetoes = tuple(Label(clause.span, "this only takes away") for clause in market.clauses[:1])
    return Diagnostic(
        codes.MARKET_WITHOUT_HAS,
        f"Market `{market.name.text}` has no `has` line, so nobody is in it.",
        market.name.span,
        vetoes,
        'add a line such as `title has "director", "head of *"`',
    )


def market_two_columns(market: ast.Market, second: ast.MarketClause, first: ast.MarketClause) -> Diagnostic:
    """A market whose ``has`` lines read two columns."""
    return Diagnostic(
        codes.MARKET_TWO_COLUMNS,
        f"Market `{market.name.text}` has `has` lines on two columns, "
        f"`{first.column.text}` and `{second.column.text}`.",
        second.column.span,
        (Label(first.column.span, "the first is here"),),
        "declare a market for each column, and combine them with `and` or `or`",
    )


def bad_phrase(phrase: ast.String, why: str) -> Diagnostic:
    """A phrase that cannot mean anything; ``why`` follows "this phrase"."""
    return Diagnostic(codes.BAD_PHRASE, f"This phrase {why}.", phrase.span)


def outside_ruleset(what: str, span: Span) -> Diagnostic:
    """Something that only a ruleset may hold."""
    return Diagnostic(
        codes.OUTSIDE_RULESET,
        f"{what} needs a ruleset, and this file has none.",
        span,
        (),
        'begin the file with `ruleset NAME "Title" { version "1.0.0" }`',
    )


def change_outside_ruleset(what: str, span: Span) -> Diagnostic:
    """A change in a file that is no ruleset."""
    return Diagnostic(
        codes.OUTSIDE_RULESET,
        f"{what} needs a ruleset to act on, and this file has none.",
        span,
        (),
        'begin the file with `ruleset NAME "Title" { extends "FILE.ssi" version "1.0.0" }`',
    )


def second_ruleset(second: ast.RulesetHeader, first: ast.RulesetHeader) -> Diagnostic:
    """Two headers in a file."""
    return Diagnostic(
        codes.SECOND_RULESET,
        f"This file is already ruleset `{first.name.text}`.",
        second.name.span,
        (Label(first.name.span, "declared here"),),
        f"move `{second.name.text}` to a file of its own",
    )


def unused_use(use: ast.Use) -> Diagnostic:
    """A used file of which nothing is needed."""
    return Diagnostic(
        codes.UNUSED_USE, f"Nothing of {use.path.span.text} is needed here.", use.span, (), "delete the line"
    )


def unused_let(let: ast.Let) -> Diagnostic:
    """A let that nothing names."""
    return _unused(codes.UNUSED_LET, let)


def unused_market(market: ast.Market) -> Diagnostic:
    """A market that nothing names."""
    return _unused(codes.UNUSED_MARKET, market)


def _unused(code: codes.Code, node: ast.Let | ast.Market) -> Diagnostic:
    kind = bare_kind(node).capitalize()
    return Diagnostic(
        code, f"{kind} `{node.name.text}` is never used.", node.name.span, (), "delete it, or use it"
    )
