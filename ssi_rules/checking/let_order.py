"""The order in which lets can be worked out."""

from __future__ import annotations

from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from ssi_rules.checking.expressions import walk
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from collections.abc import Mapping


def let_order(lets: Mapping[str, ast.Let]) -> tuple[str, ...]:
    """Names of lets, each after those it uses; lets in a circle, and what uses them, are left out."""
    sorter = TopologicalSorter({name: _uses(let, lets) for name, let in lets.items()})
    order: list[str] = []
    with suppress(CycleError):  # it gives out all the same what no circle blocks
        sorter.prepare()
    while ready := sorter.get_ready():
        order += ready
        sorter.done(*ready)
    return tuple(order)


def _uses(let: ast.Let, lets: Mapping[str, ast.Let]) -> tuple[str, ...]:
    """In the order written, so that the result is the same on every run."""
    found = (each.name for each, _ in walk(let.value) if isinstance(each, ast.Reference))
    return tuple(dict.fromkeys(name for name in found if name in lets))
