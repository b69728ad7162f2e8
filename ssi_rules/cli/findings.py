"""Findings about rule files, shown in the form asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TextIO, TypeAlias, assert_never

from ssi_rules.cli.streams import Colour, wants_colour
from ssi_rules.formats import concise, full, json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic

Format: TypeAlias = Literal["full", "concise", "json"]
"""What ``--format`` takes."""


def show_findings(diagnostics: Iterable[Diagnostic], format_: Format, colour: Colour, stream: TextIO) -> None:
    """Write findings to a stream; machine formats are never coloured."""
    coloured = wants_colour(colour, stream)
    match format_:
        case "full":
            stream.write(full.render(diagnostics, colour=coloured))
        case "concise":
            stream.write(concise.render(diagnostics, colour=coloured))
        case "json":
            stream.write(json.render(diagnostics))
        case _:
            assert_never(format_)
