"""What a search for plans rests on: of a ruleset, whatever the member; and of a member, on the last day of a period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reading import tables_read
from ssi_rules.model import AddRows, Aggregated
from ssi_rules.planning.optimum.items import items_of
from ssi_rules.planning.optimum.known import is_certain
from ssi_rules.planning.optimum.moves import Given, Mover
from ssi_rules.planning.optimum.tallies import parts_of, probe
from ssi_rules.planning.optimum.wish import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.language.types import Value
    from ssi_rules.model import Action, Expression, Ruleset
    from ssi_rules.planning.optimum.items import Item
    from ssi_rules.planning.optimum.moves import Atom, Move
    from ssi_rules.planning.optimum.period import Period
    from ssi_rules.planning.optimum.tallies import Probe
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, eq=False)
class Terrain:
    """A ruleset, looked at for what its actions can move; ready for any member.

    Attributes:
        evaluator: Of the ruleset.
        scorings: Functions that score some items, by these; filled as they are asked for.
    """

    evaluator: Evaluator
    scorings: dict[tuple[Item, ...], object] = field(default_factory=dict)

    @property
    def ruleset(self) -> Ruleset:
        """What it is of."""
        return self.evaluator.ruleset

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All criteria and conditions."""
        return items_of(self.ruleset)

    @cached_property
    def lets(self) -> Mapping[str, Expression]:
        """Named expressions."""
        return {each.name: each.value for each in self.ruleset.lets}

    @cached_property
    def tables(self) -> frozenset[str]:
        """Names of the tables that some action adds to."""
        return frozenset(
            each.table
            for action in self.ruleset.actions
            for each in action.effects
            if isinstance(each, AddRows)
        )

    @cached_property
    def dated(self) -> Mapping[str, str]:
        """The column that dates the rows of a table, for each that is read and has one."""
        tables = (self.ruleset.catalogue.tables[each] for each in tables_read(self.ruleset))
        return {each.name: each.dated for each in tables if each.dated is not None}

    @cached_property
    def facts(self) -> frozenset[str]:
        """Names of the facts that some action changes."""
        return frozenset(
            each.fact
            for action in self.ruleset.actions
            for each in action.effects
            if not isinstance(each, AddRows)
        )

    def is_tangled(self, item: Item) -> bool:
        """Whether what a row counts for may change with an action: then rows are gone through again for each try."""
        return any(
            each.table in self.tables if isinstance(each, Aggregated) else each in self.facts
            for each in item.within
        )

    @cached_property
    def probe(self) -> Probe:
        """Asks the tallies that actions can move."""
        plain = [each for each in self.items if not self.is_tangled(each)]
        return probe(self.ruleset, plain, self.tables)

    @cached_property
    def aggregates(self) -> Mapping[Aggregated, frozenset[Aggregated]]:
        """The aggregates that are made of a tally."""
        found: dict[Aggregated, set[Aggregated]] = {}
        for item in self.items:
            for each in item.inputs:
                if isinstance(each, Aggregated):
                    for part in parts_of(each, self.ruleset.catalogue):
                        found.setdefault(part, set()).add(each)
        return {tally: frozenset(each) for tally, each in found.items()}


@dataclass(frozen=True, eq=False)
class Ground:
    """A member on the last day of a period, as she is if nothing is done: rows that the data has for days to come count then."""

    terrain: Terrain
    member: Member
    period: Period
    allowance: Allowance = field(default_factory=Allowance)
    _moves: dict[str, tuple[Move, ...]] = field(default_factory=dict, init=False)
    _moved: dict[str, frozenset[Item]] = field(default_factory=dict, init=False)

    @cached_property
    def record(self) -> Record:
        """Her score on that day."""
        return self.terrain.evaluator.record(self.member, self.period.end)

    @cached_property
    def coming(self) -> int:
        """How many rows that count on that day are dated after today."""
        start, end, dated = self.period.start, self.period.end, self.terrain.dated
        if start is None or end is None:
            return 0
        cells = (
            self.member.tables[name].columns.get(column, ())
            for name, column in dated.items()
            if name in self.member.tables
        )
        return sum(isinstance(each, date) and start < each <= end for days in cells for each in days)

    @cached_property
    def mover(self) -> Mover:
        """Finds what actions move."""
        asked = self.terrain.probe
        return Mover(self.member, self.period, asked, asked.of(self.member, self.period.end))

    def moves(self, action: Action) -> tuple[Move, ...]:
        """What an action moves; found once."""
        if action.id not in self._moves:
            self._moves[action.id] = self.mover.moves(action)
        return self._moves[action.id]

    def is_moved(self, item: Item, action: Action) -> bool:
        """Whether the action may change what the item comes to."""
        if action.id not in self._moved:
            self._moved[action.id] = frozenset(self._moved_by(action))
        return item in self._moved[action.id]

    def _moved_by(self, action: Action) -> Iterator[Item]:
        touched = self._touched(action)
        tables = {each.table for each in action.effects if isinstance(each, AddRows)}
        facts = {each.fact for each in action.effects if not isinstance(each, AddRows)}
        for item in self.terrain.items:
            if not self.terrain.is_tangled(item):
                is_moved = not item.inputs.isdisjoint(touched)
            else:
                is_moved = not (tables.isdisjoint(item.tables) and facts.isdisjoint(item.facts))
            if is_moved:
                yield item

    def _touched(self, action: Action) -> frozenset[Atom]:
        """The facts and aggregates that it moves."""
        found: set[Atom] = set()
        for each in self.moves(action):
            found |= {each.atom} if isinstance(each.atom, str) else self.terrain.aggregates[each.atom]
        return frozenset(found)

    @cached_property
    def moved(self) -> frozenset[Atom]:
        """The facts and aggregates that any action moves."""
        return frozenset().union(*map(self._touched, self.terrain.ruleset.actions))

    @cached_property
    def certain(self) -> frozenset[Item]:
        """The items that have points, or none, whatever is done."""
        return frozenset(
            each for each in self.terrain.items if not each.is_condition and is_certain(each, self)
        )

    def is_ordered(self, actions: Sequence[Action]) -> bool:
        """Whether it makes a difference in which order actions are done: one sets what another moves too."""
        moves = [(action.id, each) for action in actions for each in self.moves(action)]
        given = {each.atom for _, each in moves if isinstance(each, Given)}
        return any(len({name for name, each in moves if each.atom == atom}) > 1 for atom in given)

    def start(self, atom: Atom) -> Value | None:
        """What a fact or tally holds if nothing is done."""
        return self.member.facts.get(atom) if isinstance(atom, str) else self.mover.tallies[atom]
