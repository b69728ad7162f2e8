"""Every place that names what is named at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lsp.index import Occurrence, Role, everywhere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ssi_rules.lsp.index import Sheet


def references(
    sheet: Sheet, offset: int, others: Callable[[], Iterable[Sheet]], *, declaration: bool
) -> list[Occurrence]:
    """Where the files of a project name it.

    Args:
        sheet: The file.
        offset: The place, in characters.
        others: Gives every file of the project, this one among them.
        declaration: Whether the declaration counts as such a place.
    """
    found = sheet.at(offset)
    if found is None:
        return []
    places = everywhere(found.thing, others())
    return [each for each in places if declaration or each.role is not Role.DECLARES]


def highlights(sheet: Sheet, offset: int) -> list[Occurrence]:
    """Where the file itself names it."""
    found = sheet.at(offset)
    return [] if found is None else list(sheet.of(found.thing))
