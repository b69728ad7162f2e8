"""One hash for what is read of a member: equal facts, rows and day give an equal hash, in whatever order rows stand."""

from __future__ import annotations

from hashlib import sha256
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ssi_rules.model import Table
    from ssi_rules.sources.dataset import Member, Rows

_VERSION = "ssi-rules data 1"
"""Changes whenever equal data would get another hash than before."""


def data_fingerprint(member: Member, tables: Sequence[Table], as_of: date | None) -> str:
    """``sha256:`` and the hash of the member's known facts, the rows of the tables, and the day.

    Args:
        member: Whose data it is; id, labels and where things came from take no part.
        tables: Those that are read; one that is not provided differs from one without rows.
        as_of: The day to look from.
    """
    lines = (_VERSION, repr(as_of), *_facts(member), *_tables(member.tables, tables))
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    return f"sha256:{sha256(text).hexdigest()}"


def _facts(member: Member) -> Iterator[str]:
    yield from (f"fact {name} {value!r}" for name, value in sorted(member.facts.items()))


def _tables(provided: Mapping[str, Rows], tables: Sequence[Table]) -> Iterator[str]:
    for table in sorted(tables, key=lambda each: each.name):
        if table.name in provided:
            yield f"table {table.name}"
            yield from sorted(_rows(provided[table.name], table))


def _rows(rows: Rows, table: Table) -> Iterator[str]:
    """Each row in declared column order; ``repr`` keeps kinds of values apart and line breaks out."""
    columns = (rows.columns.get(column.name, repeat(None, rows.count)) for column in table.columns)
    return map(repr, zip(*columns, strict=True)) if table.columns else iter([str(rows.count)])
