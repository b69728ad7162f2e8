"""Two rulesets side by side: which parts are the same part, and which of those differ in meaning."""

from __future__ import annotations

from copy import copy
from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, cast, get_args

from ssi_rules import model
from ssi_rules.checking.fingerprint import expression_hash
from ssi_rules.checking.reading import walk
from ssi_rules.difference.meaning.parts import (
    Expressed,
    Key,
    Role,
    declared,
    formula,
    named_in,
    slots,
    taken_apart,
)
from ssi_rules.engines.reading import roots
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ssi_rules.difference.meaning.parts import Declared, Part, Parts, Slot

Name: TypeAlias = tuple[Role, str]
"""A let or a market."""

_NAMED = (Role.LET, Role.MARKET, Role.FACT, Role.TABLE)
_NO_TEXT = model.Constant("", Type.TEXT)


def read_names(node: model.Expression) -> set[Name]:
    """The lets and markets that an expression names itself."""
    found = set[Name]()
    for each in walk(node):
        match each:
            case model.LetValue(name):
                found.add((Role.LET, name))
            case model.InMarket(market=name):
                found.add((Role.MARKET, name))
            case _:
                pass
    return found


def read_declarations(node: model.Expression) -> set[Key]:
    """The facts and tables that an expression reads itself."""
    found = set[Key]()
    for each in walk(node):
        match each:
            case model.FactValue(name):
                found.add(Key(Role.FACT, name))
            case model.Aggregated(table=name):
                found.add(Key(Role.TABLE, name))
            case _:
                pass
    return found


def expressions_of(part: Part | None) -> tuple[model.Expression, ...]:
    """The expressions in a part."""
    match part:
        case Expressed(node):
            return (node,)
        case model.Let(value=node):
            return (node,)
        case model.Cap(when=node) | model.Deduct(when=node):
            return (node,)
        case _:
            return ()


class Side:
    """One of the two, and what each of its names means.

    Attributes:
        ruleset: The ruleset.
        lets: Its lets by name.
        markets: Its markets by name, those inside others included.
        meaning: A hash for what each let and market means.
    """

    def __init__(self, ruleset: model.Ruleset) -> None:
        """Look at a ruleset."""
        self.ruleset = ruleset
        self.lets: Mapping[str, model.Let] = {each.name: each for each in ruleset.lets}
        self.markets: Mapping[str, Declared] = {each.name: each for each in declared(ruleset.markets)}
        self.hash = expression_hash(replace(ruleset, markets=self.markets))
        self.meaning: dict[Name, str] = {
            (Role.LET, each.name): self.hash(each.value) for each in ruleset.lets
        }
        for name in self.markets:
            self.meaning[Role.MARKET, name] = self.hash(model.InMarket(_NO_TEXT, name, None))

    def closure(self, names: Iterable[Name]) -> set[Name]:
        """All that is read through these names, themselves included."""
        found, waiting = set[Name](), list(names)
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting += self._direct(*each)
        return found

    def reads(self, node: model.Expression, key: Key) -> bool:
        """Whether an expression reads a let, market, fact or table, itself or through lets."""
        names = self.closure(read_names(node))
        if key.role in (Role.LET, Role.MARKET):
            return (key.role, key.name) in names
        lets = (self.lets[name].value for role, name in names if role is Role.LET)
        return any(key in read_declarations(each) for each in (node, *lets))

    @cached_property
    def reached(self) -> set[Name]:
        """All names that a score depends on."""
        return self.closure(name for root in roots(self.ruleset) for name in read_names(root))

    @cached_property
    def declarations(self) -> set[Key]:
        """The facts and tables that a score depends on."""
        lets = (self.lets[name].value for role, name in self.reached if role is Role.LET)
        return {key for root in (*roots(self.ruleset), *lets) for key in read_declarations(root)}

    def _direct(self, role: Role, name: str) -> Iterable[Name]:
        if role is Role.LET:
            return read_names(self.lets[name].value) if name in self.lets else ()
        market = self.markets.get(name)
        return () if market is None else [(Role.MARKET, each) for each in named_in(market)]


class Aligned:
    """Two rulesets whose parts have found each other.

    Attributes:
        old: The one as it was.
        new: The one as it is.
        was: The parts of the old one.
        now: The parts of the new one, under the keys that they have in the old one.
    """

    def __init__(self, old: model.Ruleset, new: model.Ruleset) -> None:
        """Take both apart.

        Args:
            old: As it was.
            new: As it is.
        """
        self.old, self.new = Side(old), Side(new)
        self.was: Parts = taken_apart(old)
        self.now: Parts = taken_apart(new, self._slots())

    def spelled_out(self, keys: Iterable[Key]) -> Aligned:
        """The same for people: what only one of them has a name for stands in these parts instead of the name."""
        shown = copy(self)
        lets = [{name: let.value for name, let in side.lets.items()} for side in (self.old, self.new)]
        only = [{name: lets[at][name] for name in lets[at].keys() - lets[1 - at].keys()} for at in (0, 1)]
        shown.was = {**self.was, **_spelled_out(self.was, keys, only[0])}
        shown.now = {**self.now, **_spelled_out(self.now, keys, only[1])}
        return shown

    def _slots(self) -> dict[str, list[Slot]]:
        before = {each.id: each for each in self.old.ruleset.pillars}
        return {
            each.id: slots(before[each.id], each, self._same_in(before[each.id], each))
            for each in self.new.ruleset.pillars
            if each.id in before
        }

    def _same_in(self, before: model.Pillar, after: model.Pillar) -> Callable[[int, int], bool]:
        return lambda ours, theirs: self._same_adjustment(before.adjustments[ours], after.adjustments[theirs])

    @cached_property
    def _other(self) -> set[Name]:
        """The names that both have, with other meanings."""
        ours, theirs = self.old.meaning, self.new.meaning
        return {name for name, digest in ours.items() if theirs.get(name, digest) != digest}

    def differing(self) -> Iterator[Key]:
        """The keys of all parts that are not the same in both, the old ones first."""
        for key in {**self.was, **self.now}:
            if self._differs(key):
                yield key

    def _differs(self, key: Key) -> bool:
        was, now = self.was.get(key), self.now.get(key)
        if key.role in _NAMED and not (was and now and self._is_read(key)):
            return False  # what only one of them has comes and goes with what reads it
        if was is None or now is None:
            return True
        match was, now:
            case model.Fact(), model.Fact():
                return was.type is not now.type
            case model.Table(), model.Table():
                return self._tables_differ(was, now)
            case (
                (model.PhraseMarket() | model.NamedMarket()),
                (model.PhraseMarket() | model.NamedMarket()),
            ):
                return self._markets_differ(was, now)
            case ((model.Cap() | model.Deduct()), (model.Cap() | model.Deduct())):
                return not self._same_adjustment(was, now)
            case (Expressed(), Expressed()) | (model.Let(), model.Let()):
                return not self._same(*expressions_of(was), *expressions_of(now))
            case _:
                return was != now

    def _is_read(self, key: Key) -> bool:
        if key.role in (Role.LET, Role.MARKET):
            return (key.role, key.name) in self.new.reached
        return key in self.old.declarations or key in self.new.declarations

    def _same(self, was: model.Expression, now: model.Expression) -> bool:
        """Whether the one may stand for the other, whatever becomes of the names in them."""
        if was == now:
            return True
        if self.old.hash(was) != self.new.hash(now):
            return False
        read = self.old.closure(read_names(was)) | self.new.closure(read_names(now))
        return read.isdisjoint(self._other)

    def _same_adjustment(self, was: model.Adjustment, now: model.Adjustment) -> bool:
        return replace(was, when=now.when) == now and self._same(was.when, now.when)

    def _markets_differ(self, was: Declared, now: Declared) -> bool:
        name = (Role.MARKET, was.name)
        if own(was) == own(now):
            return False
        if self.old.meaning[name] != self.new.meaning[name]:
            return True
        read = self.old.closure([name]) | self.new.closure([name])
        return not read.isdisjoint(self._other)

    def _tables_differ(self, was: model.Table, now: model.Table) -> bool:
        """Whether anything reads it otherwise; columns that only one side names are found when they are needed."""
        if was.dated != now.dated:
            return True
        ours, theirs = ({each.name: each.type for each in table.columns} for table in (was, now))
        shared = ours.keys() & theirs.keys()
        return any(ours[each] is not theirs[each] for each in shared) or not self._market_columns.isdisjoint(
            ours.keys() ^ theirs.keys()
        )

    @cached_property
    def _market_columns(self) -> set[str]:
        both = (*self.old.markets.values(), *self.new.markets.values())
        return {line.column for each in both if isinstance(each, model.PhraseMarket) for line in each.lines}


def _spelled_out(parts: Parts, keys: Iterable[Key], lets: Mapping[str, model.Expression]) -> Parts:
    found: Parts = {}
    for key in keys:
        match parts.get(key):
            case Expressed() as part:
                found[key] = replace(part, node=without_lets(part.node, lets))
            case model.Let() as part:
                found[key] = replace(part, value=without_lets(part.value, lets))
            case model.Cap() | model.Deduct() as part:
                found[key] = replace(part, when=without_lets(part.when, lets))
            case _:
                pass
    return found


def without_lets(node: model.Expression, lets: Mapping[str, model.Expression]) -> model.Expression:
    """The expression with what these lets stand for in their places."""
    if isinstance(node, model.LetValue):
        return without_lets(lets[node.name], lets) if node.name in lets else node
    held = {each.name: getattr(node, each.name) for each in fields(node)}
    inner = {name: without_lets(each, lets) for name, each in held.items() if isinstance(each, _EXPRESSIONS)}
    whole: Any = node
    return cast("model.Expression", replace(whole, **inner)) if inner else node


_EXPRESSIONS = get_args(model.Expression)


def own(market: Declared) -> object:
    """What a market says itself, in whatever order its lines stand."""
    if isinstance(market, model.PhraseMarket):
        return {(line.column, line.vetoes, frozenset(line.phrases)) for line in market.lines}
    return formula(market.market)
