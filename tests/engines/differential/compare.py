"""One engine held against the reference engine, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.engines.wide import wide_columns
from tests.engines.differential.engines import REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from tests.engines.differential.engines import Engine
    from tests.engines.differential.group import Group


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is not what the reference engine says, or a member who is not there, or a query that fails.

    Attributes:
        member: Of whom; None where nobody could be scored.
        column: Which value.
    """

    member: str | None
    column: str
    expected: object
    found: object

    def __str__(self) -> str:
        """What a person wants to know first."""
        return f"member {self.member}, {self.column}: {self.expected!r} expected, {self.found!r} found"


def differences(
    engine: Engine, ruleset: Ruleset, group: Group, detail: Detail, reference: Engine = REFERENCE
) -> list[Difference]:
    """All values in which an engine differs from the one that it must equal."""
    expected = reference.rows(ruleset, group, detail)
    try:
        found = engine.rows(ruleset, group, detail)
    except Exception as fault:  # noqa: BLE001 - whatever an engine raises on data it must take is a finding
        return [Difference(None, "the query", "rows", f"{type(fault).__name__}: {fault}")]
    rows = {each[0]: each for each in found}
    if len(found) != len(expected) or rows.keys() != {each[0] for each in expected}:
        return [Difference(None, "the members", len(expected), [each[0] for each in found])]
    names = [each.name for each in wide_columns(ruleset, detail)]
    return [each for row in expected for each in _between(names, row, rows[row[0]])]


def _between(
    names: list[str], expected: tuple[object, ...], found: tuple[object, ...]
) -> Iterator[Difference]:
    for name, one, other in zip(names, expected, found, strict=True):
        if type(one) is not type(other) or one != other:
            yield Difference(str(expected[0]), name, one, other)
