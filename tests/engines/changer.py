"""Carries a step of the document out on a member's data, reading nothing but the step and the ruleset.

It knows no algebra of conditions: it looks for rows that the naive interpreter counts, and puts them in, or finds those that
are there and changes their cells until they are counted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from ssi_rules.engines.wording import words
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.markets.compile import compile_market
from ssi_rules.markets.match import match_text
from ssi_rules.model import (
    Aggregated,
    And,
    ColumnValue,
    Constant,
    Expression,
    Function,
    InMarket,
    PhraseMarket,
)
from tests.engines.oracle import Oracle, Plain, Row, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from random import Random

    from ssi_rules.language.types import Value
    from ssi_rules.markets.compile import CompiledMarket
    from ssi_rules.model import Criterion, Market, Table
    from ssi_rules.scorecard import Step
    from ssi_rules.sources.dataset import Member, Rows

MOST_TRIED = 4000
"""Rows tried before a condition is held to be one that no row meets."""


class Reader(Oracle):
    """The naive interpreter, with markets."""

    def value(self, node: Expression, row: Row | None = None) -> Plain:
        if not isinstance(node, InMarket):
            return super().value(node, row)
        text = self.value(node.text, row)
        assert text is None or isinstance(text, str)
        others = (
            {}
            if node.table is None or row is None
            else {name: cell for name, cell in row.items() if cell is None or isinstance(cell, str)}
        )
        return _answer(self.ruleset.markets[node.market], text, others)


_READ: dict[tuple[int, str | None, str], bool | None] = {}
_COMPILED: dict[int, tuple[Market, CompiledMarket]] = {}
"""By identity: to hash a market is to hash each of its phrases."""


def _answer(market: Market, text: str | None, others: Mapping[str, str | None]) -> bool | None:
    if id(market) not in _COMPILED:
        _COMPILED[id(market)] = market, compile_market(market)
    key = (id(market), text, repr(others))
    if key not in _READ:
        _READ[key] = match_text(_COMPILED[id(market)][1], text, others).answer
    return _READ[key]


class NoSuchRow(Exception):  # noqa: N818 - that is what it says
    """No row was found that meets the condition."""


def carried_out(step: Step, criterion: Criterion, reader: Reader, rng: Random) -> Member:
    """The reader's member afterwards.

    Raises:
        NoSuchRow: The step speaks of rows that could not be found.
    """
    return _Change(step, criterion, reader, rng).made()


class _Change:
    def __init__(self, step: Step, criterion: Criterion, reader: Reader, rng: Random) -> None:
        self.step, self.criterion, self.reader, self.rng = step, criterion, reader, rng
        self.ruleset, self.member = reader.ruleset, reader.member

    def made(self) -> Member:
        if self.step.of in self.ruleset.catalogue.facts:
            return self.with_fact()
        if self.step.kind == "turned":
            return self.with_rows(self.turned())
        return self.with_rows(self.added())

    def with_fact(self) -> Member:
        old = self.member.facts[self.step.of]
        new: Value
        if isinstance(old, bool):
            new = not old
        else:
            assert isinstance(old, int)
            new = old + int(self.step.count * SCALE)
        assert isinstance(new, bool) or self.step.type != "count" or new >= 0
        return replace(self.member, facts={**self.member.facts, self.step.of: new})

    def with_rows(self, rows: Rows) -> Member:
        return replace(self.member, tables={**self.member.tables, self.step.of: rows})

    # Rows that are added.

    def added(self) -> Rows:
        rows = self.member.tables[self.step.of]
        found = self.a_row(self.counted())
        count = int(self.step.count)
        columns = {name: [*cells, *[found.get(name)] * count] for name, cells in rows.columns.items()}
        return replace(rows, columns=columns, count=rows.count + count)

    def counted(self) -> Aggregated:
        """A count or share that rows of that day are counted by."""
        root = self.criterion.needs if self.step.kind == "sample" else self.criterion.measure
        assert root is not None
        return next(
            each
            for each in self.aggregates(root)
            if each.table == self.step.of
            and (each.where and words(each.where)) == self.step.where
            and self.last_day(each) == self.step.dated
        )

    def a_row(self, of: Aggregated) -> dict[str, Value | None]:
        table = self.ruleset.catalogue.tables[of.table]
        pools = [self.pool(each.name, each.type, of, table) for each in table.columns]
        names = [each.name for each in table.columns]
        tried = list(product(*pools))
        self.rng.shuffle(tried)
        for cells in tried[:MOST_TRIED]:
            row = dict(zip(names, cells, strict=True))
            if of.where is None or self.reader.value(of.where, _plain(row)) is True:
                return row
        raise NoSuchRow(words(of))

    def last_day(self, of: Aggregated) -> date | None:
        if self.ruleset.catalogue.tables[of.table].dated is None:
            return None
        return self.reader.as_of if of.window is None else of.window.bounds(self.reader.as_of)[1]

    def pool(self, name: str, type_: Type, of: Aggregated, table: Table) -> Sequence[Value | None]:
        """Cells to try: one day, and what the condition speaks of."""
        if name == table.dated:
            return [self.step.dated]
        named = [] if of.where is None else list(_parts(of.where))
        if not any(isinstance(each, ColumnValue) and each.column == name for each in named):
            return [self.anything(type_)]
        if type_ is Type.FLAG:
            return [True, False, None]
        if type_ is Type.TEXT:
            return [
                *self.phrases(named),
                *(each.value for each in named if isinstance(each, Constant)),
                "Zz",
                None,
            ]
        beside = [self.reader.value(each) for each in named if not self.is_of_row(each)]
        if type_ is Type.DATE:
            return [*(each for each in beside if isinstance(each, date)), date.min, date.max, None]
        ends = [int(each * SCALE) for each in beside if not isinstance(each, str | bool | date | None)]
        step = SCALE if type_ is Type.COUNT else 1
        near = [
            max(0, each + move) if type_ is Type.COUNT else each + move
            for each in ends
            for move in (-step, 0, step)
        ]
        return [*dict.fromkeys(near), None]

    def anything(self, type_: Type) -> Value | None:
        some: dict[Type, list[Value | None]] = {
            Type.FLAG: [True, False, None],
            Type.TEXT: ["Zz", None],
            Type.DATE: [self.reader.as_of, None],
        }
        return self.rng.choice(some.get(type_, [0, 7 * SCALE, None]))

    def phrases(self, named: Sequence[Expression]) -> Iterator[str]:
        """A text for each phrase of any market that is asked for."""
        markets = [each.market for each in named if isinstance(each, InMarket)]
        yield from (text for name in markets for text in _texts(self.ruleset.markets[name]))

    def is_of_row(self, node: Expression) -> bool:
        return (
            any(isinstance(each, ColumnValue | InMarket) for each in _parts(node)) or node.type is Type.FLAG
        )

    # Rows that are changed.

    def turned(self) -> Rows:
        rows = self.member.tables[self.step.of]
        count, base = self.part_of()
        names = list(rows.columns)
        data = [dict(zip(names, cells, strict=True)) for cells in zip(*rows.columns.values(), strict=True)]
        waiting = [
            at for at, row in enumerate(data) if self.is_counted(row, base) and not self.is_met(row, count)
        ]
        assert len(waiting) >= self.step.count
        for at in self.rng.sample(waiting, int(self.step.count)):
            data[at] = self.until_met(data[at], count)
        return replace(rows, columns={name: [row[name] for row in data] for name in names})

    def part_of(self) -> tuple[Aggregated, Aggregated]:
        """What rises, and what has the rows already."""
        found = [each for each in self.aggregates(self.criterion.measure) if each.table == self.step.of]
        for each in found:
            if each.function is Function.SHARE and each.where and words(each.where) == self.step.where:
                return each, each
        pairs = ((count, base) for count in found for base in found if count.window == base.window)
        return next(pair for pair in pairs if _asked(pair[0]) == [*_asked(pair[1]), self.step.where])

    def is_counted(self, row: dict[str, Value | None], base: Aggregated) -> bool:
        answer = None if base.where is None else self.reader.value(base.where, _plain(row))
        wanted = answer is False if base.function is Function.SHARE else base.where is None or answer is True
        return wanted and self.is_in_time(row, base)

    def is_in_time(self, row: dict[str, Value | None], of: Aggregated) -> bool:
        dated = self.ruleset.catalogue.tables[of.table].dated
        day = None if dated is None else row[dated]
        assert day is None or isinstance(day, date)
        if of.window is None:
            return day is None or day <= self.reader.as_of
        after, until = of.window.bounds(self.reader.as_of)
        return day is not None and after < day <= until

    def is_met(self, row: dict[str, Value | None], count: Aggregated) -> bool:
        assert count.where is not None
        return self.reader.value(count.where, _plain(row)) is True

    def until_met(self, row: dict[str, Value | None], count: Aggregated) -> dict[str, Value | None]:
        columns = self.ruleset.catalogue.tables[count.table].columns
        flags = [each.name for each in columns if each.type is Type.FLAG]
        for cells in product((True, False), repeat=len(flags)):
            changed = {**row, **dict(zip(flags, cells, strict=True))}
            if self.is_met(changed, count):
                return changed
        raise NoSuchRow(words(count))

    # Reading.

    def aggregates(self, root: Expression) -> Iterator[Aggregated]:
        for each in _through(root, self.reader.lets):
            if isinstance(each, Aggregated) and each.function in (Function.COUNT, Function.SHARE):
                yield each


def _asked(of: Aggregated) -> list[str]:
    return [] if of.where is None else [words(each) for each in _both(of.where)]


def _both(node: Expression) -> list[Expression]:
    return [*_both(node.left), *_both(node.right)] if isinstance(node, And) else [node]


def _plain(row: Mapping[str, Value | None]) -> Row:
    return {name: plain(cell) for name, cell in row.items()}


def _parts(node: Expression) -> Iterator[Expression]:
    yield node
    for name in ("left", "right", "operand", "value", "fallback", "text"):
        below = getattr(node, name, None)
        if below is not None and not isinstance(below, str | int | date):
            yield from _parts(below)


def _through(node: Expression, lets: Mapping[str, Expression]) -> Iterator[Expression]:
    for each in _parts(node):
        yield each
        name = getattr(each, "name", None)
        if isinstance(name, str) and name in lets:
            yield from _through(lets[name], lets)


def _texts(market: object) -> Iterable[str]:
    """The phrases that make somebody a member, with a word for every star."""
    if isinstance(market, PhraseMarket):
        lines = [line for line in market.lines if not line.vetoes]
        return [phrase.replace("*", "some") for line in lines for phrase in line.phrases]
    below = (getattr(market, name, None) for name in ("left", "right", "operand", "market"))
    return [text for each in below if each is not None and not isinstance(each, str) for text in _texts(each)]
