"""What the values of a ruleset can be, asked of the checker's own intervals.

An interval may be too wide, never too narrow: where it rules out every value that would tell a mutant from its original,
the two are equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.checking.ranges import Ranges
from ssi_rules.diagnostics import Problems
from ssi_rules.syntax import ast
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset, Table

_NOWHERE = Span(Source("", ""), 0, 0)


def ranges_of(ruleset: Ruleset) -> Ranges:
    """What each expression of a checked ruleset can come to."""
    lets = {each.name: each.value for each in ruleset.lets}
    tables = {name: _declared(each) for name, each in ruleset.catalogue.tables.items()}
    ranges = Ranges(lets, tables, Problems())
    ranges.prepare(set(lets))
    return ranges


def _declared(table: Table) -> ast.TableDeclaration:
    """The checker knows tables as they are declared; of the tree only names and types are asked."""
    columns = tuple(
        ast.ColumnDeclaration(
            name=ast.Name(text=each.name, span=_NOWHERE), type=each.type, title=None, span=_NOWHERE
        )
        for each in table.columns
    )
    name = ast.Name(text=table.name, span=_NOWHERE)
    return ast.TableDeclaration(name=name, dated=None, title=None, columns=columns, span=_NOWHERE)
