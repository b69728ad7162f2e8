"""One ruleset to one Python function, from the typed model alone.

The function is total: it takes typed values and returns points. The same generator writes it twice: bare for scoring,
and with a record of every node's value for the explanation, which therefore cannot disagree with the score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

from ssi_rules.engines.reading import roots
from ssi_rules.engines.reference.arithmetic import settle, settle_total
from ssi_rules.engines.reference.bounds import WindowBounds
from ssi_rules.engines.reference.criteria import Conditions, Ledger, Line, Spread, write_criterion
from ssi_rules.engines.reference.expressions import Expressions, Operand, Scope
from ssi_rules.engines.reference.pillars import (
    Sums,
    write_adjustment,
    write_level,
    write_pillar,
    write_total,
)
from ssi_rules.engines.reference.rows import Parts, TableLoop
from ssi_rules.engines.reference.writer import Writer
from ssi_rules.engines.score import PillarScore, Score
from ssi_rules.engines.walk import Stage, stages
from ssi_rules.language.numbers import divide, divide_rounding, multiply
from ssi_rules.language.states import Missing, State
from ssi_rules.language.texts import plain_text
from ssi_rules.model import Aggregated, ColumnValue, Expression, InMarket, LetValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.engines.reference.matching import Matcher
    from ssi_rules.language.types import Value
    from ssi_rules.language.windows import Window
    from ssi_rules.model import Adjustment, Criterion, Pillar, Ruleset
    from ssi_rules.sources.dataset import Rows


def _cells(rows: Rows, column: str) -> Sequence[Value | None] | repeat[None]:
    found = rows.columns.get(column)
    return repeat(None, rows.count) if found is None else found


_NAMESPACE: Mapping[str, object] = {
    "__builtins__": {},
    "zip": zip,
    "set": set,
    "len": len,
    "new": tuple.__new__,
    "Score": Score,
    "PillarScore": PillarScore,
    "LATEST": date.max,
    "cells": _cells,
    "settle": settle,
    "settle_total": settle_total,
    "multiply": multiply,
    "divide": divide,
    "divide_rounding": divide_rounding,
    "plain_text": plain_text,
    **{state.name: state for state in State},
}
"""All that generated code can reach besides its constants and its arguments."""


@dataclass(frozen=True, slots=True)
class PartSlots:
    """Where the record holds what an aggregate came from."""

    left_out: int
    undated: int
    numerator: int | None
    denominator: int | None


@dataclass(frozen=True)
class Layout:
    """Where a record holds what: every node's value, the parts of aggregates, the costs of adjustments by pillar."""

    values: Mapping[Expression, int]
    parts: Mapping[Aggregated, PartSlots]
    costs: tuple[tuple[int, ...], ...]
    _known: dict[int, tuple[Expression, int]] = field(default_factory=dict, compare=False, repr=False)

    def slot(self, node: Expression) -> int:
        """Where a node's value is; remembered by identity, because hashing a node hashes all below it."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = node, self.values[node]
        return found[1]


@dataclass(frozen=True)
class Generated:
    """A function in text, the constants it names, and the layout of its record if it keeps one."""

    source: str
    constants: Mapping[str, object]
    layout: Layout | None

    def compiled(self) -> Callable[..., object]:
        """The function itself, in a namespace of its own."""
        namespace = {**_NAMESPACE, **self.constants}
        exec(compile(self.source, "<ruleset>", "exec"), namespace)  # noqa: S102 - generated from the model alone
        run = namespace["run"]
        assert callable(run)  # noqa: S101 - the first line of every source defines it
        return run


MatcherOf = Callable[[InMarket], "Matcher"]
"""What decides a market, and the columns it reads after the text."""


def generate(
    ruleset: Ruleset, matcher_of: MatcherOf, *, recording: bool, given: tuple[Aggregated, ...] = ()
) -> Generated:
    """Write the ruleset's function.

    Args:
        ruleset: What it scores by.
        matcher_of: What decides its markets.
        recording: Whether it returns every value that points came from beside the points.
        given: All of the ruleset's aggregates, where the function is to take their values, in this order, and no tables.
    """
    return _Function(ruleset, matcher_of, recording, given).write()


@dataclass
class _Function:
    ruleset: Ruleset
    matcher_of: MatcherOf
    recording: bool
    given: tuple[Aggregated, ...] = ()
    writer: Writer = field(default_factory=Writer)
    scope: Scope = field(default_factory=Scope)
    aggregates: dict[Aggregated, tuple[Operand, Parts]] = field(default_factory=dict)
    bounds: dict[Window, tuple[str, str]] = field(default_factory=dict)
    matchers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lets = {each.name: each.value for each in self.ruleset.lets}
        self.expressions = Expressions(self.writer, self)

    # What expressions ask for.

    def let(self, name: str) -> Expression:
        return self.lets[name]

    def aggregate(self, node: Aggregated) -> Operand:
        if self.given:
            return Operand(f"tables[{self.given.index(node)}]")
        return self.aggregates[node][0]

    def market(self, node: InMarket) -> tuple[str, tuple[ColumnValue, ...]]:
        matcher = self.matcher_of(node)
        key = f"{node.market} {node.table}"
        if key not in self.matchers:
            self.matchers[key] = self.writer.thing(matcher.match)
        return self.matchers[key], matcher.columns

    # The function from top to bottom.

    def write(self) -> Generated:
        with self.writer.block("def run(fact, tables, as_of):"):
            self.writer.line("last_day = LATEST if as_of is None else as_of")
            for stage in stages(roots(self.ruleset), self.lets):
                self._stage(stage)
            sums, lines, costs = self._pillars()
            total = write_total(self.writer, self.ruleset.worth, self.ruleset.pillars, sums)
            level = write_level(self.writer, self.ruleset.levels, total.points)
            record, layout = self._record(costs) if self.recording else ("", None)
            pillars = "".join(f"{_pillar_score(*each)}, " for each in zip(sums, lines, strict=True))
            self.writer.line(f"return new(Score, ({total.all}, {level}, ({pillars}))){record}")
        return Generated(self.writer.source, self.writer.constants, layout)

    def _stage(self, stage: Stage) -> None:
        for name in stage.lets:  # in order, so that no expression is ever deeper than its author wrote it
            self.expressions.emit(LetValue(name, self.lets[name].type), self.scope)
        if self.given:
            return
        for window in dict.fromkeys(each.window for each in stage.aggregates if each.window is not None):
            self._window(window)
        for table in dict.fromkeys(each.table for each in stage.aggregates):
            loop = TableLoop(
                self.ruleset.catalogue.tables[table],
                self.writer,
                self.expressions,
                self.bounds,
                lambda node: self.matcher_of(node).columns,
                self.recording,
            )
            self.aggregates |= loop.emit(
                [each for each in stage.aggregates if each.table == table], self.scope
            )

    def _window(self, window: Window) -> None:
        if window not in self.bounds:
            self.bounds[window] = (self.writer.local(), self.writer.local())
            days = self.writer.thing(WindowBounds(window).of)
            self.writer.line(f"{', '.join(self.bounds[window])} = {days}(as_of)")

    def _pillars(self) -> tuple[list[Sums], list[list[Line]], list[list[str]]]:
        sums, lines, costs = [], [], []
        for pillar in self.ruleset.pillars:
            ledger = self._ledger(pillar)
            lines.append([self._criterion(each, ledger) for each in pillar.criteria])
            sums.append(write_pillar(self.writer, pillar, lines[-1], ledger))
            costs.append([self._adjustment(each, sums[-1]) for each in pillar.adjustments])
        return sums, lines, costs

    def _adjustment(self, adjustment: Adjustment, sums: Sums) -> str:
        condition, cost = self.expressions.emit(adjustment.when, self.scope), self.writer.local()
        write_adjustment(self.writer, adjustment, condition, sums, cost)
        return cost

    def _ledger(self, pillar: Pillar) -> Ledger:
        ledger = Ledger(self.writer.local(), self._spread(pillar))
        self.writer.line(f"{ledger.open_zero} = 0")
        return ledger

    def _spread(self, pillar: Pillar) -> Spread | None:
        if all(each.missing is Missing.ZERO for each in pillar.criteria):
            return None
        spread = Spread(self.writer.local(), self.writer.local(), self.writer.local())
        self.writer.line(f"{spread.counted} = {pillar.worth}")
        self.writer.line(f"{spread.open_worth} = 0")
        self.writer.line(f"{spread.gap} = False")
        return spread

    def _criterion(self, criterion: Criterion, ledger: Ledger) -> Line:
        return write_criterion(self.writer, criterion, self._conditions(criterion), ledger)

    def _conditions(self, criterion: Criterion) -> Conditions:
        return Conditions(
            self._optional(criterion.applies),
            self._optional(criterion.needs),
            self.expressions.emit(criterion.measure, self.scope),
        )

    def _optional(self, node: Expression | None) -> Operand | None:
        return None if node is None else self.expressions.emit(node, self.scope)

    def _record(self, costs: list[list[str]]) -> tuple[str, Layout]:
        """The tuple of all values to return beside the score, and the way to find things in it."""
        slots: dict[str, int] = {}

        def slot(text: str) -> int:
            return slots.setdefault(text, len(slots))

        values = {node: slot(operand.name) for node, operand in self.scope.known.items()}
        values |= {node: slot(operand.name) for node, (operand, _) in self.aggregates.items()}
        parts = {
            node: PartSlots(
                slot(each.left_out),
                slot(each.undated),
                None if each.numerator is None else slot(each.numerator),
                None if each.denominator is None else slot(each.denominator),
            )
            for node, (_, each) in self.aggregates.items()
        }
        found = Layout(values, parts, tuple(tuple(slot(cost) for cost in each) for each in costs))
        return f", ({''.join(f'{text}, ' for text in slots)})", found


def _pillar_score(sums: Sums, lines: list[Line]) -> str:
    states = "".join(f"{line.state}, " for line in lines)
    points = "".join(f"{line.points}, " for line in lines)
    return f"new(PillarScore, ({sums.all}, ({states}), ({points})))"
