"""What a name stands for where a file says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.checking.draft import Draft, Named, Space
from ssi_rules.checking.expressions import column_of
from ssi_rules.lsp.index import Kind, Thing
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.checking.flat import FlatPillar

_OF_VALUES = {
    ast.FactDeclaration: Kind.FACT,
    ast.TableDeclaration: Kind.TABLE,
    ast.Let: Kind.LET,
}
_OF_SPACES = {
    Space.MARKET: Kind.MARKET,
    Space.PILLAR: Kind.PILLAR,
    Space.LEVEL: Kind.LEVEL,
    Space.ACTION: Kind.ACTION,
}
_REMOVABLE = (Space.PILLAR, Space.LEVEL, Space.VALUE, Space.MARKET, Space.ACTION)
_CHANGEABLE = (Space.PILLAR, Space.LEVEL, Space.ACTION)


@dataclass(frozen=True, slots=True)
class Meanings:
    """Looks names up among what stands at the end of a file; what a change is about, among what stood before it too."""

    draft: Draft
    before: Draft | None

    def named(self, space: Space, name: str) -> Thing | None:
        """What was first declared under a name, whatever has been changed since."""
        for draft in self._drafts():
            node = draft.declared.get((space, name)) or draft.held(space).get(name)
            if node is not None:
                return thing_of(space, node)
        return None

    def value(self, name: str) -> Thing | None:
        """A fact, a table or a let."""
        return self.named(Space.VALUE, name)

    def column(self, table: str, name: str) -> Thing | None:
        """A column of a table."""
        declared = self.table(table)
        column = column_of(declared, name)
        return None if column is None else Thing(Kind.COLUMN, name, column.name.span, table)

    def table(self, name: str) -> ast.TableDeclaration | None:
        """A table as declared."""
        found = (draft.values.get(name) for draft in self._drafts())
        return next((each for each in found if isinstance(each, ast.TableDeclaration)), None)

    def criterion(self, pillar: str, name: str, *, earlier: bool = False) -> Thing | None:
        """A criterion of a pillar; ``earlier`` asks first for the one that stood before the file."""
        drafts = reversed(self._drafts()) if earlier else self._drafts()
        found = (_criterion(draft.pillars.get(pillar), name) for draft in drafts)
        return next((each for each in found if each is not None), None)

    def changeable(self, name: str) -> Thing | None:
        """What ``change NAME { … }`` is about."""
        return self._earliest(_CHANGEABLE, name)

    def removable(self, name: str) -> Thing | None:
        """What ``remove NAME`` takes."""
        return self._earliest(_REMOVABLE, name)

    def _earliest(self, spaces: tuple[Space, ...], name: str) -> Thing | None:
        for draft in reversed(self._drafts()):
            for space in spaces:
                node = draft.declared.get((space, name)) or draft.held(space).get(name)
                if node is not None and not isinstance(node, ast.FactDeclaration | ast.TableDeclaration):
                    return thing_of(space, node)
        return None

    def _drafts(self) -> tuple[Draft, ...]:
        return (self.draft,) if self.before is None else (self.draft, self.before)


def thing_of(space: Space, node: Named) -> Thing:
    """The thing that a declaration declares."""
    kind = _OF_VALUES[type(node)] if space is Space.VALUE else _OF_SPACES[space]
    return Thing(kind, node.name.text, node.name.span)


def _criterion(pillar: FlatPillar | None, name: str) -> Thing | None:
    criteria = () if pillar is None else pillar.criteria
    found = next((each for each in criteria if each.name.text == name), None)
    return (
        None
        if found is None or pillar is None
        else Thing(Kind.CRITERION, name, found.name.span, pillar.name.text)
    )
