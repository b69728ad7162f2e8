"""One line for each finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.diagnostics import ordered
from ssi_rules.formats.palette import Palette
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),  # noqa: ARG001 - what is clean is not shown
    *,
    colour: bool = False,
) -> str:
    """``path:line:column: error[SSI203] message``."""
    return "".join(_line(each, Palette(colour)) for each in ordered(diagnostics))


def _line(each: Diagnostic, palette: Palette) -> str:
    place = f"{visible(each.span.source.repository_path)}:{each.span.line}:{each.span.column}"
    kind = palette.severity(f"{each.severity.value}[{each.code.number}]", each.severity)
    return f"{place}: {kind} {visible(each.message)}\n"
