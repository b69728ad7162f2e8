"""One member nobody knows yet, shared by the rulesets that are asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.engines.reading import roots
from ssi_rules.engines.walk import parts
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type
from ssi_rules.proving import logic
from ssi_rules.proving.days import AS_OF, days_for
from ssi_rules.proving.rules import rules_of
from ssi_rules.proving.tables.kinds import kinds_of
from ssi_rules.proving.tables.rows import table_rows
from ssi_rules.proving.tables.signature import Signature
from ssi_rules.proving.terms import Flag, Number, Text
from ssi_rules.proving.texts import texts_for
from ssi_rules.proving.world import Changed, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssi_rules.proving.arithmetic import Lazy
    from ssi_rules.proving.days import Days
    from ssi_rules.proving.find import Session
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.rules import Rules
    from ssi_rules.proving.scoring import Criterion, Encoded
    from ssi_rules.proving.tables.cells import Cell
    from ssi_rules.proving.tables.rows import TableRows
    from ssi_rules.proving.terms import Quotient, Term
    from ssi_rules.proving.texts import Texts


class Universe:
    """Facts known or missing, tables absent, empty or with rows, within the language's bounds.

    Args:
        rulesets: What is asked about.
        about: The expressions that are asked about, for each ruleset; else all that score. Rows are told apart by these.
        assuming: Conditions that are yes for everyone who is looked at; names in them are the first ruleset's.
        as_of: The day to look from.

    Attributes:
        constraints: What holds for every member.
        criteria: What criteria come to for the member, by what they mean.
        gaps: Why there may be members who are not among those looked at; none where all are.
    """

    def __init__(
        self,
        *rulesets: model.Ruleset,
        about: Sequence[Iterable[model.Expression]] | None = None,
        assuming: Iterable[model.Expression] = (),
        as_of: date = AS_OF,
    ) -> None:
        self.rules = tuple(rules_of(each) for each in rulesets)
        self.assuming = tuple(assuming)
        given = [roots(each) for each in rulesets] if about is None else [tuple(each) for each in about]
        given[0] = (*given[0], *self.assuming)
        self.about = tuple(
            (rules, root) for rules, nodes in zip(self.rules, given, strict=True) for root in nodes
        )
        self.session: Session | None = None
        self._given = given
        self._on: dict[date, Universe] = {}
        self._parts: dict[tuple[int, ...], tuple[Universe, tuple[model.Expression, ...]]] = {}
        self.as_of = as_of
        self.constraints: list[Truth] = []
        self.lazies: list[Lazy] = []
        self.gaps: list[str] = []
        self.facts: dict[str, Term] = {}
        self.tables: dict[str, TableRows] = {}
        self.worlds: list[World] = []
        self.criteria: dict[object, Criterion] = {}
        self._quotients: dict[tuple[object, ...], Quotient] = {}
        self._names = 0
        self._signatures: dict[str, Signature] = {}

    # What may be asked.

    def part(self, *about: model.Expression) -> Universe:
        """The same for the first ruleset, with no more of the member than a few expressions read."""
        key = tuple(map(id, about))
        if key not in self._parts:
            part = Universe(self.rules[0].ruleset, about=(about,), assuming=self.assuming)
            self._parts[key] = part, about
        return self._parts[key][0]

    def on(self, day: date) -> Universe:
        """The same, looked at from another day."""
        if day == self.as_of:
            return self
        if day not in self._on:
            rulesets = (each.ruleset for each in self.rules)
            found = Universe(*rulesets, about=self._given, as_of=day)
            found.assuming = self.assuming
            self._on[day] = found
        return self._on[day]

    @cached_property
    def days(self) -> Days:
        """The days that together are as good as all days."""
        dated = [f"{name}.{self.table(name).dated}" for name in {node.table for _, node in self._aggregates}]
        return days_for((node for rules, root in self.about for node in rules.within(root)), dated)

    @property
    def assumed(self) -> tuple[Truth, ...]:
        """That what is assumed is yes."""
        return tuple(self.holds(each) for each in self.assuming)

    def world(self, ruleset: model.Ruleset | None = None, changed: Changed | None = None) -> World:
        """One ruleset (the first, if none is named) over the member, or over the member changed."""
        rules = self.rules[0] if ruleset is None else rules_of(ruleset)
        for each in self.worlds:
            if each.rules is rules and changed is None and each.changed.nothing:
                return each
        found = World(self, rules, changed or Changed())
        self.worlds.append(found)
        return found

    def encode(self, ruleset: model.Ruleset) -> Encoded:
        """A ruleset's score of the member."""
        return self.world(ruleset).encoded()

    def holds(self, expression: model.Expression, ruleset: model.Ruleset | None = None) -> Truth:
        """Whether a condition is yes; names in it are those of the ruleset, the first if none is named."""
        return self.world(ruleset).flag(expression).yes

    # What terms are made of.

    def fresh(self, name: str) -> Whole:
        """A new open number."""
        self._names += 1
        return logic.whole(f"{name}#{self._names}")

    def define(self, *truths: Truth) -> None:
        """What holds for every member."""
        self.constraints.extend(each for each in truths if each is not True)

    def postpone(self, lazy: Lazy) -> None:
        """What more can be said about once it matters."""
        self.lazies.append(lazy)

    def quotients(self) -> dict[tuple[object, ...], Quotient]:
        """The quotients there are; each holds the terms it is known by."""
        return self._quotients

    def fact(self, name: str) -> Term:
        """A fact, known or missing."""
        if name not in self.facts:
            self.facts[name] = self._open(name, self._catalogue(name).type)
        return self.facts[name]

    def again(self, name: str) -> Term:
        """Another value of a fact, known or missing, for another world."""
        return self._open(f"{name}'", self._catalogue(name).type)

    def _catalogue(self, name: str) -> model.Fact:
        return next(
            each.ruleset.catalogue.facts[name] for each in self.rules if name in each.ruleset.catalogue.facts
        )

    def table(self, name: str) -> model.Table:
        """A table as it is declared; with the columns of all rulesets that have it."""
        found = [
            each.ruleset.catalogue.tables[name]
            for each in self.rules
            if name in each.ruleset.catalogue.tables
        ]
        columns = {column.name: column for each in reversed(found) for column in each.columns}
        return replace(found[0], columns=tuple(columns.values()))

    def _open(self, name: str, kind: Type) -> Term:
        known = logic.truth(f"{name}?")
        match kind:
            case Type.FLAG:
                value = logic.truth(name)
                return Flag(logic.both(known, value), logic.both(known, logic.negated(value)))
            case Type.TEXT:
                return self._open_text(name)
            case Type.DATE:
                return self._open_number(name, known, date.min.toordinal(), date.max.toordinal(), SCALE)
            case Type.COUNT:
                return self._open_number(name, known, 0, LARGEST_FACT, SCALE)
            case _:
                return self._open_number(name, known, -LARGEST_FACT * SCALE, LARGEST_FACT * SCALE, 1)

    def _open_number(self, name: str, known: Truth, low: int, high: int, unit: int) -> Number:
        term = logic.whole(name)
        self.define(term >= low, term <= high)
        return Number(known, term, unit, low * unit, high * unit)

    def _open_text(self, name: str) -> Text:
        which = logic.whole(name)
        texts = self.texts.texts
        self.define(which >= -1, which < len(texts))
        if self.texts.gap and self.texts.gap not in self.gaps:
            self.gaps.append(self.texts.gap)
        return Text(tuple((text, which == number) for number, text in enumerate(texts)))

    @cached_property
    def texts(self) -> Texts:
        """Texts to tell apart by what is asked of texts."""
        return texts_for((rules, node) for rules, root in self.about for node in rules.within(root))

    # Tables.

    @cached_property
    def _aggregates(self) -> Sequence[tuple[Rules, model.Aggregated]]:
        found = (
            (rules, node)
            for rules, root in self.about
            for node in rules.within(root)
            if isinstance(node, model.Aggregated)
        )
        return tuple(dict.fromkeys(found))

    def rows(self, name: str) -> TableRows:
        """The rows of a table, by kind."""
        if name not in self.tables:
            table = self.table(name)
            nodes = tuple(node for _, node in self._aggregates if node.table == name)
            besides = frozenset(self._besides(name))
            found = kinds_of(table, nodes, self.as_of, self.texts, besides, self.signature(name))
            self.gaps.extend(each for each in found.gaps if each not in self.gaps)
            self.tables[name] = table_rows(name, found, self)
        return self.tables[name]

    def _besides(self, name: str) -> Iterator[str]:
        """The columns of a table that markets read besides the text they are asked about."""
        for rules, node in self._aggregates:
            if node.table == name and node.where is not None:
                for each in parts(node.where):
                    if isinstance(each, model.InMarket):
                        yield from (column.column for column in rules.evaluator.matchers.of(each).columns)

    def signature(self, name: str) -> Callable[[Mapping[str, Cell]], object]:
        """What aggregates make of a row of a table, by its cells: rows with the same are of one kind."""
        if name not in self._signatures:
            asked = tuple((rules, node) for rules, node in self._aggregates if node.table == name)
            self._signatures[name] = Signature(self, self.table(name), asked)
        return self._signatures[name].of
