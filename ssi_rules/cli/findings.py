"""Findings about rule files, shown in the form asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ssi_rules.cli.streams import Colour, wants_colour
from ssi_rules.formats import RENDERERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.cli.options import FindingsFormat
    from ssi_rules.diagnostics import Diagnostic


def show_findings(
    diagnostics: Iterable[Diagnostic], format_: FindingsFormat, colour: Colour, stream: TextIO
) -> None:
    """Write findings to a stream; machine formats are never coloured."""
    stream.write(RENDERERS[format_](diagnostics, colour=wants_colour(colour, stream)))
