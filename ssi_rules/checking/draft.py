"""A ruleset while it is being put together: names come in, are changed and go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.checking.flat import Flat, FlatPillar
from ssi_rules.suggest import nearest
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ssi_rules.checking.units import Unit
    from ssi_rules.text import Span

Value: TypeAlias = ast.FactDeclaration | ast.TableDeclaration | ast.Let
"""What shares the namespace of facts, tables and lets."""

Named: TypeAlias = Value | ast.Market | FlatPillar | ast.Level | ast.Action


class Space(Enum):
    """The namespaces; criteria have one in each pillar."""

    VALUE = "value"
    MARKET = "market"
    PILLAR = "pillar"
    LEVEL = "level"
    ACTION = "action"
    CRITERION = "criterion"


def space_of(node: Named) -> Space:
    """The namespace that a declaration's name belongs to."""
    match node:
        case ast.Market():
            return Space.MARKET
        case FlatPillar():
            return Space.PILLAR
        case ast.Level():
            return Space.LEVEL
        case ast.Action():
            return Space.ACTION
        case _:
            return Space.VALUE


@dataclass(slots=True, eq=False)
class Draft:
    """What stands at some place of a file.

    Attributes:
        declared: The node that first declared each name, whatever has been changed since.
        hidden: Names of files that only a used file uses: they are here, and this file's text may not say them.
        clashed: A declaration was left out because its name is taken, so that sums would mislead.
        removed: Where names were removed that nothing has taken since.
    """

    unit: Unit
    worth: ast.Points | None = None
    missing: ast.MissingPolicy | None = None
    values: dict[str, Value] = field(default_factory=dict)
    markets: dict[str, ast.Market] = field(default_factory=dict)
    pillars: dict[str, FlatPillar] = field(default_factory=dict)
    levels: dict[str, ast.Level] = field(default_factory=dict)
    actions: dict[str, ast.Action] = field(default_factory=dict)
    declared: dict[tuple[Space, str], Named] = field(default_factory=dict)
    hidden: dict[tuple[Space, str], Unit] = field(default_factory=dict)
    removed: dict[tuple[Space, str], Span] = field(default_factory=dict)
    clashed: bool = False

    def held(self, space: Space) -> Mapping[str, Named]:
        """What stands in a namespace; criteria stand in their pillars."""
        match space:
            case Space.VALUE:
                return self.values
            case Space.MARKET:
                return self.markets
            case Space.PILLAR:
                return self.pillars
            case Space.LEVEL:
                return self.levels
            case Space.ACTION:
                return self.actions
            case Space.CRITERION:
                return {}

    def put(self, node: Named) -> None:
        """Let a declaration stand under its name."""
        name = node.name.text
        match node:
            case ast.Market():
                self.markets[name] = node
            case FlatPillar():
                self.pillars[name] = node
            case ast.Level():
                self.levels[name] = node
            case ast.Action():
                self.actions[name] = node
            case _:
                self.values[name] = node
        self.removed.pop((space_of(node), name), None)

    def take(self, node: Named, where: Span) -> None:
        """Remove a declaration, and remember where that was asked for."""
        space, name = space_of(node), node.name.text
        match node:
            case ast.Market():
                del self.markets[name]
            case FlatPillar():
                del self.pillars[name]
            case ast.Level():
                del self.levels[name]
            case ast.Action():
                del self.actions[name]
            case _:
                del self.values[name]
        self.declared.pop((space, name), None)
        self.removed[space, name] = where

    @property
    def tables(self) -> dict[str, ast.TableDeclaration]:
        """The tables by name."""
        return {name: each for name, each in self.values.items() if isinstance(each, ast.TableDeclaration)}

    @property
    def facts(self) -> dict[str, ast.FactDeclaration]:
        """The scalar facts by name."""
        return {name: each for name, each in self.values.items() if isinstance(each, ast.FactDeclaration)}

    @property
    def lets(self) -> dict[str, ast.Let]:
        """The lets by name."""
        return {name: each for name, each in self.values.items() if isinstance(each, ast.Let)}

    def may_declare(self, name: str) -> bool:
        """Whether a text that could not be read or found may hold this name, so that it is no fault to use it."""
        return any(unit.loose for unit in self.unit.inherits()) or any(
            _declares(unit, name) for unit in self.unit.closure()
        )

    @property
    def incomplete(self) -> bool:
        """Whether some text it draws on could not be read or found."""
        return any(unit.loose or unit.file.partial for unit in self.unit.closure())

    @property
    def sums_unsure(self) -> bool:
        """Whether a pillar, a change or a worth may stand in a text that could not be read or found."""
        return any(unit.file.sums_unsure or unit.base_lost for unit in self.unit.inherits())

    def visible(self, space: Space) -> Iterator[str]:
        """The names of a namespace that this file's text may say."""
        return (name for name in self.held(space) if (space, name) not in self.hidden)

    @property
    def header(self) -> ast.RulesetHeader | None:
        """The header of the file itself, or of the ruleset that a test file tests."""
        file = (self.unit.tested or self.unit).file
        return next((each for each in file.declarations if isinstance(each, ast.RulesetHeader)), None)

    @property
    def tests(self) -> tuple[ast.Test, ...]:
        """The file's own tests."""
        return tuple(each for each in self.unit.file.declarations if isinstance(each, ast.Test))

    @property
    def claims(self) -> tuple[ast.Claim, ...]:
        """The file's own claims."""
        return tuple(each for each in self.unit.file.declarations if isinstance(each, ast.Claim))

    def freeze(self, header: ast.RulesetHeader) -> Flat:
        """What stands now, for the passes that type and lower it."""
        ruled = self.unit.tested or self.unit
        return Flat(
            source=ruled.source,
            header=header,
            worth=self.worth,
            missing=self.missing,
            facts=self.facts,
            tables=self.tables,
            lets=self.lets,
            markets=dict(self.markets),
            pillars=tuple(self.pillars.values()),
            levels=tuple(self.levels.values()),
            actions=tuple(self.actions.values()),
            tests=self.tests,
            claims=self.claims,
            partial=self.sums_unsure or self.clashed,
            uses=tuple(each.unit.source.path for each in ruled.uses if each.unit is not None),
        )


_DECLARING = ("let", "market", "table", "pillar", "criterion", "level", "action")
_DECLARED = re.compile(
    r"""
      \#[^\n]* | "(?:[^"\\\n]|\\.)*"
    | \b (?i: change | remove | in ) [ \t]+ (?: \w+ [ \t]+ )? \w+
    | ^ \w+ [ \t]+ (?P<begun> \w+ ) (?= \s* ["={] )
    | \b (?P<word> [^\W\d]\w* ) (?= [ \t]+ (?P<name> \w+ ) | [ \t]* : )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""What a text says that declares something: ``market name`` or ``name :``; what changes something declares nothing."""


def _declares(unit: Unit, name: str) -> bool:
    """Whether a partly readable text seems to declare a name that its readable part does not."""
    return unit.file.partial and name in _seemingly_declared(unit.source.text)


@lru_cache(maxsize=8)
def _seemingly_declared(text: str) -> frozenset[str]:
    """Names behind a word that declares, however that is spelt."""
    found = (each.group("begun", "word", "name") for each in _DECLARED.finditer(text))
    return frozenset(
        begun or name or word
        for begun, word, name in found
        if begun or (word and (name is None or _is_declaring(word)))
    )


@lru_cache(maxsize=1024)
def _is_declaring(word: str) -> bool:
    return word in _DECLARING or nearest(word, _DECLARING) is not None
