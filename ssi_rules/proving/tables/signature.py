"""What tells rows apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.language.types import Type
from ssi_rules.proving import logic
from ssi_rules.proving.expressions import Expressions, RowLeaves, constant, unknown
from ssi_rules.proving.tables.aggregates import lies_in
from ssi_rules.proving.terms import Flag, Number, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.proving.logic import Truth
    from ssi_rules.proving.rules import Rules
    from ssi_rules.proving.tables.cells import Cell
    from ssi_rules.proving.terms import Term
    from ssi_rules.proving.texts import Texts
    from ssi_rules.proving.universe import Universe


@dataclass(frozen=True)
class Signature:
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
            return constant(self.universe.as_of if isinstance(node, model.AsOfValue) else node.value)
        name = f"outside{len(self._opaque)}"
        if node.type is Type.TEXT:
            return unknown(node.type) if not self.universe.texts.texts else _texts(name, self.universe.texts)
        known = logic.truth(f"{name}?")
        if node.type is Type.FLAG:
            value = logic.truth(name)
            return Flag(logic.both(known, value), logic.both(known, logic.negated(value)))
        return Number(known, logic.whole(name), 1, -(10**38), 10**38)


def _texts(name: str, texts: Texts) -> Text:
    which = logic.whole(name)
    return Text(tuple((text, which == number) for number, text in enumerate(texts.texts)))
