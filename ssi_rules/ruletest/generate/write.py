"""Proposed tests as a rule file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.formatting import format_text
from ssi_rules.language.numbers import format_number, format_percent
from ssi_rules.language.types import Type
from ssi_rules.syntax.printer.expressions import quoted
from ssi_rules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.language.types import Value
    from ssi_rules.model import Catalogue, GivenRows, Ruleset, Table, Test
    from ssi_rules.ruletest.generate.propose import Proposal

_HEADING = """\
# Proposed by `ssi test --generate` for what no test tried. What each test expects was filled in by the rules as they are
# now: review every number, mend the rules where one is wrong, and take this comment away.
"""


def written(ruleset: Ruleset, proposals: Iterable[Proposal], tested: str) -> str:
    """The text of a test file, in the house's layout.

    Args:
        ruleset: What is tested.
        proposals: Its new tests.
        tested: Path of its file, as the test file is to name it.
    """
    tests = "\n".join("\n".join(_test(each, ruleset.catalogue)) for each in proposals)
    return format_text(Source("proposed_test.ssi", f"{_HEADING}\nuse {quoted(tested)}\n\n{tests}\n"))


def _test(proposal: Proposal, catalogue: Catalogue) -> Iterator[str]:
    yield f"\ntest {quoted(proposal.title)} {{"
    yield from given_lines(proposal.given, catalogue)
    yield from proposal.expectations
    yield "}"


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
