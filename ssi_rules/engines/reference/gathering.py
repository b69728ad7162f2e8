"""What a loop gathers from the rows of one cut, and the lines of generated code that do it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, Expression, Function

if TYPE_CHECKING:
    from ssi_rules.language.windows import Window


@dataclass(frozen=True, slots=True)
class Accumulator:
    """Locals for what is gathered from a column's known cells: a sum, a set or the best so far, and counts of cells."""

    node: Aggregated
    value: str
    cells: str
    skipped: str
    column_type: Type

    @property
    def start(self) -> str:
        """The value before the first row."""
        match self.node.function:
            case Function.SUM | Function.AVERAGE:
                return "0"
            case Function.COUNT_DISTINCT:
                return "set()"
            case _:
                return "None"

    def take(self, cell: str) -> str:
        """What becomes of one known cell."""
        match self.node.function:
            case Function.SUM:
                return f"{self.value} += {cell}"
            case Function.AVERAGE:
                return f"{self.value} += {cell}; {self.cells} += 1"
            case Function.COUNT_DISTINCT:
                return f"{self.value}.add({f'plain_text({cell})' if self.column_type is Type.TEXT else cell})"
            case Function.LARGEST | Function.DAYS_SINCE_LAST:
                return f"if {self.value} is None or {cell} > {self.value}: {self.value} = {cell}"
            case Function.SMALLEST:
                return f"if {self.value} is None or {cell} < {self.value}: {self.value} = {cell}"
            case Function.COUNT | Function.SHARE:
                raise AssertionError("counted by the cut")
            case _:
                assert_never(self.node.function)

    @property
    def outcome(self) -> str:
        """The aggregate's value after the last row."""
        match self.node.function:
            case Function.SUM | Function.LARGEST | Function.SMALLEST:
                return self.value
            case Function.AVERAGE:
                return f"divide_rounding({self.value}, {self.cells}) if {self.cells} else None"
            case Function.COUNT_DISTINCT:
                return f"len({self.value}) * {SCALE}"
            case Function.DAYS_SINCE_LAST:
                return f"None if {self.value} is None else (as_of - {self.value}).days * {SCALE}"
            case Function.COUNT | Function.SHARE:
                raise AssertionError("counted by the cut")
            case _:
                assert_never(self.node.function)


@dataclass
class Cut:
    """The rows of one window for which one condition is yes, and how many they are."""

    window: Window | None
    where: Expression | None
    aggregates: list[Aggregated]
    yes: str
    no: str
    unknown: str
    totals: dict[Aggregated, Accumulator] = field(default_factory=dict)

    @property
    def has_share(self) -> bool:
        """Whether rows for which the condition is no are counted too."""
        return any(each.function is Function.SHARE for each in self.aggregates)
