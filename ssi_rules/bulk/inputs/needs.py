"""What a ruleset reads of its data: the rest is not looked at, so that reading costs what scoring needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.reading import aggregates_of, roots
from ssi_rules.engines.walk import children, other_columns, walk
from ssi_rules.language.types import Type
from ssi_rules.model import Aggregated, ColumnValue, FactValue, InMarket

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.model import Expression, Ruleset


@dataclass(frozen=True, slots=True)
class Needs:
    """What a score depends on.

    Attributes:
        facts: Facts that are read.
        tables: Tables that are read, and the columns read of each.
        matched: Texts that only markets look at, as table (None for facts) and name: a market answers for a blank text
            what it answers for none, so that blanks need not be told from nothing.
    """

    facts: frozenset[str]
    tables: Mapping[str, frozenset[str]]
    matched: frozenset[tuple[str | None, str]] = frozenset()


def needs_of(ruleset: Ruleset, *, blanks: bool = True) -> Needs:
    """What a ruleset reads.

    Args:
        ruleset: It.
        blanks: Whether blank texts are to be told from others even where only markets look at them.
    """
    tables = {each.table: set[str]() for each in aggregates_of(ruleset)}
    facts: set[str] = set()
    for table, name in _read(ruleset):
        (facts if table is None else tables[table]).add(name)
    for table, columns in tables.items():
        dated = ruleset.catalogue.tables[table].dated
        columns.update([dated] if dated else [])
    texts = {(table, name) for table, names in ((None, facts), *tables.items()) for name in names}
    return Needs(
        frozenset(facts),
        {table: frozenset(names) for table, names in tables.items()},
        frozenset() if blanks else frozenset(texts.difference(_compared(ruleset))),
    )


def _expressions(ruleset: Ruleset) -> Iterator[Expression]:
    """Every node that a score depends on, through lets and the conditions of aggregates."""
    lets = {each.name: each.value for each in ruleset.lets}
    conditions = [each.where for each in aggregates_of(ruleset) if each.where is not None]
    for root in (*roots(ruleset), *conditions):
        yield from walk(root, lets)


def _read(ruleset: Ruleset) -> Iterator[tuple[str | None, str]]:
    """Facts, and columns with their tables."""
    for node in _expressions(ruleset):
        match node:
            case FactValue(fact):
                yield None, fact
            case ColumnValue(table, column):
                yield table, column
            case InMarket(table=table) if table is not None:
                yield from ((table, name) for name in _beside(ruleset, node, table))
            case _:
                pass
    yield from ((each.table, each.column) for each in aggregates_of(ruleset) if each.column is not None)


def _beside(ruleset: Ruleset, node: InMarket, table: str) -> Iterator[str]:
    """The columns that a market reads beside the text it is asked of."""
    declared = {column.name for column in ruleset.catalogue.tables[table].columns}
    yield from (name for name in other_columns(ruleset.markets[node.market]) if name in declared)


def _compared(ruleset: Ruleset) -> Iterator[tuple[str | None, str]]:
    """Texts that something else than a market looks at."""
    lets = {each.name: each.value for each in ruleset.lets}
    conditions = [each.where for each in aggregates_of(ruleset) if each.where is not None]
    for root in (*roots(ruleset), *conditions, *lets.values()):
        yield from _outside_markets(root)
    yield from ((each.table, each.column) for each in aggregates_of(ruleset) if each.column is not None)


def _outside_markets(node: Expression) -> Iterator[tuple[str | None, str]]:
    match node:
        case InMarket(text=FactValue() | ColumnValue()) | Aggregated():
            return
        case FactValue(fact, type_):
            yield from [(None, fact)] if type_ is Type.TEXT else []
        case ColumnValue(table, column, type_):
            yield from [(table, column)] if type_ is Type.TEXT else []
        case _:
            for child in children(node):
                yield from _outside_markets(child)
