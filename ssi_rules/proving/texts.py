"""Texts to tell the conditions of rules apart by.

A text is asked whether a market takes it, or whether a clause on another column vetoes by it: one question each. Texts of one place, a
fact or a column, must between them answer the questions of that place in every way in which they can be answered together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, islice, permutations, product
from typing import TYPE_CHECKING, assert_never

from ssi_rules import model
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Type
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.containment import finds_all
from ssi_rules.markets.examples import OUTSIDE, inside, phrase_markets, spoken
from ssi_rules.markets.match import match_text
from ssi_rules.proving.logic import both, can_be, either, implied, negated, same, truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssi_rules.markets.compile import CompiledMarket
    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.rules import Rules

_MOST_TRIES = 4_000
_FEW = 3
_MOST_ODD = 40
_MOST_TOLD_APART = 12
"""More questions about one text are not gone through in all their combinations."""

SAYS_NOTHING = "|"
"""A text that is known, and of which no market can tell anything."""


def another(text: str, number: int) -> str:
    """One of many different texts that every market answers alike; the first is the text itself."""
    if not number:
        return text
    return f"{text}{' |' * number}" if plain_text(text) == SAYS_NOTHING else f"{text} at Example {number + 1}"


@dataclass(frozen=True)
class Texts:
    """Texts of which every answer that conditions can give about a text is given by some, as far as any was found.

    Attributes:
        texts: No two of them are the same to ``=``.
        written: Those that rules compare with: they stand for no others.
        gap: What no text was found for, though nothing rules it out.
    """

    texts: tuple[str, ...]
    written: frozenset[str]
    gap: str | None


@dataclass(frozen=True)
class _Question:
    """What is asked of a text: whether a market takes it, or, of another column, whether it vetoes.

    Attributes:
        name: The market's.
        market: What finds: for a veto, its phrases.
        vetoes: Whether it is a veto.
    """

    name: str
    market: model.Market
    vetoes: bool
    _answers: dict[str, bool | None] = field(default_factory=dict, compare=False)

    def answer(self, text: str) -> bool | None:
        """What comes of it for a text."""
        if text not in self._answers:
            self._answers[text] = self._asked(text)
        return self._answers[text]

    def _asked(self, text: str) -> bool | None:
        if self.vetoes:
            return match_text(self._compiled, _TAKEN, {_BESIDE: text}).answer is False
        return match_text(self._compiled, text, {}).answer

    @cached_property
    def _compiled(self) -> CompiledMarket:
        if not self.vetoes:
            return compile_market(self.market)
        (phrases,) = phrase_markets(self.market)
        lines = (
            model.MarketLine(_HAS, vetoes=False, phrases=(_TAKEN,)),
            *(model.MarketLine(_BESIDE, vetoes=True, phrases=each.phrases) for each in phrases.lines),
        )
        return compile_market(model.PhraseMarket(self.name, "", lines))

    def examples(self) -> Iterator[str]:
        """A few texts that are answered yes, and a few that are not."""
        for wanted, first in ((True, ()), (False, OUTSIDE)):
            candidates = islice(chain(first, inside(self.market)), _MOST_TRIES)
            yield from islice((each for each in candidates if self.answer(each) is wanted), _FEW)

    @property
    def phrases(self) -> frozenset[str]:
        """All its phrases."""
        lines = chain.from_iterable(each.lines for each in phrase_markets(self.market))
        return frozenset(phrase for line in lines for phrase in line.phrases)

    def told(self, *, yes: bool) -> str:
        """A text that is answered so."""
        return f"{'' if yes else 'not '}{'vetoed by' if self.vetoes else 'in'} {self.name}"


_TAKEN, _HAS, _BESIDE = "anyone", "text", "beside"


def texts_for(asked: Iterable[tuple[Rules, model.Expression]]) -> Texts:
    """Texts to tell apart by all that expressions ask of texts."""
    written: dict[str, None] = {}
    places: dict[object, dict[_Question, None]] = {}
    mixed = False
    for rules, node in asked:
        match node:
            case model.Constant(str(text)):
                written[text] = None
            case model.InMarket():
                for place, question in _questions(rules, node):
                    places.setdefault(place, {}).setdefault(question)
            case model.Compared(_, left, right) if left.type is Type.TEXT:
                mixed |= not any(isinstance(each, model.Constant) for each in (left, right))
            case _:
                pass
    groups = [tuple(each) for each in places.values()]
    if mixed:  # a text of one place may be that of another
        groups = [tuple(dict.fromkeys(chain.from_iterable(groups)))]
    return _told_apart(tuple(written), list(dict.fromkeys(groups)))


def _told_apart(written: tuple[str, ...], groups: Sequence[tuple[_Question, ...]]) -> Texts:
    others = [*(another(each, 1) for each in written), *OUTSIDE[:_FEW]]
    for each in dict.fromkeys(chain.from_iterable(groups)):
        others += [*each.examples(), SAYS_NOTHING]
    own = frozenset(map(plain_text, written))
    others = [each for each in _different(others) if plain_text(each) not in own]
    gap = None
    for questions in groups:
        others += _combined(questions, others)
        gap = gap or _gap(questions, others)
    return Texts(_different([*written, *others]), own, gap)


def _questions(rules: Rules, node: model.InMarket) -> Iterator[tuple[object, _Question]]:
    """What is asked, with where the text stands that it is asked of."""
    market = rules.ruleset.markets[node.market]
    read = phrase_markets(market)
    alone = all(line.column == each.has_column for each in read for line in each.lines)
    is_one = alone and not isinstance(market, model.PhraseMarket)
    titles = (
        [(node.market, market)]
        if is_one
        else [(each.name, _of_column(each, each.has_column)) for each in read]
    )
    for place in rules.within(node.text):
        if isinstance(place, model.FactValue | model.ColumnValue) and place.type is Type.TEXT:
            yield from ((place, _Question(name, each, vetoes=False)) for name, each in titles)
    for each in read if node.table is not None else ():
        for column in sorted({line.column for line in each.lines} - {each.has_column}):
            place = model.ColumnValue(str(node.table), column, Type.TEXT)
            yield place, _Question(each.name, _of_column(each, column), vetoes=True)


def _of_column(market: model.PhraseMarket, column: str) -> model.PhraseMarket:
    """The clauses on one column; vetoes of another than the ``has`` column as what they find."""
    is_title = column == market.has_column
    lines = (
        model.MarketLine(_HAS if is_title else _BESIDE, line.vetoes and is_title, line.phrases)
        for line in market.lines
        if line.column == column
    )
    return model.PhraseMarket(market.name, "", tuple(lines))


def _different(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say anything, without those that are the same to ``=``."""
    found: dict[str, str] = {}
    for text in texts:
        if plain_text(text):
            found.setdefault(plain_text(text), text)
    return tuple(found.values())


# Several questions about one text.


def _combined(questions: Sequence[_Question], found: Sequence[str]) -> list[str]:
    """Texts that say two things at once, where they are answered as none was yet."""
    if len(questions) <= 1:
        return []
    known, new = {_answers(questions, text) for text in found}, []
    for text in islice(_candidates(questions, found), _MOST_TRIES):
        answers = _answers(questions, text)
        if answers not in known:
            known.add(answers)
            new.append(text)
    return new


def _candidates(questions: Sequence[_Question], found: Sequence[str]) -> Iterator[str]:
    """First what each part of a market takes, and what only one of two versions of it says; then texts beside others."""
    for part in dict.fromkeys(chain.from_iterable(phrase_markets(each.market) for each in questions)):
        yield from islice(inside(part), _FEW)
    odd = {
        phrase
        for one, other in combinations(questions, 2)
        if (one.name, one.vetoes) == (other.name, other.vetoes)
        for phrase in one.phrases ^ other.phrases
    }
    words = [spoken(each) for each in sorted(odd)[:_MOST_ODD]]
    yield from words
    for word, text in product(words, found):
        yield from (f"{word} {text}", f"{text} {word}", f"{word} | {text}")
    for one, other in permutations(found, 2):
        yield f"{one} | {other}"


def _answers(questions: Sequence[_Question], text: str) -> tuple[bool | None, ...]:
    return tuple(each.answer(text) for each in questions)


def _gap(questions: Sequence[_Question], texts: Iterable[str]) -> str | None:
    """Which answers together are ruled out by nothing, and given by no text."""
    if len(questions) > _MOST_TOLD_APART:
        return "the markets are too many to go through all that they can say of one text"
    given = {_answers(questions, text) for text in texts}
    wanted = (each for each in product((True, False), repeat=len(questions)) if each not in given)
    answers = next(_possible(questions, wanted), None)
    if answers is None:
        return None
    told, names = [], set[str]()
    for yes, each in zip(answers, questions, strict=True):
        told.append(f"{'by the other ruleset ' if each.name in names else ''}{each.told(yes=yes)}")
        names.add(each.name)
    return f"no text was found that is {' and '.join(dict.fromkeys(told))}"


def _possible(
    questions: Sequence[_Question], wanted: Iterable[tuple[bool, ...]]
) -> Iterator[tuple[bool, ...]]:
    """Those answers that could be given together, were markets by phrases bound by nothing but what their phrases tell."""
    found = (_titled(each) for question in questions for each in phrase_markets(question.market))
    inner = {each.lines: each for each in found}
    told = {each: truth(f"market {number}") for number, each in enumerate(inner)}
    within = [
        implied(told[small], told[large])
        for small, large in permutations(inner, 2)
        if _is_veto(inner[large]) is _is_veto(inner[small]) and finds_all(inner[large], inner[small])
    ]
    formulas = [_formula(each.market, told) for each in questions]
    for answers in wanted:
        asked = (same(formula, yes) for formula, yes in zip(formulas, answers, strict=True))
        if can_be(*within, *asked):
            yield answers


def _is_veto(market: model.PhraseMarket) -> bool:
    """Whether it stands for a veto: employers are read then, too."""
    return market.has_column == _BESIDE


def _titled(market: model.PhraseMarket) -> model.PhraseMarket:
    """The market whatever its column is called."""
    return market if _is_veto(market) else _of_column(market, market.has_column)


def _formula(market: model.Market, told: Mapping[tuple[model.MarketLine, ...], Truth]) -> Truth:
    match market:
        case model.PhraseMarket():
            return told[_titled(market).lines]
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
