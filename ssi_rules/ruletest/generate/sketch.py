"""A member while it is being made up: facts and rows, with whatever the rules make of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.model import ColumnValue, Constant, FactValue, GivenRows, Test
from ssi_rules.ruletest.run import member_of
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ssi_rules.engines.reference.evaluator import Evaluator
    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.language.types import Value
    from ssi_rules.model import Expression

_NOWHERE = Span(Source("", ""), 0, 0)


@dataclass(frozen=True)
class Sketch:
    """What is given of a member so far; what is not given is unknown.

    Attributes:
        facts: Scalars by name.
        tables: Provided tables by name, equal rows together.
        row: Cells of the row that is being made up for an aggregate, while there is one.
    """

    evaluator: Evaluator
    as_of: date | None
    facts: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, tuple[GivenRows, ...]] = field(default_factory=dict)
    row: Mapping[str, Value] = field(default_factory=dict)

    @property
    def test(self) -> Test:
        """The same as a test that expects nothing."""
        return Test("", self.as_of, tuple(self.facts.items()), tuple(self.tables.items()), (), _NOWHERE)

    @cached_property
    def record(self) -> Record:
        """Everything the rules make of the member so far."""
        found = self.__dict__.get("_record")
        if found is None:
            ruleset = self.evaluator.ruleset
            found = self.__dict__["_record"] = self.evaluator.record(
                member_of(self.test, ruleset), self.as_of
            )
        return found

    def value(self, node: Expression) -> Value | None:
        """What an expression comes to so far; None when unknown."""
        return self.record.value(node) if self.records(node) else None

    def records(self, node: Expression) -> bool:
        """Whether the rules work out an expression on its own; parts of a row's condition they do not."""
        return isinstance(node, Constant) or node in self.record.layout.values

    def given(self, node: FactValue | ColumnValue) -> Value | None:
        """The value that a fact, or a cell of the row being made up, has so far."""
        return self.facts.get(node.fact) if isinstance(node, FactValue) else self.row.get(node.column)

    def with_given(self, node: FactValue | ColumnValue, value: Value) -> Sketch:
        """With one more fact, or one more cell in the row being made up."""
        if isinstance(node, FactValue):
            return self.with_fact(node.fact, value)
        return replace(self, row={**self.row, node.column: value})

    def with_fact(self, name: str, value: Value) -> Sketch:
        """With one more fact."""
        return replace(self, facts={**self.facts, name: value})

    def with_rows(self, table: str, count: int, cells: Mapping[str, Value]) -> Sketch:
        """With so many more equal rows, and no row being made up; without rows the table is provided and empty."""
        known = self.tables.get(table, ())
        added = (GivenRows(count, tuple(cells.items())),) if count else ()
        return replace(self, tables={**self.tables, table: _merged((*known, *added))}, row={})

    def with_row(self, row: Mapping[str, Value]) -> Sketch:
        """With another row being made up."""
        return replace(self, row=dict(row))


def _merged(rows: tuple[GivenRows, ...]) -> tuple[GivenRows, ...]:
    counts: dict[tuple[tuple[str, Value], ...], int] = {}
    for each in rows:
        counts[each.cells] = counts.get(each.cells, 0) + each.count
    return tuple(GivenRows(count, cells) for cells, count in counts.items())
