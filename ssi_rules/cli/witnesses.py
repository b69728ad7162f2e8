"""Members who show something, as lines that can be pasted into a test."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssi_rules.formatting import format_text
from ssi_rules.model import GivenRows, Test
from ssi_rules.ruletest.generate.write import given_lines
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ssi_rules.model import Catalogue
    from ssi_rules.proving.findings import Witness
    from ssi_rules.sources.dataset import Member, Rows

_NOWHERE = Span(Source("", ""), 0, 0)


def shown(witnesses: Sequence[Witness], catalogue: Catalogue) -> str:
    """What each shows and what is given of it, one below the other; of a later one only what is new, where that is little."""
    return "\n".join(line for lines in _told(witnesses, catalogue) for line in lines)


def _told(witnesses: Sequence[Witness], catalogue: Catalogue) -> Iterator[list[str]]:
    before: list[str] = []
    for each in witnesses:
        given = given_block(each.member, each.as_of, catalogue)
        new = [line for line in given if line not in before]
        if before and _are_alike(before, given):
            yield [f"{each.says}: the same, but", *_indented(new)] if new else [each.says]
        else:
            yield [f"{each.says}:", *_indented(given)] if given else [f"{each.says}, with nothing given"]
        before = given


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _are_alike(first: list[str], second: list[str]) -> bool:
    """Whether two differ in one or two facts of several, or the second lacks some, so that a few lines tell it."""
    if _tables(first) != _tables(second):
        return False
    return set(second) <= set(first) or (len(first) == len(second) and len(set(first) & set(second)) > 0)


def _tables(given: list[str]) -> list[str]:
    start = next((number for number, line in enumerate(given) if line.endswith("{")), len(given))
    return given[start:]


def given_block(member: Member, as_of: date | None, catalogue: Catalogue) -> list[str]:
    """What is given of a member, as a test's block writes it; laid out, without the block's own indent."""
    facts = tuple((name, member.facts[name]) for name in catalogue.facts if name in member.facts)
    tables = tuple((name, _rows(member.tables[name])) for name in catalogue.tables if name in member.tables)
    given = given_lines(Test("", as_of, facts, tables, (), _NOWHERE), catalogue)
    text = format_text(Source("witness_test.ssi", "\n".join(['test "" {', *given, "}"]) + "\n"))
    return [line[2:] for line in text.splitlines()[1:-1] if line.strip()]


def _rows(rows: Rows) -> tuple[GivenRows, ...]:
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
