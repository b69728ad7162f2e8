"""One member nobody knows yet, shared by the rulesets that are asked about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules import model
from ssi_rules.engines.reading import roots
from ssi_rules.language.numbers import LARGEST_FACT, SCALE
from ssi_rules.language.types import Type
from ssi_rules.proving import logic
from ssi_rules.proving.days import AS_OF, days_for
from ssi_rules.proving.expressions import Expressions, RowLeaves, unknown
from ssi_rules.proving.rules import rules_of, texts_for
from ssi_rules.proving.scoring import Encoded, Scoring
from ssi_rules.proving.tables.aggregates import Gathering, lies_in
from ssi_rules.proving.tables.kinds import kinds_of
from ssi_rules.proving.tables.rows import table_rows
from ssi_rules.proving.terms import Flag, Number, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ssi_rules.engines.score import Score
    from ssi_rules.proving.arithmetic import Lazy
    from ssi_rules.proving.days import Days
    from ssi_rules.proving.find import Session
    from ssi_rules.proving.logic import Truth, Whole
    from ssi_rules.proving.rules import Rules, Texts
    from ssi_rules.proving.scoring import Criterion, Pillar
    from ssi_rules.proving.tables.cells import Cell
    from ssi_rules.proving.tables.kinds import Kind
    from ssi_rules.proving.tables.rows import TableRows
    from ssi_rules.proving.terms import Quotient, Term


@dataclass(frozen=True)
class Changed:
    """What another world has instead: a fact that is missing there, or has another value; a table that is not provided."""

    facts: Mapping[str, Term] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Whether it is the same world."""
        return not self.facts and not self.absent


@dataclass(frozen=True, eq=False)
class World:
    """One ruleset over the member, or over the member with something changed.

    Attributes:
        promises: What was written of its score, to be held against the engine's.
    """

    universe: Universe
    rules: Rules
    changed: Changed
    promises: list[Promise] = field(default_factory=list)
    _aggregates: dict[model.Aggregated, Term] = field(default_factory=dict)
    _rows: dict[int, Expressions] = field(default_factory=dict)
    _criteria: dict[tuple[int, int], Criterion] = field(default_factory=dict)
    _pillars: dict[int, Pillar] = field(default_factory=dict)
    _encoded: list[Encoded] = field(default_factory=list)

    @cached_property
    def expressions(self) -> Expressions:
        """Its expressions as terms."""
        return Expressions(self.rules, self, self.universe, self.universe.as_of)

    @cached_property
    def scoring(self) -> Scoring:
        """Its criteria and pillars as terms."""
        return Scoring(self.expressions, self.universe)

    # What a question asks for.

    def criterion(self, pillar: int, criterion: int) -> Criterion:
        """One criterion by its place."""
        key = (pillar, criterion)
        if key not in self._criteria:
            written = self.rules.ruleset.pillars[pillar].criteria[criterion]
            self._criteria[key] = self.scoring.criterion(written)
            self.promises.append(CriterionPromise(pillar, criterion, self._criteria[key]))
        return self._criteria[key]

    def pillar(self, number: int) -> Pillar:
        """One pillar by its place.

        Raises:
            TooManySums: Worth is passed on in too many ways.
        """
        if number not in self._pillars:
            written = self.rules.ruleset.pillars[number]
            criteria = tuple(self.criterion(number, place) for place in range(len(written.criteria)))
            self._pillars[number] = self.scoring.pillar(written, criteria)
            self.promises.append(PillarPromise(number, self._pillars[number]))
        return self._pillars[number]

    def encoded(self) -> Encoded:
        """The whole score.

        Raises:
            TooManySums: Worth is passed on in too many ways.
        """
        if not self._encoded:
            ruleset = self.rules.ruleset
            pillars = tuple(self.pillar(number) for number in range(len(ruleset.pillars)))
            found = Encoded(self.scoring.total(ruleset, [each.sums for each in pillars]), pillars)
            self._encoded.append(found)
            self.promises.append(TotalPromise(found))
        return self._encoded[0]

    def flag(self, condition: model.Expression) -> Flag:
        """A condition."""
        return self.expressions.flag(condition)

    # What expressions begin with.

    def fact(self, name: str) -> Term:
        """A fact of the member."""
        found = self.changed.facts.get(name)
        return self.universe.fact(name) if found is None else found

    def aggregate(self, node: model.Aggregated) -> Term:
        """An aggregate over the member's rows."""
        if node not in self._aggregates:
            rows = self.universe.rows(node.table)
            if node.table in self.changed.absent:
                return unknown(node.type)
            table = self.universe.table(node.table)
            self._aggregates[node] = Gathering(
                node, table, rows, self.universe.as_of, lambda kind: self._where(node, kind), self.universe
            ).term()
        return self._aggregates[node]

    def _where(self, node: model.Aggregated, kind: Kind) -> Flag:
        if node.where is None:
            raise AssertionError("asked only where there is a condition")
        return self._row(kind).flag(node.where)

    def _row(self, kind: Kind) -> Expressions:
        key = id(kind)
        if key not in self._rows:
            cells = {name: cell.value for name, cell in kind.cells.items()}
            leaves = RowLeaves(cells, self.expressions)
            self._rows[key] = Expressions(self.rules, leaves, self.universe, self.universe.as_of)
        return self._rows[key]

    def cell(self, node: model.ColumnValue) -> Term:
        """Only a row has cells."""
        raise AssertionError(f"{node.column} is read outside of its rows")

    def outside(self, node: model.Expression) -> Term | None:  # noqa: ARG002 - rows know it, members don't
        """Nothing is outside of the member."""
        return None


class Universe:
    """Facts known or missing, tables absent, empty or with rows, within the language's bounds.

    Args:
        rulesets: What is asked about.
        about: The expressions that are asked about, for each ruleset; else all that score. Rows are told apart by these.
        assuming: Conditions that are yes for everyone who is looked at; names in them are the first ruleset's.
        as_of: The day to look from.

    Attributes:
        constraints: What holds for every member.
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
        self._quotients: dict[tuple[object, ...], Quotient] = {}
        self._names = 0
        self._signatures: dict[str, _Signature] = {}

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
        """A ruleset's score of the member.

        Raises:
            TooManySums: Worth is passed on in too many ways.
        """
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
            found = kinds_of(table, nodes, self.as_of, self.texts, self.signature(name))
            self.gaps.extend(each for each in found.gaps if each not in self.gaps)
            self.tables[name] = table_rows(name, found, self)
        return self.tables[name]

    def signature(self, name: str) -> Callable[[Mapping[str, Cell]], object]:
        """What aggregates make of a row of a table, by its cells: rows with the same are of one kind."""
        if name not in self._signatures:
            asked = tuple((rules, node) for rules, node in self._aggregates if node.table == name)
            self._signatures[name] = _Signature(self, self.table(name), asked)
        return self._signatures[name].of

    # Scores.

    def promises(self) -> Iterator[tuple[World, Promise]]:
        """What was written of scores."""
        for world in self.worlds:
            for promise in world.promises:
                yield world, promise


@dataclass(frozen=True)
class _Signature:
    """What aggregates make of a row: whether it is in their windows and conditions, and which cells they take."""

    universe: Universe
    table: model.Table
    aggregates: tuple[tuple[Rules, model.Aggregated], ...]
    _opaque: dict[model.Expression, Term] = field(default_factory=dict)
    _kept: list[Truth] = field(default_factory=list)

    def of(self, cells: Mapping[str, Cell]) -> object:
        """The same for rows that no aggregate tells apart."""
        values = {name: cell.value for name, cell in cells.items()}
        leaves = RowLeaves(values, self)
        by_rules: dict[int, Expressions] = {}
        found: list[object] = []
        for rules, node in self.aggregates:
            if not lies_in(node, self.table, self.universe.as_of, cells):
                found.append(None)
                continue
            row = by_rules.setdefault(
                id(rules), Expressions(rules, leaves, self.universe, self.universe.as_of)
            )
            answer = Flag(yes=True, no=False) if node.where is None else row.flag(node.where)
            found.append((self._key(answer.yes), self._key(answer.no), self._taken(node, cells)))
        return tuple(found)

    def _key(self, truth: Truth) -> object:
        """The same for the same formula, which is kept so that no other one gets its number."""
        if isinstance(truth, bool):
            return truth
        self._kept.append(truth)
        return "term", truth.get_id()

    def _taken(self, node: model.Aggregated, cells: Mapping[str, Cell]) -> Cell | None:
        if node.function is model.Function.DAYS_SINCE_LAST:
            return cells[str(self.table.dated)]
        return None if node.column is None else cells[node.column]

    def term(self, node: model.Expression) -> Term:
        """What is the same for every row stays open, whatever it is."""
        if node not in self._opaque:
            self._opaque[node] = self._open(node)
        return self._opaque[node]

    def _open(self, node: model.Expression) -> Term:
        if isinstance(node, model.Constant | model.AsOfValue):
            rules = self.aggregates[0][0]
            nobody = RowLeaves({}, self)
            return Expressions(rules, _Inside(nobody), self.universe, self.universe.as_of).term(node)
        name = f"outside{len(self._opaque)}"
        if node.type is Type.TEXT:
            return unknown(node.type) if not self.universe.texts.texts else _texts(name, self.universe.texts)
        known = logic.truth(f"{name}?")
        if node.type is Type.FLAG:
            value = logic.truth(name)
            return Flag(logic.both(known, value), logic.both(known, logic.negated(value)))
        return Number(known, logic.whole(name), 1, -(10**38), 10**38)


@dataclass(frozen=True)
class _Inside:
    """A row's leaves, for an expression that is a constant."""

    leaves: RowLeaves

    def fact(self, name: str) -> Term:
        return self.leaves.fact(name)

    def aggregate(self, node: model.Aggregated) -> Term:
        return self.leaves.aggregate(node)

    def cell(self, node: model.ColumnValue) -> Term:
        return self.leaves.cell(node)

    def outside(self, node: model.Expression) -> Term | None:  # noqa: ARG002 - it is asked itself
        return None


def _texts(name: str, texts: Texts) -> Text:
    which = logic.whole(name)
    return Text(tuple((text, which == number) for number, text in enumerate(texts.texts)))


# What is held against the engine's score.


@dataclass(frozen=True, slots=True)
class CriterionPromise:
    """A criterion's state and points."""

    pillar: int
    criterion: int
    term: Criterion

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        found = score.pillars[self.pillar]
        if not value.truth(self.term.states[found.states[self.criterion]]):
            return False
        points = found.criteria[self.criterion]
        return points is None or points == value.whole(self.term.points)


@dataclass(frozen=True, slots=True)
class PillarPromise:
    """A pillar's points and range, and its criteria's."""

    pillar: int
    term: Pillar

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        found, sums = score.pillars[self.pillar], self.term.sums
        parts = (CriterionPromise(self.pillar, n, each) for n, each in enumerate(self.term.criteria))
        return all(each.kept(score, value) for each in parts) and (
            (found.points, found.low, found.high)
            == (
                value.whole(sums.points) if value.truth(sums.has) else None,
                value.whole(sums.low) if value.truth(sums.has_range) else None,
                value.whole(sums.high) if value.truth(sums.has_range) else None,
            )
        )


@dataclass(frozen=True, slots=True)
class TotalPromise:
    """The total and its range."""

    term: Encoded

    def kept(self, score: Score, value: Value) -> bool:
        """Whether the engine says the same."""
        sums = self.term.total
        return (score.total, score.low, score.high) == (
            value.whole(sums.points) if value.truth(sums.has) else None,
            value.whole(sums.low) if value.truth(sums.has_range) else None,
            value.whole(sums.high) if value.truth(sums.has_range) else None,
        )


Promise: TypeAlias = CriterionPromise | PillarPromise | TotalPromise


class Value:
    """What a proposed solution says of terms."""

    def truth(self, truth: Truth) -> bool:
        """Whether something holds."""
        raise NotImplementedError

    def whole(self, number: Whole) -> int:
        """What a number is."""
        raise NotImplementedError
