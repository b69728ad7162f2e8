"""Markets for generated code: each distinct text is matched once per evaluator.

Titles repeat and companies repeat, but the pairs of different people hardly do; so what a market asks of its ``has``
column and what it asks of the others are remembered apart, and put together per row. Whole rows are remembered too,
because the same member is scored again and again for a plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, assert_never

from ssi_rules.engines.walk import other_columns
from ssi_rules.language.types import Type
from ssi_rules.model import (
    ColumnValue,
    InMarket,
    Market,
    MarketAll,
    MarketAny,
    MarketNot,
    NamedMarket,
    PhraseMarket,
)

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

REMEMBERED = 65_536
"""Distinct texts remembered per question; beyond that, remembering starts afresh."""

Text: TypeAlias = str | None
Decide: TypeAlias = Callable[..., bool | None]
"""From the text and those of a matcher's columns to yes, no or unknown."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Decides one market on a text and the row's other columns.

    Attributes:
        match: The decision; takes the text, then those of ``columns``.
        columns: The columns the market reads besides, where the table has them.
    """

    match: Decide
    columns: tuple[ColumnValue, ...]


@dataclass(frozen=True)
class Matchers:
    """The matchers of one ruleset."""

    ruleset: Ruleset
    _ready: dict[tuple[str, str | None], Matcher] = field(default_factory=dict)

    def of(self, node: InMarket) -> Matcher:
        """The matcher for the market a node names, on rows of the node's table."""
        key = (node.market, node.table)
        if key not in self._ready:
            market = self.ruleset.markets[node.market]
            columns = self._columns(node.table, market)
            places = {column.column: place for place, column in enumerate(columns, start=1)}
            self._ready[key] = Matcher(_remembering_rows(self._decide(market, places)), columns)
        return self._ready[key]

    def _columns(self, table: str | None, market: Market) -> tuple[ColumnValue, ...]:
        if table is None:
            return ()
        declared = {column.name for column in self.ruleset.catalogue.tables[table].columns}
        names = dict.fromkeys(name for name in other_columns(market) if name in declared)
        return tuple(ColumnValue(table, name, Type.TEXT) for name in names)

    def _decide(self, market: Market, places: dict[str, int]) -> Decide:
        match market:
            case PhraseMarket():
                return self._phrases(market, places)
            case NamedMarket(market=inner):
                return self._decide(inner, places)
            case MarketNot(operand):
                return _negated(self._decide(operand, places))
            case MarketAll(left, right):
                return _combined(self._decide(left, places), self._decide(right, places), decides=False)
            case MarketAny(left, right):
                return _combined(self._decide(left, places), self._decide(right, places), decides=True)
            case _:
                assert_never(market)

    def _phrases(self, market: PhraseMarket, places: dict[str, int]) -> Decide:
        from ssi_rules.markets.compile import compile_phrases  # noqa: PLC0415 - many rulesets have no market
        from ssi_rules.markets.match import answer_text  # noqa: PLC0415 - the same

        compiled = compile_phrases(market)
        answer = _remembering(lambda text: answer_text(compiled, text, {}))

        def veto(column: str) -> Callable[[Text], bool | None]:
            """Without a text to read, only a veto can make the answer no."""
            return _remembering(lambda text: answer_text(compiled, None, {column: text}) is False)

        others = dict.fromkeys(other_columns(market))
        vetoes = [(places[name], veto(name)) for name in others if name in places]
        if not vetoes:
            return lambda *texts: answer(texts[0])

        def decide(*texts: Text) -> bool | None:
            for place, is_vetoed in vetoes:
                if is_vetoed(texts[place]):
                    return False
            return answer(texts[0])

        return decide


def _remembering(decide: Callable[[Text], bool | None]) -> Callable[[Text], bool | None]:
    known: dict[Text, bool | None] = {}

    def remembered(text: Text) -> bool | None:
        try:
            return known[text]
        except KeyError:
            if len(known) >= REMEMBERED:
                known.clear()
            answer = known[text] = decide(text)
            return answer

    return remembered


def _remembering_rows(decide: Decide) -> Decide:
    """The same for all texts of a row together."""
    known: dict[tuple[Text, ...], bool | None] = {}

    def remembered(*texts: Text) -> bool | None:
        try:
            return known[texts]
        except KeyError:
            if len(known) >= REMEMBERED:
                known.clear()
            answer = known[texts] = decide(*texts)
            return answer

    return remembered


def _negated(operand: Decide) -> Decide:
    def decide(*texts: Text) -> bool | None:
        answer = operand(*texts)
        return None if answer is None else not answer

    return decide


def _combined(left: Decide, right: Decide, *, decides: bool) -> Decide:
    def decide(*texts: Text) -> bool | None:
        answers = left(*texts), right(*texts)
        if decides in answers:
            return decides
        return None if None in answers else not decides

    return decide
