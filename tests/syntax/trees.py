"""Any tree that could have been read, for the printer's property."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from ssi_rules.language.states import Basis, Missing
from ssi_rules.language.types import DECLARABLE
from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.syntax import ast
from ssi_rules.text import Source, Span

_T = TypeVar("_T")

NOWHERE = Span(Source("made up", ""), 0, 0)
AT = {"span": st.just(NOWHERE)}

IDENTIFIERS = st.sampled_from((
    "a", "b_2", "_c", "source", "level", "share", "count", "days", "worth", "from", "test", "in", "when", "earns",
    "has", "of", "table", "dated", "market", "let", "row", "per", "minutes", "total", "claim", "assume", "expect",
))  # fmt: skip
names = st.builds(ast.Name, IDENTIFIERS, **AT)
_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=12)
strings = st.builds(ast.String, _texts, **AT)
points = st.builds(ast.Points, st.integers(0, 10**6), **AT)
wholes = st.builds(ast.Whole, st.integers(0, 10**6), **AT)


def _number(value: int, percent: bool, whole: bool) -> ast.Number:
    if percent:
        return ast.Number(value, percent=True, whole=False, span=NOWHERE)
    return ast.Number(value * 10**6 if whole else value, percent=False, whole=whole, span=NOWHERE)


numbers = st.builds(_number, st.integers(-(10**9), 10**9), st.booleans(), st.booleans())
dates = st.builds(ast.Date, st.dates(date(1, 1, 1)), **AT)
literals: st.SearchStrategy[ast.Literal] = st.one_of(
    numbers,
    st.builds(ast.Flag, st.booleans(), **AT),
    st.builds(ast.Text, _texts, **AT),
    dates,
    st.builds(ast.AsOf, **AT),
)
references = st.builds(ast.Reference, IDENTIFIERS, **AT)

_lengths = st.builds(Length, st.integers(0, 400), st.sampled_from(Unit))
_windows = st.none() | st.builds(Window, _lengths, st.none() | _lengths)
_FUNCTIONS = (
    "count", "count distinct", "share", "sum", "average", "largest", "smallest", "days since last",
)  # fmt: skip


def _aggregates(condition: st.SearchStrategy[ast.Expression]) -> st.SearchStrategy[ast.Aggregate]:
    return st.builds(
        ast.Aggregate,
        st.sampled_from(_FUNCTIONS),
        names,
        st.none() | names,
        _windows,
        st.none() | condition,
        **AT,
    )


def _larger(inner: st.SearchStrategy[ast.Expression]) -> st.SearchStrategy[ast.Expression]:
    return st.one_of(
        st.builds(ast.Else, inner, inner, **AT),
        st.builds(ast.Logic, st.sampled_from(("and", "or")), inner, inner, **AT),
        st.builds(ast.Not, inner, **AT),
        st.builds(ast.Compare, st.sampled_from(("=", "!=", "<", "<=", ">", ">=")), inner, inner, **AT),
        st.builds(ast.Between, inner, inner, inner, **AT),
        st.builds(ast.IsKnown, inner, **AT),
        st.builds(ast.IsMarket, inner, names, st.booleans(), **AT),
        st.builds(ast.Arithmetic, st.sampled_from("+-*/"), inner, inner, **AT),
        _aggregates(inner),
    )


expressions: st.SearchStrategy[ast.Expression] = st.recursive(literals | references, _larger, max_leaves=12)


def _larger_market(inner: st.SearchStrategy[ast.MarketExpression]) -> st.SearchStrategy[ast.MarketExpression]:
    return st.builds(ast.MarketNot, inner, **AT) | st.builds(
        ast.MarketLogic, st.sampled_from(("and", "or")), inner, inner, **AT
    )


market_expressions: st.SearchStrategy[ast.MarketExpression] = st.recursive(
    st.builds(ast.MarketNames, names, **AT), _larger_market, max_leaves=8
)


def _some(of: st.SearchStrategy[_T], least: int = 0) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(of, min_size=least, max_size=3).map(tuple)


_policies = st.builds(ast.MissingPolicy, st.sampled_from(Missing), **AT)
_basis = st.builds(ast.BasisNote, st.sampled_from(Basis), st.none() | strings, **AT)
_citations = st.builds(ast.Citation, strings, **AT)
_steps = _some(st.builds(ast.Step, literals | references, points, **AT), least=1)
_criterion_parts: st.SearchStrategy[ast.CriterionPart] = st.one_of(
    st.builds(ast.AppliesWhen, expressions, **AT),
    st.builds(ast.Measure, expressions, **AT),
    st.builds(ast.Needs, expressions, **AT),
    st.builds(ast.Bands, _steps, **AT),
    st.builds(ast.Ramp, _steps, **AT),
    st.builds(ast.EarnsWhen, points, st.booleans(), **AT),
    _policies,
    st.builds(ast.Advice, strings, **AT),
    _basis,
    _citations,
)
_reasons = _some(st.builds(ast.Because, strings, **AT) | _basis | _citations)
_pillar_items: st.SearchStrategy[ast.PillarItem] = st.one_of(
    st.builds(ast.Criterion, names, strings, points, _some(_criterion_parts), **AT),
    st.builds(ast.Cap, points, expressions, _reasons, **AT),
    st.builds(ast.Deduct, points, expressions, _reasons, **AT),
)
_cells = _some(st.builds(ast.CellValue, names, literals, **AT))
_action_parts: st.SearchStrategy[ast.ActionPart] = st.one_of(
    st.builds(ast.AddsRows, wholes, names, _cells, **AT),
    st.builds(ast.AddsTo, numbers, names, **AT),
    st.builds(ast.Sets, names, literals, **AT),
    st.builds(ast.Takes, wholes, **AT),
    st.builds(ast.Limit, wholes, st.sampled_from(("day", "week", "month", "year")), **AT),
)
_targets = st.builds(ast.Target, names.filter(lambda name: name.text != "level"), st.none() | names, **AT)
_expectations: st.SearchStrategy[ast.Expectation] = st.one_of(
    st.builds(ast.ExpectPoints, _targets, st.sampled_from(("=", "!=", "<", "<=", ">", ">=")), points, **AT),
    st.builds(ast.ExpectBetween, _targets, points, points, **AT),
    st.builds(ast.ExpectState, _targets, names, **AT),
    st.builds(ast.ExpectLevel, names, **AT),
)
_given = st.builds(ast.GivenFact, names, literals, **AT) | st.builds(
    ast.GivenTable, names, _some(st.builds(ast.GivenRows, wholes, _cells, **AT)), **AT
)
_types = st.sampled_from(DECLARABLE)
_facts = st.builds(ast.FactDeclaration, names, _types, st.none() | strings, **AT)
_columns = st.builds(ast.ColumnDeclaration, names, _types, st.none() | strings, **AT)
_tables = st.builds(
    ast.TableDeclaration, names, st.none() | names, st.none() | strings, _some(_columns), **AT
)
_clauses = st.builds(ast.MarketClause, names, st.booleans(), _some(strings, least=1), **AT)
_markets = st.builds(ast.Market, names, st.none() | strings, _some(_clauses), st.none(), **AT) | st.builds(
    ast.Market, names, st.none() | strings, st.just(()), market_expressions, **AT
)
_lets = st.builds(ast.Let, names, expressions, **AT)
_headers = st.builds(
    ast.RulesetHeader,
    names,
    strings,
    *[st.none() | strings] * 5,
    st.none() | points,
    st.none() | _policies,
    **AT,
)
_change_parts = st.one_of(
    _criterion_parts,
    _action_parts,
    st.builds(ast.TitlePart, strings, **AT),
    st.builds(ast.WorthPart, points, **AT),
    st.builds(ast.FromPart, points, **AT),
)

declarations: st.SearchStrategy[ast.Declaration] = st.one_of(
    st.builds(ast.Use, strings, **AT),
    _headers,
    st.builds(ast.Facts, _some(_facts | _tables), **AT),
    _markets,
    _lets,
    st.builds(ast.Pillar, names, strings, points, _some(_pillar_items), **AT),
    st.builds(ast.Level, names, strings, points, **AT),
    st.builds(ast.Action, names, strings, _some(_action_parts), **AT),
    st.builds(ast.Test, strings, st.none() | dates, _some(_given), _some(_expectations), **AT),
    st.builds(
        ast.Claim,
        strings,
        _some(st.builds(ast.Assume, expressions, **AT)),
        _some(_expectations),
        **AT,
    ),
    st.builds(ast.ChangeParts, names, st.none() | names, _some(_change_parts), **AT),
    st.builds(ast.ChangeMarket, _markets, **AT),
    st.builds(ast.ChangeLet, _lets, **AT),
    st.builds(ast.Remove, names, st.none() | names, **AT),
    st.builds(ast.InPillar, names, _some(_pillar_items), **AT),
)
"""Every kind of declaration."""

files = st.builds(ast.File, st.just(NOWHERE.source), _some(declarations), **AT)
