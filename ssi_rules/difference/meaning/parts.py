"""A ruleset taken apart into parts that have names, and put together again.

A part is the least that a change can touch: a measure, an award with its worth, a let, a market. Its key says where it belongs; what
has the same key in two rulesets is the same part, changed or not. Caps and deductions have no names: ``slots`` finds which of two
rulesets go together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ssi_rules.language.states import Basis, Missing
    from ssi_rules.text import Span


class Role(Enum):
    """What a part is to the ruleset, in the order in which changes are told."""

    WORTH = "worth"
    MISSING = "missing"
    FACT = "fact"
    TABLE = "table"
    MARKET = "market"
    LET = "let"
    PILLAR = "pillar"
    APPLIES = "applies"
    MEASURE = "measure"
    NEEDS = "needs"
    AWARD = "award"
    POLICY = "policy"
    WORDS = "words"
    ADJUSTMENT = "adjustment"
    LEVEL = "level"
    ACTION = "action"


IN_PILLARS = (
    Role.PILLAR,
    Role.APPLIES,
    Role.MEASURE,
    Role.NEEDS,
    Role.AWARD,
    Role.POLICY,
    Role.WORDS,
    Role.ADJUSTMENT,
)
"""The roles of parts whose keys name a pillar."""


@dataclass(frozen=True, slots=True)
class Key:
    """Where a part belongs.

    Attributes:
        role: What it is.
        name: Of the let, market, fact, table, level, action or pillar; empty for the ruleset's own.
        criterion: The criterion of that pillar.
        slot: The place among the pillar's caps and deductions.
    """

    role: Role
    name: str = ""
    criterion: str | None = None
    slot: Slot | None = None


Slot: TypeAlias = tuple[int, int, int]
"""``(n, 1, 0)`` is the n-th that was there; ``(n, 0, k)`` is the k-th of the new ones, put before it."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What the whole ruleset is worth."""

    hundredths: int
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a missing value comes to, for one criterion or for all that say nothing else."""

    missing: Missing
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A pillar without what is in it."""

    title: str
    worth: int
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Expressed:
    """An expression, how it is worded, and where."""

    node: model.Expression
    text: str = field(default="", compare=False)
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Awarded:
    """An award and the worth that it must reach."""

    worth: int
    award: model.Award
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Words:
    """What members are told of a criterion, and where its numbers come from."""

    title: str
    advice: str | None
    basis: Basis | None
    basis_note: str | None
    source: str | None
    span: Span = field(compare=False)


Declared: TypeAlias = "model.PhraseMarket | model.NamedMarket"
"""A market that has a name."""

Part: TypeAlias = (
    "Worth | Policy | model.Fact | model.Table | model.PhraseMarket | model.NamedMarket | model.Let | Heading"
    " | Expressed | Awarded | Words | model.Adjustment | model.Level | model.Action"
)
Parts: TypeAlias = "dict[Key, Part]"


def taken_apart(ruleset: model.Ruleset, slots: Mapping[str, Sequence[Slot]] | None = None) -> Parts:
    """Every part of a ruleset.

    Args:
        ruleset: The ruleset.
        slots: Where each pillar's caps and deductions belong; where they stand, for one who does not say.
    """
    places = ruleset.places
    found: Parts = {
        Key(Role.WORTH): Worth(ruleset.worth, places.worth or ruleset.span),
        Key(Role.MISSING): Policy(ruleset.missing, places.missing or ruleset.span),
    }
    found |= {Key(Role.FACT, name): each for name, each in ruleset.catalogue.facts.items()}
    found |= {Key(Role.TABLE, name): each for name, each in ruleset.catalogue.tables.items()}
    found |= {Key(Role.MARKET, each.name): each for each in declared(ruleset.markets)}
    found |= {Key(Role.LET, each.name): each for each in ruleset.lets}
    for pillar in ruleset.pillars:
        found |= _pillar(pillar, (slots or {}).get(pillar.id))
    found |= {Key(Role.LEVEL, each.id): each for each in ruleset.levels}
    found |= {Key(Role.ACTION, each.id): each for each in ruleset.actions}
    return found


def _pillar(pillar: model.Pillar, slots: Sequence[Slot] | None) -> Parts:
    found: Parts = {Key(Role.PILLAR, pillar.id): Heading(pillar.title, pillar.worth, pillar.span)}
    for criterion in pillar.criteria:
        found |= {Key(role, pillar.id, criterion.id): part for role, part in _criterion(criterion)}
    places = slots if slots is not None else [(at, 1, 0) for at in range(len(pillar.adjustments))]
    found |= {
        Key(Role.ADJUSTMENT, pillar.id, slot=place): each
        for place, each in zip(places, pillar.adjustments, strict=True)
    }
    return found


def _criterion(each: model.Criterion) -> Iterator[tuple[Role, Part]]:
    places = each.places
    if each.applies is not None:
        yield Role.APPLIES, Expressed(each.applies, span=places.applies if places else None)
    yield Role.MEASURE, Expressed(each.measure, each.measure_text, places.measure if places else each.span)
    if each.needs is not None:
        yield Role.NEEDS, Expressed(each.needs, span=places.needs if places else None)
    yield Role.AWARD, Awarded(each.worth, each.award, places.award if places else each.span)
    yield Role.POLICY, Policy(each.missing, (places and places.missing) or each.span)
    yield (
        Role.WORDS,
        Words(each.title, each.advice, each.basis, each.basis_note, each.source, each.span),
    )


# Caps and deductions.


def slots(old: model.Pillar, new: model.Pillar, same: Callable[[int, int], bool]) -> list[Slot]:
    """Where each cap and deduction of the new pillar belongs among those of the old one.

    Args:
        old: The pillar as it was.
        new: The pillar as it is.
        same: Whether the n-th of the old is the m-th of the new, in meaning.
    """
    ours, theirs = list(range(len(old.adjustments))), []
    for at in range(len(new.adjustments)):
        theirs.append(next((n for n in ours if n not in theirs and same(n, at)), -1 - at))
    found: dict[int, Slot] = {}
    for tag, low, high, first, last in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        shared = min(high - low, last - first) if tag in ("equal", "replace") else 0
        found |= {first + k: (low + k, 1, 0) for k in range(shared)}
        found |= {first + k: (low + shared, 0, k) for k in range(shared, last - first)}
    return [found[at] for at in range(len(new.adjustments))]


# Markets hold each other; apart, each is its own lines, or a formula of names.


def declared(markets: Mapping[str, model.Market]) -> list[Declared]:
    """Every market that has a name, those inside others included; without recursion, for chains have any length."""
    found: dict[str, Declared] = {}
    waiting, seen = list(reversed(list(markets.values()))), set[int]()
    while waiting:
        market = waiting.pop()
        if id(market) in seen:
            continue
        seen.add(id(market))
        if isinstance(market, model.PhraseMarket | model.NamedMarket):
            found.setdefault(market.name, market)
        waiting += market_parts(market)
    return list(found.values())


def market_parts(market: model.Market) -> tuple[model.Market, ...]:
    """What a market is directly made of."""
    match market:
        case model.PhraseMarket():
            return ()
        case model.NamedMarket(market=inner) | model.MarketNot(inner):
            return (inner,)
        case model.MarketAll(left, right) | model.MarketAny(left, right):
            return left, right
    assert_never(market)


def named_in(market: Declared) -> list[str]:
    """The markets that a named one is made of, by name."""
    found, waiting = list[str](), list(market_parts(market))
    while waiting:
        each = waiting.pop()
        if isinstance(each, model.PhraseMarket | model.NamedMarket):
            found.append(each.name)
        else:
            waiting += market_parts(each)
    return sorted(set(found))


def rebuilt(market: model.Market, named: Mapping[str, model.Market]) -> model.Market:
    """The formula with other markets of the same names in it."""
    match market:
        case model.PhraseMarket(name=name) | model.NamedMarket(name=name):
            return named[name]
        case model.MarketNot(operand):
            return replace(market, operand=rebuilt(operand, named))
        case model.MarketAll(left, right) | model.MarketAny(left, right):
            return replace(market, left=rebuilt(left, named), right=rebuilt(right, named))
    assert_never(market)


def formula(market: model.Market) -> str:
    """A market as names combined, with parentheses wherever there are two sides."""
    match market:
        case model.PhraseMarket(name=name) | model.NamedMarket(name=name):
            return name
        case model.MarketNot(operand):
            return f"not {formula(operand)}"
        case model.MarketAll(left, right):
            return f"({formula(left)} and {formula(right)})"
        case model.MarketAny(left, right):
            return f"({formula(left)} or {formula(right)})"
    assert_never(market)
