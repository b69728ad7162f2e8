"""What an unknown value is for want of: the facts, tables, columns and empty selections at its leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ssi_rules.engines.reference.explain.trusted import trusted
from ssi_rules.engines.walk import children, outside_row, row_columns
from ssi_rules.engines.wording import window_words, words
from ssi_rules.model import (
    Aggregated,
    Calculation,
    Compared,
    Constant,
    Expression,
    FactValue,
    Function,
    LetValue,
    Not,
    Operator,
    Ruleset,
)
from ssi_rules.scorecard import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.engines.reference.explain.record import Record
    from ssi_rules.engines.reference.generate import Layout
    from ssi_rules.model import Fact, Table
    from ssi_rules.sources.dataset import Missing, Rows

NOT_GIVEN = "the data does not give it"

REMEMBERED = 256
"""Of how many wants one line of a scorecard remembers how they are told."""


class Gap(NamedTuple):
    """Something that was asked for and is not known: a fact, a table, ``table.column`` or what comes of them, and why."""

    name: str
    title: str
    reason: str
    origin: str | None


def told(gaps: tuple[Gap, ...]) -> tuple[Unknown, ...]:
    """What is not known as the document lists it."""
    return tuple(trusted(Unknown, each._asdict()) for each in gaps)


_Facts: TypeAlias = tuple[tuple[int, Gap], ...]
"""Where the record has each of some facts, and what is told of it where the data says no reason."""


@dataclass(frozen=True)
class Unknowns:
    """Finds what is responsible for an unknown value."""

    ruleset: Ruleset
    lets: Mapping[str, Expression]
    layout: Layout
    _known: dict[int, tuple[Expression, _Facts | None]] = field(default_factory=dict)

    def behind(self, node: Expression, record: Record) -> tuple[Gap, ...]:
        """Every leaf responsible for an unknown node, each once."""
        facts = self._facts_behind(node)
        if facts is not None:
            values, missing = record.values, record.member.missing
            gaps = [gap for slot, gap in facts if values[slot] is None]
            return tuple(gaps if not missing else [_because(each, missing.get(each.name)) for each in gaps])
        found: dict[str, Gap] = {}
        for each in self._leaves(node, record):
            found.setdefault(each.name, each)
        return tuple(found.values())

    def is_lone(self, node: Expression) -> bool:
        """Whether only one fact can be responsible."""
        facts = self._facts_behind(node)
        return facts is not None and len(facts) == 1

    def _facts_behind(self, node: Expression) -> _Facts | None:
        """Facts each of which is responsible where it is unknown, if nothing else can be; remembered by the node's identity."""
        found = self._known.get(id(node))
        if found is None:
            names = _facts(node, self.lets)
            facts = None if names is None else tuple(map(self._fact, names))
            found = self._known[id(node)] = node, facts
        return found[1]

    def _fact(self, node: FactValue) -> tuple[int, Gap]:
        declared = self.ruleset.catalogue.facts[node.fact]
        return self.layout.slot(node), _gap(declared.name, declared.title, NOT_GIVEN, None)

    def _leaves(self, root: Expression, record: Record) -> Iterator[Gap]:
        """Leaves in the order written; every node is looked at once, with the name it first goes by."""
        waiting: list[tuple[Expression, str | None]] = [(root, None)]
        seen = set[int]()
        while waiting:
            node, let = waiting.pop()
            if id(node) in seen or record.value(node) is not None:
                continue
            seen.add(id(node))
            match node:
                case FactValue():
                    yield _absent(self.ruleset.catalogue.facts[node.fact], record)
                case LetValue():
                    waiting.append((self.lets[node.name], node.name))
                case Aggregated():
                    yield from self._rows(node, record, let)
                case _:
                    below = [each for each in children(node) if record.value(each) is None]
                    waiting.extend((each, None) for each in reversed(below))
                    yield from () if below else _idle(node, let)

    def _rows(self, node: Aggregated, record: Record, let: str | None) -> Iterator[Gap]:
        rows = record.member.tables.get(node.table)
        if rows is None:
            yield _absent(self.ruleset.catalogue.tables[node.table], record)
        elif record.left_out(node):
            yield from self._cells(node, rows, record)
        else:
            yield _computed(node, let, _no_rows(node, rows), rows.origin)

    def _cells(self, node: Aggregated, rows: Rows, record: Record) -> Iterator[Gap]:
        """Rows there are, but something that each of them is asked for is unknown."""
        shared = [] if node.where is None else outside_row(node.where)
        outside = [leaf for part in shared for leaf in self._leaves(part, record)]
        read = [] if node.where is None else list(row_columns(node.where))
        names = dict.fromkeys([*read, *([node.column] if node.column else [])])
        empty = [name for name in names if all(cell is None for cell in rows.columns.get(name, ()))]
        columns = empty or ([] if outside else names)
        yield from outside
        yield from (_column(self.ruleset, node.table, name, rows) for name in columns)


def _facts(node: Expression, lets: Mapping[str, Expression]) -> tuple[FactValue, ...] | None:
    """The facts of an expression that is unknown as soon as one of them is, and never else."""
    match node:
        case FactValue():
            return (node,)
        case Constant():
            return ()
        case LetValue(name):
            return _facts(lets[name], lets)
        case Calculation(Operator.ADD | Operator.SUBTRACT | Operator.MULTIPLY) | Compared() | Not():
            sides = [_facts(each, lets) for each in children(node)]
            facts = {each.fact: each for side in sides for each in side or ()}
            return None if None in sides else tuple(facts.values())
        case _:
            return None


def _absent(declared: Fact | Table, record: Record) -> Gap:
    gap = _gap(declared.name, declared.title, NOT_GIVEN, None)
    return _because(gap, record.member.missing.get(declared.name))


def _because(gap: Gap, missing: Missing | None) -> Gap:
    return gap if missing is None else gap._replace(reason=missing.reason, origin=missing.origin)


def _column(ruleset: Ruleset, table: str, column: str, rows: Rows) -> Gap:
    missing = rows.missing.get(column)
    title = f"{ruleset.catalogue.tables[table].title}: {column}"
    reason = missing.reason if missing else "unknown in every row that counts"
    return _gap(f"{table}.{column}", title, reason, missing.origin if missing else rows.origin)


def _idle(node: Expression, let: str | None) -> Iterator[Gap]:
    """A quotient of known values is unknown for one reason only."""
    if isinstance(node, Calculation) and node.operator is Operator.DIVIDE:
        yield _computed(node, let, f"no activity: {words(node.right)} is 0", None)


def _computed(node: Expression, let: str | None, reason: str, origin: str | None) -> Gap:
    name = let or words(node)
    return _gap(name, name, reason, origin)


def _no_rows(node: Aggregated, rows: Rows) -> str:
    if not rows.count:
        return f"no rows: {node.table} is empty"
    selection = [] if node.window is None else [window_words(node.window)]
    if node.where is not None and node.function is not Function.SHARE:
        selection.append(f"where {words(node.where)}")
    return " ".join([f"no rows: none of {node.table}", *selection]) if selection else "no rows that count"


def _gap(name: str, title: str, reason: str, origin: str | None) -> Gap:
    return Gap(name, title or name, reason, origin)
