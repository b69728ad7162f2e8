"""Diagnostics for people and machines: one module for each format, each with one function ``render``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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


class _Renderers(Mapping[str, Renderer]):
    """Loads a format when it is asked for: a run writes one or two of them."""

    _names = ("full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown")

    def __getitem__(self, name: str) -> Renderer:
        if name not in self._names:
            raise KeyError(name)
        return cast("Renderer", import_module(f"{__name__}.{name}").render)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


RENDERERS: Mapping[str, Renderer] = _Renderers()
"""Every format by the name it is asked for with."""
