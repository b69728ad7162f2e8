"""What a name means in a file's own text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking import problems_names as say
from ssi_rules.checking.draft import Draft, Named, Space, Value
from ssi_rules.checking.expressions import column_of
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.codes import Code
    from ssi_rules.diagnostics import Diagnostic, Problems
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Scope:
    """Looks names up among what stands at the end of a file, and reports those that mean nothing there.

    A name that may stand in a text that could not be read is passed over in silence.
    """

    draft: Draft
    problems: Problems

    def visible(self, space: Space) -> dict[str, Named]:
        """What this file's text may name."""
        held = self.draft.held(space)
        return {name: held[name] for name in self.draft.visible(space)}

    def values(self, *kinds: type[Value]) -> dict[str, Named]:
        """The visible facts, tables or lets."""
        return {name: each for name, each in self.visible(Space.VALUE).items() if isinstance(each, kinds)}

    def reference(self, reference: ast.Reference, row: ast.Aggregate | None) -> None:
        """Check a name in an expression: a column of the row at hand before facts and lets."""
        table = self._table_at_hand(row)
        if row is not None and table is None:
            return  # the table is at fault, and has been told
        standing = self.draft.values.get(reference.name)
        if table is not None and column_of(table, reference.name):
            if standing is not None and (Space.VALUE, reference.name) not in self.draft.hidden:
                self.problems.add(say.shadowing(reference.name, reference.span, table, standing))
            return
        match standing:
            case None:
                self._unknown_reference(reference, table)
            case ast.TableDeclaration():
                self.problems.add(say.table_as_value(reference.name, reference.span, standing))
            case _:
                self._seen(Space.VALUE, reference.name, reference.span, standing)

    def _table_at_hand(self, row: ast.Aggregate | None) -> ast.TableDeclaration | None:
        table = None if row is None else self.draft.values.get(row.table.text)
        return table if isinstance(table, ast.TableDeclaration) else None

    def _unknown_reference(self, reference: ast.Reference, row: ast.TableDeclaration | None) -> None:
        name, span = reference.name, reference.span
        market = self.draft.markets.get(name)
        if market is not None:
            self.problems.add(say.market_as_value(name, span, market))
            return
        holder = next((each for each in self.draft.tables.values() if column_of(each, name)), None)
        if holder is not None and row is None:
            self.problems.add(say.column_outside_where(name, span, holder))
            return
        known = self.values(ast.FactDeclaration, ast.Let)
        self._unknown(Space.VALUE, name, span, say.unknown_name(name, span, known, row), codes.UNKNOWN_NAME)

    def table(self, name: ast.Name) -> ast.TableDeclaration | None:
        """The table of that name, or a report that there is none."""
        standing = self.draft.values.get(name.text)
        match standing:
            case None:
                known = self.values(ast.TableDeclaration)
                self._unknown(
                    Space.VALUE, name.text, name.span, say.unknown_table(name, known), codes.UNKNOWN_TABLE
                )
                return None
            case ast.TableDeclaration():
                self._seen(Space.VALUE, name.text, name.span, standing)
                return standing
            case _:
                self.problems.add(say.value_as_table(name, standing))
                return None

    def fact(self, name: ast.Name, rows: str) -> None:
        """Check the name of a fact that a test gives or an action changes; ``rows`` is what to write for a table."""
        standing = self.draft.values.get(name.text)
        match standing:
            case None:
                known = self.values(ast.FactDeclaration)
                self._unknown(
                    Space.VALUE, name.text, name.span, say.unknown_fact(name, known), codes.UNKNOWN_NAME
                )
            case ast.FactDeclaration():
                self._seen(Space.VALUE, name.text, name.span, standing)
            case _:
                self.problems.add(say.not_a_fact(name, standing, rows))

    def column(self, table: ast.TableDeclaration, name: ast.Name) -> None:
        """Check that a table has a column."""
        if column_of(table, name.text) is None and not self.draft.may_declare(name.text):
            self.problems.add(say.unknown_column(name, table))

    def market(self, name: ast.Name) -> None:
        """Check the name of a market."""
        standing = self.draft.markets.get(name.text)
        value = self.draft.values.get(name.text)
        if standing is not None:
            self._seen(Space.MARKET, name.text, name.span, standing)
        elif value is not None:
            self.problems.add(say.value_as_market(name, value))
        else:
            known = self.visible(Space.MARKET)
            self._unknown(
                Space.MARKET, name.text, name.span, say.unknown_market(name, known), codes.UNKNOWN_MARKET
            )

    def _unknown(self, space: Space, name: str, span: Span, otherwise: Diagnostic, code: Code) -> None:
        """Report a name that means nothing here, unless nobody can know that."""
        removed = self.draft.removed.get((space, name))
        if removed is not None:
            self.problems.add(say.removed_name(name, span, removed, code))
        elif not self.draft.may_declare(name):
            self.problems.add(otherwise)

    def _seen(self, space: Space, name: str, span: Span, standing: Named) -> None:
        """Report a name that is there, but not for this file's text."""
        if (space, name) in self.draft.hidden:
            self.problems.add(say.not_visible(name, span, standing))
