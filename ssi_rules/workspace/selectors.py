"""Names for one code or many: a slug, a number, the beginning of a number, a category, or ``all``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from ssi_rules.codes import CATALOGUE, Category, Code, Severity
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERYTHING: Final = "all"
_NUMBER = re.compile(r"SSI\d{0,3}", re.IGNORECASE)
_EXACTLY = 9


@cache
def exactness(selector: str, code: Code) -> int:
    """How closely a selector names a code: 0 where it does not, most where it names no other."""
    if selector == code.slug or selector.upper() == code.number:
        return _EXACTLY
    if _NUMBER.fullmatch(selector):  # a category says as much as one digit and a half
        return 2 * (len(selector) - 3) + 1 if code.number.startswith(selector.upper()) else 0
    if selector == EVERYTHING:
        return 1
    return 4 if selector == code.category.value else 0


def most_exact(selectors: Iterable[str], code: Code) -> int:
    """How closely the best of some selectors names a code."""
    return max((exactness(each, code) for each in selectors), default=0)


def is_open_to_choice(code: Code) -> bool:
    """Whether a project can leave a code out or change its level: an error in the rules stays one."""
    return code.severity is not Severity.ERROR


@cache
def fault(selector: str, *, to_leave_out: bool) -> tuple[str, str] | None:
    """What is wrong with a selector, and a way out; None when it can be used.

    Args:
        selector: As written.
        to_leave_out: Whether codes are to be left out or given another level, which errors cannot be.
    """
    meant = [each for each in CATALOGUE.values() if exactness(selector, each)]
    if not meant:
        near = nearest(selector, known())
        way_out = f"did you mean `{near}`?" if near else "`ssi rule` lists every code; categories work too"
        return f"there is no code or category `{selector}`", way_out
    if to_leave_out and not any(map(is_open_to_choice, meant)):
        named = f"`{selector}` is an error" if len(meant) == 1 else f"`{selector}` has only errors"
        return (
            f"{named}, and errors are always reported",
            "mend the rules; only warnings and advice can be left out",
        )
    return None


def known() -> tuple[str, ...]:
    """Everything a selector can be, for suggestions."""
    numbers = (each.number for each in CATALOGUE.values())
    return (*CATALOGUE, *numbers, *(each.value for each in Category), EVERYTHING)
