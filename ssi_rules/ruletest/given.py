"""What is given of a member, as a test's block writes it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.formatting import format_text
from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type
from ssi_rules.model import GivenRows, Test
from ssi_rules.syntax.printer.expressions import quoted
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, Table
    from ssi_rules.sources.dataset import Member, Rows

_NOWHERE = Span(Source("", ""), 0, 0)


def given_block(member: Member, as_of: date | None, catalogue: Catalogue) -> list[str]:
    """What is given of a member, as a test's block writes it; laid out, without the block's own indent."""
    facts = tuple((name, member.facts[name]) for name in catalogue.facts if name in member.facts)
    tables = tuple((name, _kinds(member.tables[name])) for name in catalogue.tables if name in member.tables)
    given = given_lines(Test("", as_of, facts, tables, (), _NOWHERE), catalogue)
    text = format_text(Source("witness_test.ssi", "\n".join(['test "" {', *given, "}"]) + "\n"))
    return [line[2:] for line in text.split("\n")[1:-2] if line.strip()]


def _kinds(rows: Rows) -> tuple[GivenRows, ...]:
    """Equal rows together, in the order in which they come."""
    names = tuple(rows.columns)
    columns = [rows.columns[name] for name in names]
    counts = Counter(zip(*columns, strict=True)) if names else Counter({(): rows.count})
    return tuple(
        GivenRows(
            count, tuple((name, cell) for name, cell in zip(names, row, strict=True) if cell is not None)
        )
        for row, count in counts.items()
        if count
    )


def given_lines(given: Test, catalogue: Catalogue) -> Iterator[str]:
    """What a test gives, as lines of its block; not laid out yet."""
    if given.as_of is not None:
        yield f"as of {given.as_of.isoformat()}"
    yield from (
        f"given {name} = {_literal(value, catalogue.facts[name].type)}" for name, value in given.facts
    )
    for name, rows in given.tables:
        yield f"given {name} {{"
        yield from (_rows(each, catalogue.tables[name]) for each in rows)
        yield "}"


def _rows(rows: GivenRows, table: Table) -> str:
    types = {each.name: each.type for each in table.columns}
    cells = ", ".join(f"{column} = {_literal(value, types[column])}" for column, value in rows.cells)
    return f"{rows.count} of {{ {cells} }}" if cells else f"{rows.count} of {{ }}"


def _literal(value: Value, kind: Type) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return quoted(value)
        case date():
            return value.isoformat()
        case _:
            return format_percent(value) if kind is Type.PERCENT else format_number(value)
