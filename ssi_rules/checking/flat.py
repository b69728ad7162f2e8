"""A ruleset with ``use``, ``extends``, ``change``, ``remove`` and ``in`` worked off: still as written, not yet typed.

Between ``flatten`` (which makes it) and ``infer``, ``bounds`` and ``lower`` (which read it). Every part is the author's own
node, so its span tells the file and line it came from, whatever file that is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.syntax import ast
    from ssi_rules.text import Source, Span


@dataclass(frozen=True, slots=True)
class FlatCriterion:
    """A criterion after all changes; parts that nobody wrote are None.

    Attributes:
        changed: The last change that touched it: where faults that it brought are reported.
        partial: Some part could not be read; say nothing about what may be missing.
    """

    name: ast.Name
    title: ast.String
    worth: ast.Points
    applies: ast.AppliesWhen | None
    measure: ast.Measure | None
    needs: ast.Needs | None
    award: ast.Award | None
    missing: ast.MissingPolicy | None
    advice: ast.Advice | None
    basis: ast.BasisNote | None
    source: ast.Citation | None
    span: Span = field(compare=False, repr=False)
    changed: Span | None = field(default=None, compare=False, repr=False)
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class FlatPillar:
    """A pillar after all changes; caps and deductions in the order they act."""

    name: ast.Name
    title: ast.String
    worth: ast.Points
    criteria: tuple[FlatCriterion, ...]
    adjustments: tuple[ast.Cap | ast.Deduct, ...]
    span: Span = field(compare=False, repr=False)
    changed: Span | None = field(default=None, compare=False, repr=False)
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Flat:
    """All that a ruleset says, its own and inherited.

    Attributes:
        header: The ruleset's own header; ``worth`` and ``missing`` beside it are the ones in force, own or inherited.
        facts: Scalars by name, from every file it draws on. Facts, tables and lets share one namespace.
        lets: By name, after changes.
        markets: By name, after changes.
        partial: Something of it could not be read or resolved.
        uses: Paths of the files that its own file uses.
    """

    source: Source = field(compare=False, repr=False)
    header: ast.RulesetHeader
    worth: ast.Points | None
    missing: ast.MissingPolicy | None
    facts: Mapping[str, ast.FactDeclaration]
    tables: Mapping[str, ast.TableDeclaration]
    lets: Mapping[str, ast.Let]
    markets: Mapping[str, ast.Market]
    pillars: tuple[FlatPillar, ...]
    levels: tuple[ast.Level, ...]
    actions: tuple[ast.Action, ...]
    tests: tuple[ast.Test, ...]
    claims: tuple[ast.Claim, ...]
    partial: bool = field(default=False, compare=False)
    uses: tuple[str, ...] = field(default=(), compare=False)
