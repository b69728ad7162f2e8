"""What coverage and mutation count for a ruleset, and what they leave to others.

A part counts for the ruleset in whose own file it is written. What is inherited counts with the ruleset that declares it;
what a ``change`` or an ``in`` brings counts where that stands, and so do the cut-points that a ``change let`` moves. A market may also come from a file that the ruleset draws
on with ``use``, because such a file has no tests of its own. Of a market, its clauses count, never single phrases.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.checking.reading import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ssi_rules.text import Span

Declared: TypeAlias = model.PhraseMarket | model.NamedMarket
"""A market that has a declaration."""


class ClauseKind(Enum):
    """What a clause of a market does."""

    HAS = "has"
    NOT = "not"
    OPERAND = "operand"


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of a market by phrases, or one side of a combination of markets.

    Attributes:
        market: The market that it belongs to.
        kind: A line that finds, a line that vetoes, or an operand of ``and`` and ``or``.
        span: Where it is written.
        without: The market as it would be without the clause, under the same name. Without its only ``has`` line it
            finds nobody.
        operand: The market that an operand names, its ``not`` included; None for a line.
    """

    market: Declared
    kind: ClauseKind
    span: Span
    without: Declared
    operand: model.Market | None = None


def in_scope(ruleset: model.Ruleset, span: Span | None) -> bool:
    """Whether a part written there counts for the ruleset: its own file holds it."""
    return span is not None and span.source.path == ruleset.path


def cut_point_in_scope(ruleset: model.Ruleset, step: model.Step) -> Span | None:
    """Where a cut-point that counts for the ruleset is decided: at its step, else at the let of its own that moves it."""
    if in_scope(ruleset, step.span):
        return step.span
    return next((each for each in step.lets if in_scope(ruleset, each)), None)


def clauses(ruleset: model.Ruleset) -> Iterator[Clause]:
    """The clauses of all markets that count for the ruleset, in the order written."""
    for market in markets_in_scope(ruleset):
        match market:
            case model.PhraseMarket():
                yield from _lines(market)
            case model.NamedMarket():
                yield from _operands(market)
            case _:
                assert_never(market)


def markets_in_scope(ruleset: model.Ruleset) -> tuple[Declared, ...]:
    """The markets that count for the ruleset: its own that it reads, and those of used files that its own parts read."""
    own = {each.name: each for each in declared(ruleset.markets.values()) if in_scope(ruleset, each.span)}
    read = declared([*own.values(), *_read(ruleset, _own_expressions(ruleset))])
    used = {each.name: each for each in read if each.span and each.span.source.path in ruleset.uses}
    return tuple({**own, **used}.values())


def with_market(ruleset: model.Ruleset, market: Declared) -> model.Ruleset:
    """The ruleset with another market of that name, wherever it is read or combined with others; tests are kept."""
    changed: dict[int, model.Market] = {}
    for each in inside_out(ruleset.markets.values()):
        changed[id(each)] = (
            market if isinstance(each, Declared) and each.name == market.name else _rebuilt(each, changed)
        )
    return replace(ruleset, markets={name: changed[id(each)] for name, each in ruleset.markets.items()})


def _rebuilt(market: model.Market, changed: Mapping[int, model.Market]) -> model.Market:
    match market:
        case model.PhraseMarket():
            return market
        case model.NamedMarket(market=inner):
            return replace(market, market=changed[id(inner)])
        case model.MarketNot(operand):
            return replace(market, operand=changed[id(operand)])
        case model.MarketAll(left, right) | model.MarketAny(left, right):
            return replace(market, left=changed[id(left)], right=changed[id(right)])
    assert_never(market)


def _lines(market: model.PhraseMarket) -> Iterator[Clause]:
    only = sum(not line.vetoes for line in market.lines) == 1
    for at, line in enumerate(market.lines):
        if line.span is not None:
            instead = (replace(line, phrases=()),) if only and not line.vetoes else ()
            without = replace(market, lines=(*market.lines[:at], *instead, *market.lines[at + 1 :]))
            yield Clause(market, ClauseKind.NOT if line.vetoes else ClauseKind.HAS, line.span, without)


def _operands(market: model.NamedMarket) -> Iterator[Clause]:
    for each in _sides(market.market):
        without = replace(market, market=each.rest)
        yield Clause(market, ClauseKind.OPERAND, each.span, without, each.operand)


@dataclass(frozen=True, slots=True)
class _Side:
    """An operand, where it is written, and what is left of the combination without it."""

    operand: model.Market
    span: Span
    rest: model.Market


def _sides(market: model.Market) -> Iterator[_Side]:
    """Each operand of a combination; named markets are not entered."""
    match market:
        case model.MarketAll(left, right, places) | model.MarketAny(left, right, places):
            if places is not None:
                first, second = _Side(left, places[0], right), _Side(right, places[1], left)
                yield from _inside(first, lambda rest: replace(market, left=rest))
                yield from _inside(second, lambda rest: replace(market, right=rest))
        case model.MarketNot(operand):
            yield from _inside_of(operand, lambda rest: replace(market, operand=rest))
        case model.PhraseMarket() | model.NamedMarket():
            pass
        case _:
            assert_never(market)


def _inside(side: _Side, put_back: Callable[[model.Market], model.Market]) -> Iterator[_Side]:
    """An operand that is a combination itself counts by its own operands."""
    if isinstance(side.operand, model.MarketAll | model.MarketAny):
        yield from _inside_of(side.operand, put_back)
    else:
        yield side


def _inside_of(market: model.Market, put_back: Callable[[model.Market], model.Market]) -> Iterator[_Side]:
    yield from (replace(each, rest=put_back(each.rest)) for each in _sides(market))


def _own_expressions(ruleset: model.Ruleset) -> Iterator[model.Expression]:
    """Expressions written in the ruleset's own file."""
    yield from (each.value for each in ruleset.lets if in_scope(ruleset, each.span))
    for pillar in ruleset.pillars:
        for criterion in pillar.criteria:
            yield from _own_parts(ruleset, criterion)
        yield from (each.when for each in pillar.adjustments if in_scope(ruleset, each.span))


def _own_parts(ruleset: model.Ruleset, criterion: model.Criterion) -> Iterator[model.Expression]:
    places = criterion.places
    if places is None:
        return
    parts = (
        (criterion.applies, places.applies),
        (criterion.needs, places.needs),
        (criterion.measure, places.measure),
    )
    yield from (part for part, span in parts if part is not None and in_scope(ruleset, span))


def _read(ruleset: model.Ruleset, roots: Iterable[model.Expression]) -> list[model.Market]:
    """The markets that expressions read, themselves and through lets."""
    lets = {each.name: each.value for each in ruleset.lets}
    names: dict[str, None] = {}
    seen: set[str] = set()
    pending = list(roots)
    while pending:
        for each in walk(pending.pop()):
            match each:
                case model.InMarket(market=name):
                    names[name] = None
                case model.LetValue(name) if name not in seen:
                    seen.add(name)
                    pending.append(lets[name])
                case _:
                    pass
    return [market for name, market in ruleset.markets.items() if name in names]


def declared(markets: Iterable[model.Market]) -> list[Declared]:
    """All declared markets among them and inside them, each once."""
    return [each for each in inside_out(markets) if isinstance(each, Declared)]


def inside_out(markets: Iterable[model.Market]) -> Iterator[model.Market]:
    """Every market after those it is made of, each once; without recursion, since chains of names have any length."""
    done: set[int] = set()
    stack = list(reversed(list(markets)))
    while stack:
        inner = [each for each in _parts(stack[-1]) if id(each) not in done]
        if inner:
            stack += reversed(inner)
            continue
        market = stack.pop()
        if id(market) not in done:
            done.add(id(market))
            yield market


def _parts(market: model.Market) -> tuple[model.Market, ...]:
    match market:
        case model.PhraseMarket():
            return ()
        case model.NamedMarket(market=inner) | model.MarketNot(inner):
            return (inner,)
        case model.MarketAll(left, right) | model.MarketAny(left, right):
            return left, right
    assert_never(market)
