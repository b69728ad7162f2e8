"""What the values of a ruleset can be, asked of the checker's own intervals.

An interval may be too wide, never too narrow: where it rules out every value that would tell a mutant from its original,
the two are equal. Facts and cells are taken not to be below 0, though the language lets them: nobody has sent less than no
post, and no test should have to say so. Whatever subtracts, or names a number below 0, can still be.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ssi_rules import model
from ssi_rules.checking.ranges import Ranges
from ssi_rules.checking.reading import walk
from ssi_rules.diagnostics import Problems
from ssi_rules.syntax import ast
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from ssi_rules.checking.intervals import Interval
    from ssi_rules.model import Expression, Ruleset, Table

_NOWHERE = Span(Source("", ""), 0, 0)


def ranges_of(ruleset: Ruleset) -> Ranges:
    """What each expression of a checked ruleset can come to."""
    lets = {each.name: each.value for each in ruleset.lets}
    tables = {name: _declared(each) for name, each in ruleset.catalogue.tables.items()}
    ranges = Ranges(lets, tables, Problems())
    ranges.prepare(set(lets))
    return ranges


def plausible(node: Expression, ranges: Ranges) -> Interval:
    """What a number, a day or a text can be, of facts and cells that are not below 0."""
    interval = ranges.interval(node)
    if not node.type.is_numeric or interval.low >= 0 or _goes_below(node, ranges):
        return interval
    return replace(interval, low=0)


def _goes_below(node: Expression, ranges: Ranges) -> bool:
    lets = {name: value for name, value in ranges.lets.items() if value.type.is_numeric}
    pending, seen = [node], set[str]()
    while pending:
        for each in walk(pending.pop()):
            match each:
                case model.Calculation(model.Operator.SUBTRACT):
                    return True
                case model.Constant(int(value)) if value < 0:
                    return True
                case model.LetValue(name) if name in lets and name not in seen:
                    seen.add(name)
                    pending.append(lets[name])
                case _:
                    pass
    return False


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
