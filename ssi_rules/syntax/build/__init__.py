"""From the parser's reductions to the tree: one function for each rule of ``grammar/ssi.lark``, of the same name.

Each receives the tokens and nodes of its rule in the order written, keywords included. None of them imports lark.
"""

from __future__ import annotations

from types import FunctionType, SimpleNamespace
from typing import TYPE_CHECKING

from ssi_rules.syntax.build import (
    cases,
    declarations,
    effort,
    expressions,
    literals,
    overrides,
    scoring,
    windows,
)
from ssi_rules.syntax.build.depth import bounded

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

ROOMS = (literals, windows, declarations, scoring, effort, cases, overrides)


def _public(room: ModuleType) -> dict[str, Callable[..., object]]:
    return {
        name.rstrip("_"): function
        for name, function in vars(room).items()
        if isinstance(function, FunctionType)
        and function.__module__ == room.__name__
        and not name.startswith("_")
    }


def _spread(build: Callable[..., object]) -> Callable[[list[object]], object]:
    return lambda children: build(*children)


def actions() -> SimpleNamespace:
    """Every builder by the name of its rule, as lark calls them: with one list."""
    plain = {name: build for room in ROOMS for name, build in _public(room).items()}
    nested = {name: bounded(build) for name, build in _public(expressions).items()}
    return SimpleNamespace(**{name: _spread(build) for name, build in (plain | nested).items()})
