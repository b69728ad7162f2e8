"""One evaluation as recorded: the only thing an explanation reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from ssi_rules.language.numbers import as_decimal
from ssi_rules.model import Constant

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.engines.score import Score
    from ssi_rules.language.types import Value
    from ssi_rules.model import Aggregated, Expression
    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Record:
    """A member's score and all values it was made of."""

    member: Member
    as_of: date | None
    score: Score
    layout: Layout
    values: tuple[Any, ...]

    def value(self, node: Expression) -> Value | None:
        """What the node came to."""
        return node.value if isinstance(node, Constant) else self.at(self.layout.slot(node))

    def at(self, slot: int) -> Value | None:
        """A value by its place in the record."""
        value: Value | None = self.values[slot]
        return value

    def number(self, slot: int) -> int:
        """A number that is always known: a count of rows, a cost."""
        number: int = self.values[slot]
        return number

    def left_out(self, node: Aggregated) -> int:
        """How many rows of an aggregate had a cell that was unknown."""
        return self.number(self.layout.parts[node].left_out)


def as_document_value(value: Value | None) -> bool | Decimal | str | None:
    """A value as the document has it."""
    if value is None or isinstance(value, bool | str):
        return value
    return as_decimal(value) if isinstance(value, int) else value.isoformat()


FlagName = Literal["yes", "no"]
"""A flag where a cut-point stands."""
