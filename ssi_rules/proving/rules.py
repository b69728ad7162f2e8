"""A ruleset made ready for many questions: its evaluator, its lets, and texts to tell its conditions apart by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, permutations, product
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.engines.reading import needs_day
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.walk import outside_row, walk
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.markets.containment import finds_all
from ssi_rules.markets.examples import OUTSIDE, inside, phrase_markets, spoken
from ssi_rules.proving.logic import both, can_be, either, implied, negated, same, truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ssi_rules.proving.logic import Truth

_MOST_TRIES = 4_000
_FEW = 3
_MOST_TOLD_APART = 12
"""More markets than that on one text are not gone through in all their combinations."""

SAYS_NOTHING = "|"
"""A text that is known, and of which no market can tell anything."""


@dataclass(frozen=True, eq=False)
class Rules:
    """One ruleset under question."""

    ruleset: model.Ruleset

    @cached_property
    def evaluator(self) -> Evaluator:
        """The reference engine, which has the last word."""
        return Evaluator(self.ruleset)

    @cached_property
    def lets(self) -> Mapping[str, model.Expression]:
        """The named expressions."""
        return {each.name: each.value for each in self.ruleset.lets}

    @cached_property
    def needs_day(self) -> bool:
        """Whether there is no score without an as-of day."""
        return needs_day(self.ruleset)

    @cached_property
    def _answers(self) -> dict[tuple[str, str], bool | None]:
        return {}

    @cached_property
    def _examples(self) -> dict[str, tuple[str, ...]]:
        return {}

    def within(self, node: model.Expression) -> Iterator[model.Expression]:
        """The node and all it is computed from, through lets and into the conditions of aggregates."""
        waiting, seen = [node], set[model.Aggregated]()
        while waiting:
            for each in walk(waiting.pop(), self.lets):
                yield each
                if isinstance(each, model.Aggregated) and each.where is not None and each not in seen:
                    seen.add(each)
                    waiting.append(each.where)
                    waiting.extend(outside_row(each.where))

    def read(self, nodes: Iterable[model.Expression]) -> frozenset[str]:
        """The facts and tables that expressions are computed from."""
        found = set()
        for node in nodes:
            for each in self.within(node):
                match each:
                    case model.FactValue(name) | model.Aggregated(table=name):
                        found.add(name)
                    case _:
                        pass
        return frozenset(found)

    def in_market(self, name: str, text: str) -> bool | None:
        """What a market says of a text alone."""
        key = (name, text)
        if key not in self._answers:
            node = model.InMarket(model.Constant(text, Type.TEXT), name, None)
            self._answers[key] = self.evaluator.matchers.of(node).match(text)
        return self._answers[key]

    def examples(self, name: str) -> tuple[str, ...]:
        """A few texts that are in a market, and a few that are not."""
        if name not in self._examples:
            market = self.ruleset.markets[name]
            candidates = (inside(market), (*OUTSIDE, *islice(inside(market), _MOST_TRIES)))
            found = (
                islice((t for t in islice(each, _MOST_TRIES) if self.in_market(name, t) is wanted), _FEW)
                for wanted, each in zip((True, False), candidates, strict=True)
            )
            self._examples[name] = tuple(text for each in found for text in each)
        return self._examples[name]


_ready: dict[int, Rules] = {}
_MOST_READY = 8


def rules_of(ruleset: model.Ruleset) -> Rules:
    """The ruleset made ready; the last few are kept, since questions come in numbers."""
    found = _ready.get(id(ruleset))
    if found is None:
        while len(_ready) >= _MOST_READY:
            del _ready[next(iter(_ready))]
        found = _ready[id(ruleset)] = Rules(ruleset)
    return found


@dataclass(frozen=True)
class Texts:
    """Texts of which every answer that conditions can give about a text is given by some, as far as any was found.

    Attributes:
        texts: No two of them are the same to ``=``.
        gap: What no text was found for, though nothing rules it out.
    """

    texts: tuple[str, ...]
    gap: str | None


def texts_for(asked: Iterable[tuple[Rules, model.Expression]]) -> Texts:
    """Texts to tell apart by all that expressions ask of texts."""
    markets: dict[tuple[int, str], Rules] = {}
    written = []
    for rules, node in asked:
        match node:
            case model.Constant(str(text)):
                written.append(text)
            case model.InMarket(_, name, _):
                markets.setdefault((id(rules), name), rules)
            case _:
                pass
    named = [(rules, name) for (_, name), rules in markets.items()]
    found = _different([*written, *OUTSIDE[:_FEW], *_about(named)])
    found = _different([*found, *_combined(named, found)])
    return Texts(found, _gap(named, found))


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say anything, without those that are the same to ``=``."""
    found: dict[str, str] = {}
    for text in texts:
        if plain_text(text):
            found.setdefault(plain_text(text), text)
    return tuple(found.values())


def _about(markets: list[tuple[Rules, str]]) -> Iterator[str]:
    """Texts that markets answer in all the ways they can answer one text."""
    for rules, name in markets:
        yield from rules.examples(name)
        yield from _vetoes(rules.ruleset.markets[name])
        yield SAYS_NOTHING


def _vetoes(market: model.Market) -> Iterator[str]:
    """Texts for the other columns that a market reads."""
    for each in phrase_markets(market):
        for line in each.lines:
            if line.vetoes and line.column != each.has_column:
                yield from map(spoken, line.phrases[:1])


def _combined(markets: list[tuple[Rules, str]], found: tuple[str, ...]) -> Iterator[str]:
    """Texts that say two things at once, where they are answered as none was yet."""
    if len(markets) <= 1:
        return
    known = {_answers(markets, text) for text in found}
    for pair in combinations(found, 2):
        for text in (" | ".join(pair), " | ".join(reversed(pair))):
            answers = _answers(markets, text)
            if answers not in known:
                known.add(answers)
                yield text


def _answers(markets: list[tuple[Rules, str]], text: str) -> tuple[bool | None, ...]:
    return tuple(rules.in_market(name, text) for rules, name in markets)


def _gap(markets: list[tuple[Rules, str]], texts: tuple[str, ...]) -> str | None:
    """Which answers of the markets together are ruled out by nothing, and given by no text."""
    given = {_answers(markets, text) for text in texts}
    if len(markets) > _MOST_TOLD_APART:
        return "the markets are too many to go through all that they can say of one text"
    wanted = [each for each in product((True, False), repeat=len(markets)) if each not in given]
    for answers in _possible(markets, wanted):
        told = (
            f"{'in' if yes else 'not in'} {name}" for yes, (_, name) in zip(answers, markets, strict=True)
        )
        return f"no text was found that is {' and '.join(dict.fromkeys(told))}"
    return None


def _possible(
    markets: list[tuple[Rules, str]], wanted: Iterable[tuple[bool, ...]]
) -> Iterator[tuple[bool, ...]]:
    """Those answers that markets could give together, were markets by phrases bound by nothing but what their phrases tell."""
    meant = [rules.ruleset.markets[name] for rules, name in markets]
    inner = {_meaning(each): each for market in meant for each in phrase_markets(market)}
    told = {each: truth(f"market {number}") for number, each in enumerate(inner)}
    within = [
        implied(told[small], told[large])
        for small, large in permutations(inner, 2)
        if finds_all(inner[large], inner[small])
    ]
    formulas = [_formula(market, told) for market in meant]
    for answers in wanted:
        asked = (same(formula, yes) for formula, yes in zip(formulas, answers, strict=True))
        if can_be(*within, *asked):
            yield answers


_Meaning = tuple[tuple[str, bool, tuple[str, ...]], ...]


def _meaning(market: model.PhraseMarket) -> _Meaning:
    return tuple((line.column, line.vetoes, line.phrases) for line in market.lines)


def _formula(market: model.Market, told: Mapping[_Meaning, Truth]) -> Truth:
    match market:
        case model.PhraseMarket():
            return told[_meaning(market)]
        case model.NamedMarket(market=inner):
            return _formula(inner, told)
        case model.MarketNot(operand):
            return negated(_formula(operand, told))
        case model.MarketAll(left, right):
            return both(_formula(left, told), _formula(right, told))
        case model.MarketAny(left, right):
            return either(_formula(left, told), _formula(right, told))
        case _:
            assert_never(market)
