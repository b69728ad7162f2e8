"""One ruleset over the member nobody knows yet, or over the same member with something changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.proving.expressions import Expressions, RowLeaves, unknown
from ssi_rules.proving.promises import CriterionPromise, PillarPromise, TotalPromise
from ssi_rules.proving.scoring import Encoded, Scoring
from ssi_rules.proving.tables.aggregates import Gathering

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules import model
    from ssi_rules.proving.promises import Promise
    from ssi_rules.proving.rules import Rules
    from ssi_rules.proving.scoring import Criterion, Pillar
    from ssi_rules.proving.tables.kinds import Kind
    from ssi_rules.proving.terms import Flag, Term
    from ssi_rules.proving.universe import Universe


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
            self._criteria[key] = self._criterion(written)
            self.promises.append(CriterionPromise(pillar, criterion, self._criteria[key]))
        return self._criteria[key]

    def _criterion(self, written: model.Criterion) -> Criterion:
        """Its terms; those that another ruleset has for the same, so that nobody need find out that they are equal."""
        if len(self.universe.rules) == 1 or not self.changed.nothing:
            return self.scoring.criterion(written)
        asked = written.applies, written.needs, written.measure
        meaning = written.award, *(None if each is None else self.rules.meaning(each) for each in asked)
        shared = self.universe.criteria
        if meaning not in shared:
            shared[meaning] = self.scoring.criterion(written)
        return shared[meaning]

    def pillar(self, number: int) -> Pillar:
        """One pillar by its place."""
        if number not in self._pillars:
            written = self.rules.ruleset.pillars[number]
            criteria = tuple(self.criterion(number, place) for place in range(len(written.criteria)))
            self._pillars[number] = self.scoring.pillar(written, criteria)
            self.promises.append(PillarPromise(number, self._pillars[number]))
        return self._pillars[number]

    def encoded(self) -> Encoded:
        """The whole score."""
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
