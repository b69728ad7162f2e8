"""Keeps trees shallow enough to walk by recursion."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from ssi_rules.syntax import problems
from ssi_rules.syntax.ast import Node
from ssi_rules.syntax.reading import CURRENT, DEEPEST, Refused

if TYPE_CHECKING:
    from collections.abc import Callable


def bounded(build: Callable[..., object]) -> Callable[..., object]:
    """A builder that refuses to nest deeper than DEEPEST; parentheses count though they leave no node."""

    @wraps(build)
    def measured(*children: object) -> object:
        built = build(*children)
        if isinstance(built, Node):
            _note_depth(built, children)
        return built

    return measured


def _note_depth(built: Node, children: tuple[object, ...]) -> None:
    depths = CURRENT.get().depths
    depth = 1 + max((depths[id(child)][0] for child in children if id(child) in depths), default=0)
    depths[id(built)] = (depth, built)
    if depth > DEEPEST:
        raise Refused(problems.too_deep(built.span, DEEPEST))
