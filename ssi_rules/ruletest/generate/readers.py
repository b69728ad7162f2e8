"""Which criteria, caps and deductions ask a market, and of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.reading import walk as walk_row
from ssi_rules.engines.walk import walk
from ssi_rules.ruletest.scope import declared

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Reader:
    """A place where a market is asked about a text.

    Attributes:
        pillar: The pillar that it decides in.
        criterion: The criterion; None for a cap or a deduction.
        node: The aggregate whose rows are judged, and the ``column`` that holds the text.
        fact: The fact that holds it, outside of rows.
    """

    pillar: int
    criterion: int | None
    node: model.Aggregated | None
    column: str | None
    fact: str | None


def readers(ruleset: model.Ruleset, market: str) -> list[Reader]:
    """Every place where a market is asked, by itself or inside another, criteria first."""
    asking = {
        name for name, each in ruleset.markets.items() if market in {one.name for one in declared([each])}
    }
    found = [each for root in _roots(ruleset) for each in _readers(ruleset, *root, asking)]
    return sorted(dict.fromkeys(found), key=lambda each: each.criterion is None)


def _roots(ruleset: model.Ruleset) -> Iterator[tuple[int, int | None, model.Expression]]:
    for at, pillar in enumerate(ruleset.pillars):
        for number, criterion in enumerate(pillar.criteria):
            parts = (criterion.measure, criterion.needs, criterion.applies)
            yield from ((at, number, each) for each in parts if each is not None)
        yield from ((at, None, each.when) for each in pillar.adjustments)


def _readers(
    ruleset: model.Ruleset, pillar: int, criterion: int | None, root: model.Expression, asking: set[str]
) -> Iterator[Reader]:
    lets = {each.name: each.value for each in ruleset.lets}
    for node in walk(root, lets):
        match node:
            case model.InMarket(model.FactValue(fact), market) if market in asking:
                yield Reader(pillar, criterion, None, None, fact)
            case model.Aggregated(where=where) if where is not None:
                columns = (_column(each) for each in walk_row(where) if _asks(each, asking))
                yield from (Reader(pillar, criterion, node, each, None) for each in columns if each)
            case _:
                pass


def _asks(node: model.Expression, asking: set[str]) -> bool:
    return isinstance(node, model.InMarket) and node.market in asking


def _column(node: model.Expression) -> str | None:
    """The column that holds the text, the first one of ``first else second``."""
    text = node.text if isinstance(node, model.InMarket) else node
    while isinstance(text, model.Otherwise):
        text = text.value
    return text.column if isinstance(text, model.ColumnValue) else None
