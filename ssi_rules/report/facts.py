"""What is known of members, for a terminal and as a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO, assert_never

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ssi_rules.report import words
from ssi_rules.report.inert import inert
from ssi_rules.sources.facts import Cells, Flags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rich.console import Console

    from ssi_rules.model import Catalogue, Fact
    from ssi_rules.sources.facts import MemberFacts, TableFacts


def write_facts(members: Iterable[MemberFacts], notices: Callable[[], Sequence[str]], stream: TextIO) -> None:
    """Write the ``ssi.facts/1`` document, a line per member.

    Args:
        members: Taken one at a time.
        notices: Asked after the last member, when all has been read.
        stream: Where to.
    """
    stream.write('{"schema":"ssi.facts/1","members":[')
    stream.writelines(f"{',' if at else ''}\n{each.model_dump_json()}" for at, each in enumerate(members))
    stream.write(f'\n],"notices":{json.dumps(list(notices()), ensure_ascii=False)}}}\n')


def print_facts(members: Iterable[MemberFacts], catalogue: Catalogue, console: Console) -> None:
    """Print each member's facts with their origin, and the tables with what their columns say."""
    for each in members:
        console.print(Text(_heading(each), "bold"), highlight=False)
        console.print(Padding(_facts(each, catalogue), (0, 0, 1, 2), expand=False), highlight=False)
        console.print(Padding(_tables(each), (0, 0, 1, 2), expand=False), highlight=False)


def _heading(member: MemberFacts) -> str:
    name = member.labels.get("name")
    day = f", as of {words.day(member.as_of)}" if member.as_of else ""
    known = name and name != member.member_id
    return f"{inert(f'{name} ({member.member_id})' if known else member.member_id)}{day}"


def _facts(member: MemberFacts, catalogue: Catalogue) -> Table:
    table = _columns("Fact", "Value", "From, or why not")
    for name, fact in catalogue.facts.items():
        known = member.facts.get(name) is not None
        style = "" if known else "dim"
        where = member.origins.get(name, "") if known else _why(name, member)
        table.add_row(Text(name, style), Text(_value(member, fact), style), Text(inert(where), style))
    return table


def _why(name: str, member: MemberFacts) -> str:
    origin = member.origins.get(name)
    return f"{member.missing.get(name, '')}{f' ({origin})' if origin else ''}"


def _value(member: MemberFacts, fact: Fact) -> str:
    match member.facts.get(fact.name):
        case None:
            return "not known"
        case bool() as flag:
            return words.amount(flag, "flag")
        case int() | float() as number:
            return words.amount(words.decimal(number), fact.type.value)
        case str() as text:
            return inert(text)


def _tables(member: MemberFacts) -> Table:
    table = _columns("Table", "Rows", "Columns, or why not")
    for name, facts in member.tables.items():
        style = "" if facts.provided else "dim"
        rows = str(facts.rows) if facts.provided else "not given"
        told = _told(facts) if facts.provided else [_why(name, member)]
        table.add_row(Text(name, style), Text(rows, style), Text("\n".join(map(inert, told)), style))
    return table


def _told(table: TableFacts) -> Iterator[str]:
    for name, cells in table.columns.items():
        why = f" ({table.missing[name]})" if name in table.missing else ""
        yield f"{name}: {_coverage(cells)}{why}"
    if table.origin:
        yield f"from {table.origin}"
    yield from table.notes


def _coverage(cells: Flags | Cells) -> str:
    match cells:
        case Flags(yes=yes, no=no, unknown=unknown):
            parts = [f"{yes} yes", f"{no} no"]
        case Cells(known=known, unknown=unknown):
            parts = [f"{known} known"]
        case _:
            assert_never(cells)
    return ", ".join([*parts, *([f"{unknown} unknown"] if unknown else [])])


def _columns(*titles: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    for title in titles:
        table.add_column(title, overflow="fold")
    return table
