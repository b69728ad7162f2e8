"""Where what is named at a place was declared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.lsp.index import Sheet
    from ssi_rules.text import Span


def definition(sheet: Sheet, offset: int) -> Span | None:
    """The name in the first declaration of what is named there, in whatever file; of a path, that file's beginning."""
    found = sheet.at(offset)
    return None if found is None else found.thing.span
