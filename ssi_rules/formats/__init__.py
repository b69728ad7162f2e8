"""Diagnostics for people and machines: one module for each format, each with one function ``render``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ssi_rules.formats import concise, full, json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic


class Renderer(Protocol):
    """Turns diagnostics into text that ends with a line end, or is empty."""

    def __call__(self, diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
        """Render in output order, whatever the order given; machine formats take no notice of ``colour``."""


RENDERERS: dict[str, Renderer] = {"full": full.render, "concise": concise.render, "json": json.render}
"""Every format by the name it is asked for with."""
