"""What a person can move in a criterion, one thing at a time: facts, rows that count, rows that come to count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from ssi_rules.engines.reference.explain.assumptions import conjuncts, settled
from ssi_rules.engines.reference.explain.counted import is_part
from ssi_rules.engines.reference.explain.effects import Effects, Surroundings
from ssi_rules.engines.reference.explain.supposed import leaves
from ssi_rules.engines.walk import parts, reads_row, walk
from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import (
    Aggregated,
    Calculation,
    ColumnValue,
    Expression,
    FactValue,
    Function,
    InMarket,
    Operator,
)
from ssi_rules.scorecard import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.engines.reference.explain.supposed import Leaf
    from ssi_rules.language.windows import Length
    from ssi_rules.model import Criterion, Ruleset

Kind: TypeAlias = Literal["fact", "rows", "turned"]

_CLIPPED = 3
"""Days by which one month is longer than another."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing to move.

    Attributes:
        of: Id of the fact or table.
        type: Of a unit: a fact's own, a count for rows.
        effects: What a unit does to what the criterion reads.
        where: What such a row is, in the ruleset's words; None for facts, and where any row counts.
        is_dated: Whether it adds rows that bear a date.
        condition: What a row must be able to meet, where facts take part in it.
        moved: For rows turned: the count or share that rises.
        base: For rows turned: the count below the line; None where the share has it itself.
    """

    kind: Kind
    of: str
    title: str
    type: Type
    effects: Effects
    where: str | None = None
    is_dated: bool = False
    condition: Expression | None = None
    moved: Aggregated | None = None
    base: Aggregated | None = None

    def day(self, as_of: date | None) -> date | None:
        """The last day on which a new row counts; None where there is none to bear."""
        if as_of is None or not self.is_dated:
            return None
        window = None if self.moved is None else self.moved.window
        return as_of if window is None else window.bounds(as_of)[1]

    def counts_from(self, as_of: date | None) -> date | None:
        """The first day on which a row of today counts; None where it counts at once, or never."""
        window, last = None if self.moved is None else self.moved.window, self.day(as_of)
        if as_of is None or window is None or last is None or last == as_of:
            return None
        lag = (as_of - last).days  # of months, some days more or less
        days = range(max(1, lag - _CLIPPED), min(lag + _CLIPPED, (date.max - as_of).days) + 1)
        later = (as_of + timedelta(each) for each in days)
        return next((each for each in later if window.bounds(each)[1] >= as_of), None)

    @property
    def unit(self) -> int:
        """Millionths in one of what is moved: what is not counted moves by millionths."""
        return SCALE if self.type is Type.COUNT else 1


@dataclass(frozen=True)
class Levers:
    """Finds levers in the expressions of one ruleset."""

    ruleset: Ruleset
    lets: Mapping[str, Expression]

    @cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self.lets, self.ruleset.markets)

    def on(self, root: Expression, reads: tuple[Leaf, ...]) -> tuple[Lever, ...]:
        """The levers on an expression, in the order written.

        Args:
            root: A measure, or what a criterion needs.
            reads: All the criterion reads: what else a lever may move.
        """
        found: dict[object, Lever] = {}
        for node in walk(root, self.lets):
            for lever in self._at(node, reads):
                found.setdefault((lever.kind, lever.of, lever.where, _lag(lever)), lever)
        return tuple(found.values())

    def also(self, lever: Lever, criterion: Criterion) -> tuple[str, ...]:
        """Titles of what else a lever of a criterion can move: other criteria, and pillars by their caps and deductions."""
        return tuple(
            dict.fromkeys(title for title, reads in self._others(criterion) if self.moves(lever, reads))
        )

    def _others(self, criterion: Criterion) -> Iterator[tuple[str, tuple[Leaf, ...]]]:
        for pillar in self.ruleset.pillars:
            for each in pillar.criteria:
                if each is not criterion:
                    parts = (each.applies, each.needs, each.measure)
                    yield each.title, leaves([part for part in parts if part is not None], self.lets)
            yield pillar.title, leaves([each.when for each in pillar.adjustments], self.lets)

    def moves(self, lever: Lever, reads: tuple[Leaf, ...]) -> bool:
        """Whether it has an effect, or one that cannot be told without looking at rows."""
        match lever:
            case Lever(kind="rows", moved=Aggregated() as moved):
                return self._surroundings.of_row(moved, reads) != ()
            case Lever(kind="turned", moved=Aggregated() as moved, base=base):
                return self._surroundings.of_turned(moved, base, reads) != ()
            case _:
                return self._surroundings.of_fact(lever.of, reads) != ()

    def _at(self, node: Expression, reads: tuple[Leaf, ...]) -> Iterator[Lever]:
        match node:
            case FactValue() if node.type.is_numeric or node.type is Type.FLAG:
                yield from self._fact(node, reads)
            case Aggregated(Function.SHARE):
                yield from self._turned(node, None, reads)
                yield from self._rows(node, reads)
            case Aggregated(Function.COUNT):
                yield from self._rows(node, reads)
            case Calculation(Operator.DIVIDE, left, right):
                for count, base in self._same_rows(left, right):
                    yield from self._turned(count, base, reads)
            case _:
                return

    def _fact(self, node: FactValue, reads: tuple[Leaf, ...]) -> Iterator[Lever]:
        effects = self._surroundings.of_fact(node.fact, reads)
        if effects is not None:
            title = self.ruleset.catalogue.facts[node.fact].title or node.fact
            yield Lever("fact", node.fact, title, node.type, effects)

    def _rows(self, node: Aggregated, reads: tuple[Leaf, ...]) -> Iterator[Lever]:
        effects = self._surroundings.of_row(node, reads)
        if effects is not None:
            where = None if node.where is None else words(node.where)
            yield self._of_table("rows", node, None, effects, where)

    def _turned(self, node: Aggregated, base: Aggregated | None, reads: tuple[Leaf, ...]) -> Iterator[Lever]:
        """Only an answer may still come true of a row that is there: who she is does not change by trying."""
        extra = _more(node, base)
        effects = self._surroundings.of_turned(node, base, reads)
        if effects is not None and extra and all(_may_come(each) for each in extra):
            yield self._of_table("turned", node, base, effects, " and ".join(map(words, extra)))

    def _of_table(
        self, kind: Kind, node: Aggregated, base: Aggregated | None, effects: Effects, where: str | None
    ) -> Lever:
        table = self.ruleset.catalogue.tables[node.table]
        title, is_dated = table.title or table.name, kind == "rows" and table.dated is not None
        condition = node.where if self._surroundings.rests_on_facts(node) else None
        return Lever(kind, node.table, title, Type.COUNT, effects, where, is_dated, condition, node, base)

    def _same_rows(self, left: Expression, right: Expression) -> Iterator[tuple[Aggregated, Aggregated]]:
        """Counts above a line, each with a count below it that has all its rows and more."""
        above, below = (
            [each for each in walk(side, self.lets) if isinstance(each, Aggregated)] for side in (left, right)
        )
        yield from ((count, base) for count in above for base in below if is_part(count, base))


def _lag(lever: Lever) -> Length | None:
    window = None if lever.moved is None else lever.moved.window
    return None if window is None else window.lag


def _may_come(condition: Expression) -> bool:
    """Whether a condition on a row comes true by an answer that somebody may still give."""
    read = [each for each in parts(condition) if isinstance(each, ColumnValue | InMarket) and reads_row(each)]
    if not read or not all(
        isinstance(each, ColumnValue) and each.column == ANSWERS.get(each.table) for each in read
    ):
        return False
    return settled(condition, dict.fromkeys(read, True)) is True


def _more(node: Aggregated, base: Aggregated | None) -> tuple[Expression, ...]:
    """What the condition asks beyond that of the base."""
    asked = set() if base is None else set(conjuncts(base.where))
    return tuple(each for each in conjuncts(node.where) if each not in asked)
