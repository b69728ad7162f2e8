"""Finds what a file declares or uses for nothing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking import problems_structure as say
from ssi_rules.checking.draft import Space, space_of
from ssi_rules.checking.expressions import declared_expressions, walk, walk_market
from ssi_rules.checking.flatten import exported
from ssi_rules.checking.resolve import standing_expressions
from ssi_rules.codes import Severity
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.checking.draft import Draft
    from ssi_rules.checking.units import Unit
    from ssi_rules.diagnostics import Problems
    from ssi_rules.text import Span

Key = tuple[Space, str]

_UNREADABLE = ("SSI00", "SSI1")
"""How the codes begin of what leaves a part of a text unread: its letters, and its syntax."""
_NOT_FOUND = (codes.UNKNOWN_NAME, codes.UNKNOWN_TABLE, codes.UNKNOWN_MARKET)
_NAMED = (Space.VALUE, Space.MARKET)
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*')


def check_unused(draft: Draft, problems: Problems) -> None:
    """Warn of lets and markets that nothing names, and of used files that nothing is taken from.

    A file without a ruleset declares for others, so only its uses are looked at. A name that stands anywhere in a text of
    which something could not be read may be named there; what such a text needs of other files nobody can tell.
    """
    said, meant = set(_said(draft.unit)) | set(_half_said(draft.unit)), _meant(problems)
    for used in () if _is_half_read(draft.unit) or _lacks_names(problems) else draft.unit.uses:
        if used.unit is not None and _is_whole(used.unit) and not _is_needed(used.unit, said, meant):
            problems.add(say.unused_use(used.use))
    if draft.header is not None and not draft.unit.is_test:
        _check_declared(draft, said | set(_standing(draft)), meant, problems)


def _meant(problems: Problems) -> set[Span]:
    """Declarations that errors speak of: one that a misspelt name meant is not unused."""
    errors = [each for each in problems.found if each.severity is Severity.ERROR]
    return {each.span for each in errors} | {label.span for each in errors for label in each.labels}


def _lacks_names(problems: Problems) -> bool:
    """Whether a name was not found: whatever it meant may be in a file that seems unused."""
    return any(each.code in _NOT_FOUND for each in problems.found)


def _is_whole(used: Unit) -> bool:
    return not any(unit.loose or unit.file.partial for unit in used.closure())


def _is_needed(used: Unit, said: set[Key], meant: set[Span]) -> bool:
    """Levels and actions count by being there."""
    return any(
        isinstance(node, ast.Level | ast.Action)
        or (space_of(node), node.name.text) in said
        or node.name.span in meant
        for node in exported(used)
    )


def _check_declared(draft: Draft, named: set[Key], meant: set[Span], problems: Problems) -> None:
    for declaration in draft.unit.file.declarations:
        match declaration:
            case ast.Let(name) if (Space.VALUE, name.text) not in named and name.span not in meant:
                problems.add(say.unused_let(declaration))
            case ast.Market(name) if (Space.MARKET, name.text) not in named and name.span not in meant:
                problems.add(say.unused_market(declaration))
            case _:
                pass


def _standing(draft: Draft) -> Iterator[Key]:
    """Names that inherited parts say too, since a file may declare anew what it has removed."""
    for expression in standing_expressions(draft):
        yield from _names(expression)
    for market in draft.markets.values():
        yield from _market_names(market)


def _said(unit: Unit) -> Iterator[Key]:
    """Every name that a file's own text says; ``change let`` and ``change market`` say the name they change."""
    for declaration in unit.file.declarations:
        for expression in declared_expressions(declaration):
            yield from _names(expression)
        match declaration:
            case ast.Market():
                yield from _market_names(declaration)
            case ast.ChangeMarket(market):
                yield Space.MARKET, market.name.text
                yield from _market_names(market)
            case ast.ChangeLet(let):
                yield Space.VALUE, let.name.text
            case ast.Remove(owner, None):
                yield from ((space, owner.text) for space in (Space.VALUE, Space.MARKET))
            case ast.Action(parts=parts) | ast.ChangeParts(parts=parts):
                yield from _effect_names(parts)
            case ast.Test(given=given):
                yield from ((Space.VALUE, each.name.text) for each in given)
            case _:
                pass


def _half_said(unit: Unit) -> Iterator[Key]:
    """Words of a text that could only be read in part, less one for the declaration of each."""
    if not _is_half_read(unit):
        return
    words = Counter(_WORD.findall(_QUOTED.sub("", unit.source.text)))
    words.subtract(_declared(unit))
    yield from ((space, word) for word, times in words.items() if times for space in _NAMED)


def _is_half_read(unit: Unit) -> bool:
    return any(each.code.number.startswith(_UNREADABLE) for each in unit.problems.found)


def _declared(unit: Unit) -> Iterator[str]:
    return (each.name.text for each in unit.file.declarations if isinstance(each, ast.Let | ast.Market))


def _names(expression: ast.Expression) -> Iterator[Key]:
    for each, _ in walk(expression):
        match each:
            case ast.Reference(name):
                yield Space.VALUE, name
            case ast.Aggregate(table=table):
                yield Space.VALUE, table.text
            case ast.IsMarket(market=market):
                yield Space.MARKET, market.text
            case _:
                pass


def _market_names(market: ast.Market) -> Iterator[Key]:
    return ((Space.MARKET, name.text) for name in walk_market(market))


def _effect_names(parts: Iterable[ast.Node]) -> Iterator[Key]:
    for part in parts:
        match part:
            case ast.AddsRows(table=name) | ast.AddsTo(fact=name) | ast.Sets(fact=name):
                yield Space.VALUE, name.text
            case _:
                pass
