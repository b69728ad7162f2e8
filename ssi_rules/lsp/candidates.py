"""The names that a file's text may say, each with a line about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ssi_rules.checking.draft import Space
from ssi_rules.language.numbers import format_points
from ssi_rules.language.states import State
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.draft import Draft, Value


class Shape(Enum):
    """What kind of thing is offered."""

    FACT = "fact"
    TABLE = "table"
    COLUMN = "column"
    LET = "let"
    MARKET = "market"
    PILLAR = "pillar"
    CRITERION = "criterion"
    LEVEL = "level"
    ACTION = "action"
    STATE = "state"
    FILE = "file"
    CODE = "code"
    KEYWORD = "keyword"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that could be typed, and a line about it."""

    text: str
    shape: Shape
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that stands at the end of a file and that its text may name."""

    draft: Draft

    def facts(self) -> Iterator[Candidate]:
        """Scalar facts, with type and meaning."""
        for name, fact in self._values():
            if isinstance(fact, ast.FactDeclaration):
                yield Candidate(name, Shape.FACT, _typed(fact))

    def tables(self) -> Iterator[Candidate]:
        """Tables, with their meaning."""
        for name, table in self._values():
            if isinstance(table, ast.TableDeclaration):
                yield Candidate(name, Shape.TABLE, _title(table.title))

    def lets(self) -> Iterator[Candidate]:
        """Lets, with what they stand for."""
        for name, let in self._values():
            if isinstance(let, ast.Let):
                yield Candidate(name, Shape.LET, " ".join(let.value.span.text.split()))

    def columns(self, table: str) -> Iterator[Candidate]:
        """The columns of a table, with type and meaning."""
        declared = self.draft.tables.get(table)
        for column in () if declared is None else declared.columns:
            yield Candidate(column.name.text, Shape.COLUMN, _typed(column))

    def every_column(self) -> Iterator[Candidate]:
        """The names of the columns of all tables that hold text: a market reads whichever table it is asked about."""
        tables: dict[str, list[str]] = {}
        for table in self.draft.tables.values():
            for column in table.columns:
                if column.type.value == "text":
                    tables.setdefault(column.name.text, []).append(table.name.text)
        for name, holders in tables.items():
            yield Candidate(name, Shape.COLUMN, f"of {', '.join(holders)}")

    def markets(self) -> Iterator[Candidate]:
        """Markets, with their titles."""
        for name in self.draft.visible(Space.MARKET):
            yield Candidate(name, Shape.MARKET, _title(self.draft.markets[name].title))

    def pillars(self) -> Iterator[Candidate]:
        """Pillars, with title and worth."""
        for name, pillar in self.draft.pillars.items():
            worth = format_points(pillar.worth.hundredths)
            yield Candidate(name, Shape.PILLAR, f"{pillar.title.text}, worth {worth}")

    def criteria(self, pillar: str) -> Iterator[Candidate]:
        """The criteria of a pillar, with title and worth."""
        held = self.draft.pillars.get(pillar)
        for each in () if held is None else held.criteria:
            worth = format_points(each.worth.hundredths)
            yield Candidate(each.name.text, Shape.CRITERION, f"{each.title.text}, worth {worth}")

    def levels(self) -> Iterator[Candidate]:
        """Levels, with title and first point."""
        for name, level in self.draft.levels.items():
            yield Candidate(
                name, Shape.LEVEL, f"{level.title.text}, from {format_points(level.start.hundredths)}"
            )

    def actions(self) -> Iterator[Candidate]:
        """Actions, with their titles."""
        for name, action in self.draft.actions.items():
            yield Candidate(name, Shape.ACTION, action.title.text)

    def _values(self) -> Iterator[tuple[str, Value]]:
        return ((name, self.draft.values[name]) for name in self.draft.visible(Space.VALUE))


def states() -> Iterator[Candidate]:
    """The states that a criterion can be expected to end in."""
    return (Candidate(each.value, Shape.STATE, _STATES[each]) for each in State)


_STATES = {
    State.SCORED: "its measure is known and earns by the award",
    State.NOT_APPLICABLE: "its `applies when` is no",
    State.TOO_FEW: "its `needs` is no",
    State.UNKNOWN: "something it reads is unknown",
}


def _typed(declared: ast.FactDeclaration | ast.ColumnDeclaration) -> str:
    title = _title(declared.title)
    return f"{declared.type.value}, {title}" if title else declared.type.value


def _title(title: ast.String | None) -> str:
    return "" if title is None else title.text
