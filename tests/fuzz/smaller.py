"""Makes a failing case small, so that a person sees at once what it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.fuzz.case import Case

_MOST_ATTEMPTS = 300
_SHORT = 2000


def smaller(case: Case, fails: Callable[[Case], bool]) -> Case:
    """The same failure from less: without whole files, then without lines, then without bytes.

    Args:
        case: One that fails.
        fails: Whether another fails the same way; asked a limited number of times.
    """
    attempts = iter(range(_MOST_ATTEMPTS))

    def limited(tried: Case) -> bool:
        return next(attempts, None) is not None and fails(tried)

    for name in case.files:
        rest = {each: content for each, content in case.files.items() if each != name}
        if limited(replace(case, files=rest)):
            case = replace(case, files=rest)
    for name, content in case.files.items():
        case = _fewer(case, name, content.splitlines(keepends=True), limited)
    for name, content in case.files.items():
        if len(content) <= _SHORT:
            case = _fewer(case, name, [content[at : at + 1] for at in range(len(content))], limited)
    return case


def _fewer(case: Case, name: str, pieces: Sequence[bytes], fails: Callable[[Case], bool]) -> Case:
    """Leave out stretches of one file, long ones first."""
    size = len(pieces) // 2
    while size:
        at = 0
        while at < len(pieces):
            rest = [*pieces[:at], *pieces[at + size :]]
            tried = replace(case, files={**case.files, name: b"".join(rest)})
            if fails(tried):
                case, pieces = tried, rest
            else:
                at += size
        size //= 2
    return case
