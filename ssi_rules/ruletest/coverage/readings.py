"""What markets read of a member, and what each clause of a market does with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules import model
from ssi_rules.checking.reading import walk
from ssi_rules.engines.reading import roots
from ssi_rules.markets.compile import CompiledPhrases, compile_phrases
from ssi_rules.markets.match import answer_text
from ssi_rules.ruletest.scope import declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.language.types import Value
    from ssi_rules.ruletest.scope import Clause

Cells: TypeAlias = tuple[tuple[str, str | None], ...]
"""Texts by column, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that a market was asked about, with the other texts of its row."""

    market: str
    text: str | None
    others: Cells


class Readings:
    """Finds what the markets of a ruleset read, and judges clauses by it."""

    def __init__(self, ruleset: model.Ruleset) -> None:
        expressions = (*roots(ruleset), *(each.value for each in ruleset.lets))
        found = (node for each in expressions for node in walk(each) if isinstance(node, model.InMarket))
        self._nodes = tuple(dict.fromkeys(found))
        self._tables = ruleset.catalogue.tables
        self._inside = {
            name: {each.name for each in declared([market])} for name, market in ruleset.markets.items()
        }
        self._verdicts = Verdicts()

    def of(self, record: Record) -> set[Reading]:
        """Everything that markets were asked about a member, rows outside of windows among it."""
        return {reading for node in self._nodes for reading in self._read(node, record)}

    def _read(self, node: model.InMarket, record: Record) -> Iterator[Reading]:
        if node.table is None:
            yield Reading(node.market, _text(record.value(node.text)), ())
        elif node.table in record.member.tables:
            columns = [each.name for each in self._tables[node.table].columns]
            rows = record.member.tables[node.table].columns
            for cells in zip(*(rows[name] for name in columns), strict=True):
                row = dict(zip(columns, cells, strict=True))
                others = tuple((name, cell) for name, cell in row.items() if isinstance(cell, str))
                yield Reading(node.market, _text(_in_row(node.text, row, record)), others)

    def decides(self, clause: Clause, reading: Reading) -> bool:
        """Whether the clause's own market would answer otherwise without it."""
        if clause.market.name not in self._inside[reading.market]:
            return False
        ask = self._verdicts.answer
        return ask(clause.market, reading) is not ask(clause.without, reading)


def _in_row(node: model.Expression, row: dict[str, Value | None], record: Record) -> Value | None:
    """What a text comes to in a row; anything but columns is the same in every row, and recorded."""
    match node:
        case model.ColumnValue(column=column):
            return row.get(column)
        case model.Otherwise(value, fallback):
            found = _in_row(value, row, record)
            return _in_row(fallback, row, record) if found is None else found
        case _:
            return record.value(node)


def _text(value: Value | None) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True)
class Verdicts:
    """Answers of markets, each market by phrases asked about each text once."""

    _compiled: dict[int, tuple[model.PhraseMarket, CompiledPhrases]] = field(default_factory=dict)
    _known: dict[tuple[int, str | None, Cells], bool | None] = field(default_factory=dict)

    def answer(self, market: model.Market, reading: Reading) -> bool | None:
        """Whether a text is in a market; None where that is unknown."""
        match market:
            case model.PhraseMarket():
                return self._by_phrases(market, reading)
            case model.NamedMarket(market=inner):
                return self.answer(inner, reading)
            case model.MarketNot(operand):
                answer = self.answer(operand, reading)
                return None if answer is None else not answer
            case model.MarketAll(left, right):
                return _combined(self.answer(left, reading), self.answer(right, reading), decides=False)
            case model.MarketAny(left, right):
                return _combined(self.answer(left, reading), self.answer(right, reading), decides=True)
        assert_never(market)

    def _by_phrases(self, market: model.PhraseMarket, reading: Reading) -> bool | None:
        key = (id(market), reading.text, reading.others)
        if key not in self._known:
            self._known[key] = answer_text(self._ready(market), reading.text, dict(reading.others))
        return self._known[key]

    def _ready(self, market: model.PhraseMarket) -> CompiledPhrases:
        if id(market) not in self._compiled:
            self._compiled[id(market)] = (
                market,
                compile_phrases(market),
            )  # kept, so that its id stays its own
        return self._compiled[id(market)][1]


def _combined(left: bool | None, right: bool | None, *, decides: bool) -> bool | None:  # noqa: FBT001 - three answers
    answers = left, right
    if decides in answers:
        return decides
    return None if None in answers else not decides
