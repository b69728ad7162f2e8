"""Diagnostics for people and machines: one module for each format, each with one function ``render``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ssi_rules.formats import concise, full, github, gitlab, json, junit, markdown, sarif

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source


class Renderer(Protocol):
    """Turns diagnostics into text that ends with a line end, or is empty."""

    def __call__(
        self, diagnostics: Iterable[Diagnostic], files: Sequence[Source] = (), *, colour: bool = False
    ) -> str:
        """Render in output order, whatever the order given; machine formats take no notice of ``colour``.

        Args:
            diagnostics: What was found.
            files: What was looked at, clean files too; only their names are read.
            colour: Whether a person's terminal shows colours.
        """


RENDERERS: dict[str, Renderer] = {
    "full": full.render,
    "concise": concise.render,
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
    "sarif": sarif.render,
    "markdown": markdown.render,
}
"""Every format by the name it is asked for with."""
