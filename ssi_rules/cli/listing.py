"""A ruleset written out flat: nothing used, extended or changed is left, and every part cites its file and line."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ssi_rules.syntax import ast
from ssi_rules.syntax.printer.declarations import declaration, paragraphs
from ssi_rules.syntax.printer.layout import Block, Item, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.checking.flat import Flat, FlatCriterion, FlatPillar


def flat_text(flat: Flat, fingerprint: str) -> str:
    """The ruleset as one rule file that means the same: it checks without error and has the same fingerprint.

    Args:
        flat: What its authors wrote, all changes worked off; tests are left out, they belong to its own file.
        fingerprint: The hash of its meaning, for the heading.
    """
    groups = [f"# {fingerprint}\n"]
    for _kind, run in groupby(_declarations(flat), type):
        items = [_cited(node, declaration(node)) for node in run]
        groups += ["\n".join(lines) + "\n" for lines in paragraphs(items)]
    return "\n".join(groups)


def _declarations(flat: Flat) -> Iterator[ast.Declaration]:
    header = flat.header
    yield replace(header, extends=None, worth=flat.worth, missing=flat.missing)
    declared: list[ast.FactDeclaration | ast.TableDeclaration] = [*flat.facts.values(), *flat.tables.values()]
    if declared:
        yield ast.Facts(tuple(declared), span=declared[0].span)
    yield from flat.markets.values()
    yield from flat.lets.values()
    yield from map(_pillar, flat.pillars)
    yield from flat.levels
    yield from flat.actions


def _pillar(pillar: FlatPillar) -> ast.Pillar:
    items = (*map(_criterion, pillar.criteria), *pillar.adjustments)
    return ast.Pillar(pillar.name, pillar.title, pillar.worth, items, span=pillar.span)


def _criterion(criterion: FlatCriterion) -> ast.Criterion:
    written = (
        criterion.applies,
        criterion.measure,
        criterion.needs,
        criterion.award,
        criterion.missing,
        criterion.advice,
        criterion.basis,
        criterion.source,
    )
    parts = tuple(each for each in written if each is not None)
    return ast.Criterion(criterion.name, criterion.title, criterion.worth, parts, span=criterion.span)


def _cited(node: ast.Node, item: Item) -> Item:
    """The item with the origin of its node, and the same for all that stands inside."""
    origin = f"# {node.span.origin}"
    match item:
        case Row():
            return replace(item, note=origin)
        case Block(items=items):
            inner = _inner(node)
            # The lines of a header are texts without a node of their own.
            cited = tuple(map(_cited, inner, items)) if len(inner) == len(items) else items
            return replace(item, items=cited, note=origin)


def _inner(node: ast.Node) -> tuple[ast.Node, ...]:
    """The nodes that a block's items were made of, in their order."""
    names = {"items", "parts", "steps", "clauses", "columns"}
    found = (getattr(node, each.name) for each in fields(node) if each.name in names)
    return next(found, ())
