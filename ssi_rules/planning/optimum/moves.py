"""What doing an action some times in a period does to each fact and tally."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.engines.walk import row_columns
from ssi_rules.language.texts import plain_text
from ssi_rules.language.types import Value
from ssi_rules.model import AddRows, AddTo, Aggregated, Function, SetTo
from ssi_rules.planning.changing import lengthened
from ssi_rules.sources.dataset import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.model import Action
    from ssi_rules.planning.optimum.period import Period
    from ssi_rules.planning.optimum.tallies import Probe
    from ssi_rules.sources.dataset import Member

Atom: TypeAlias = str | Aggregated
"""A fact by its name, or a tally."""

Held: TypeAlias = Value | frozenset[Value] | None
"""What an atom holds: a value, or the distinct values that came in by actions."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A fact that rises by the same each time."""

    atom: str
    amount: int

    def on(self, held: Held, times: int) -> Held:
        """What the fact holds then; what is unknown stays so."""
        return held + times * self.amount if isinstance(held, int) and not isinstance(held, bool) else held


@dataclass(frozen=True, slots=True)
class Given:
    """A fact that is set."""

    atom: str
    value: Value

    def on(self, held: Held, times: int) -> Held:
        """What the fact holds then."""
        return self.value if times else held


@dataclass(frozen=True, slots=True)
class Grown:
    """A tally of rows that come in.

    Attributes:
        rows: How many rows each time.
        runs: Days, after one and up to another, on which a row that comes in tallies as this.
    """

    atom: Aggregated
    rows: int
    runs: tuple[tuple[int, int, Value], ...]
    period: Period

    def on(self, held: Held, times: int) -> Held:
        """What the tally holds then."""
        done = self.period.done_by
        for after, until, value in self.runs:
            count = done(until, times) - done(after, times)
            if count:
                held = _tallied(self.atom.function, held, value, count * self.rows)
        return held


Move: TypeAlias = Raised | Given | Grown


def added(move: Move, most: int) -> tuple[int, ...] | None:
    """What a move adds when it is done no times, once, and so on up to ``most``; None where it depends on what is held."""
    match move:
        case Raised(_, amount):
            return tuple(times * amount for times in range(most + 1))
        case Grown(Aggregated(Function.COUNT | Function.SUM)):
            return tuple(_whole(move.on(0, times)) for times in range(most + 1))
        case Given() | Grown():
            return None
        case _:
            assert_never(move)


def _tallied(function: Function, held: Held, value: Value, count: int) -> Held:
    match function:
        case Function.COUNT | Function.SUM:
            return _whole(held) + count * _whole(value)
        case Function.COUNT_DISTINCT:
            return held | {value} if isinstance(held, frozenset) else frozenset({value})
        case Function.LARGEST:
            return value if held is None else max(held, value)
        case Function.SMALLEST | Function.DAYS_SINCE_LAST:
            return value if held is None else min(held, value)
        case Function.SHARE | Function.AVERAGE:
            raise AssertionError("made of two tallies")
        case _:
            assert_never(function)


def _whole(held: Held) -> int:
    if not isinstance(held, int):
        raise AssertionError("counts and sums of a table that is provided are known")  # noqa: TRY004 - no wrong argument
    return held


@dataclass(frozen=True)
class Mover:
    """Finds what actions move on one member in one period.

    Attributes:
        member: If nothing is done.
        tallies: What the tallies of the probe come to on the period's last day if nothing is done.
    """

    member: Member
    period: Period
    probe: Probe
    tallies: Mapping[Aggregated, Value | None]

    def moves(self, action: Action) -> tuple[Move, ...]:
        """What the action moves, in the order of its effects; nothing that it leaves as it is."""
        return tuple(each for effect in action.effects for each in self._moves(effect))

    def _moves(self, effect: AddRows | AddTo | SetTo) -> Iterator[Move]:
        match effect:
            case AddTo(fact, amount):
                if amount:
                    yield Raised(fact, amount)
            case SetTo(fact, value):
                after = self.period.end if value is None else value
                if after is not None:
                    yield Given(fact, after)
            case AddRows():
                if effect.table in self.member.tables and effect.count > 0:
                    yield from self._grown(effect)
            case _:
                assert_never(effect)

    def _grown(self, effect: AddRows) -> Iterator[Move]:
        tallies = [each for each in self.probe.tallies if each.table == effect.table]
        runs: dict[Aggregated, list[tuple[int, int, Value]]] = {each: [] for each in tallies}
        for after, until in self._runs(effect, tallies):
            asked = self._asked(effect, until)
            for each in tallies:
                value = self._value(each, effect, until, asked[each])
                if value is not None and (value or each.function not in (Function.COUNT, Function.SUM)):
                    runs[each].append((after, until, value))
        for each, found in runs.items():
            if found:
                yield Grown(each, effect.count, tuple(found), self.period)

    def _value(self, tally: Aggregated, effect: AddRows, number: int, found: Value | None) -> Value | None:
        """What one row tallies as; of distinct values the row's own, if it is a new one."""
        if tally.function is not Function.COUNT_DISTINCT:
            return found
        if not found or self._with(effect, number)[tally] == self.tallies[tally]:
            return None
        cell = dict(effect.cells).get(tally.column or "")
        if isinstance(cell, str):
            return plain_text(cell)
        return self._day(number) if cell is None else cell

    def _asked(self, effect: AddRows, number: int) -> Mapping[Aggregated, Value | None]:
        """The tallies of the row alone, as it comes in on a day."""
        columns = {name: [value] for name, value in self._cells(effect, number).items()}
        beside = {name: rows for name, rows in self.member.tables.items() if name in self.probe.beside}
        tables = {**beside, effect.table: Rows(columns, 1, "")}
        return self.probe.of(replace(self.member, tables=tables), self.period.end)

    def _with(self, effect: AddRows, number: int) -> Mapping[Aggregated, Value | None]:
        """The tallies of all rows and this one."""
        rows = lengthened(self.member.tables[effect.table], 1, self._cells(effect, number))
        tables = {**self.member.tables, effect.table: rows}
        return self.probe.of(replace(self.member, tables=tables), self.period.end)

    def _cells(self, effect: AddRows, number: int) -> dict[str, Value | None]:
        return {name: self._day(number) if value is None else value for name, value in effect.cells}

    def _day(self, number: int) -> date | None:
        return self.period.day(number)

    def _runs(self, effect: AddRows, tallies: Sequence[Aggregated]) -> Iterator[tuple[int, int]]:
        """Stretches of the period in which it makes no difference on which day a row comes in."""
        days = self.period.days
        dated = {name for name, value in effect.cells if value is None}
        if not dated or self.period.start is None:
            ends = {days}
        elif any(_reads(each, dated) for each in tallies):
            ends = set(range(1, days + 1))
        else:
            ends = {days, *(each for tally in tallies for each in self._edges(tally))}
        after = 0
        for until in sorted(ends):
            yield after, until
            after = until

    def _edges(self, tally: Aggregated) -> Iterator[int]:
        start, end = self.period.start, self.period.end
        if tally.window is not None and start is not None and end is not None:
            edges = ((edge - start).days for edge in tally.window.bounds(end))
            yield from (each for each in edges if 0 < each < self.period.days)


def _reads(tally: Aggregated, columns: set[str]) -> bool:
    """Whether it looks at such a cell otherwise than by its window."""
    if tally.function is Function.DAYS_SINCE_LAST or tally.column in columns:
        return True
    return tally.where is not None and not columns.isdisjoint(row_columns(tally.where))
