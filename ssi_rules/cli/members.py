"""Finding the one member a command is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.inert import inert
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.sources.dataset import Member

_LISTED = 8


def find_member(members: Iterable[Member], wanted: str | None) -> Member:
    """The member of that id, or the only one there is.

    Args:
        members: Everyone, in the order of the data.
        wanted: An id; None where the data should leave no choice.

    Raises:
        Trouble: There is no such member, no member, or no telling which; names those there are.
    """
    found: dict[str, Member | None] = {}
    namesakes: list[str] = []
    for member in members:
        if member.id == wanted:
            return member
        if wanted is not None and member.labels.get("name", "").casefold() == wanted.casefold() != "":
            namesakes.append(member.id)
        # Only the first is kept whole: it is the answer where nobody asked and nobody else comes.
        found[member.id] = None if found else member
    if wanted is None and len(found) == 1:
        return next(each for each in found.values() if each is not None)
    if wanted is not None and namesakes:
        told = f"`{inert(wanted)}` is a name, and members are chosen by their id."
        raise Trouble(told, f"Say which: {_choices(namesakes)}")
    raise no_such_member(list(found), wanted)


def no_such_member(ids: list[str], wanted: str | None) -> Trouble:
    """What to tell somebody who named nobody of these, or no one where there are several."""
    if not ids:
        return Trouble("The data has no members.", "Give an export, or a dataset with a row for each member.")
    if wanted is None:
        return Trouble("The data has several members.", f"Say which: {_choices(ids)}")
    near = nearest(wanted, ids)
    help_ = f"Did you mean --member {inert(near)}?" if near else f"Choose one: {_choices(ids)}"
    return Trouble(f"The data has no member `{inert(wanted)}`.", help_)


def _choices(ids: list[str]) -> str:
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return ", ".join(f"--member {inert(each)}" for each in ids[:_LISTED]) + more
