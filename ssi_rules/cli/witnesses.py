"""Members who show something, as lines that can be pasted into a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.ruletest.given import given_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.model import Catalogue
    from ssi_rules.proving.findings import Witness


def shown(witnesses: Sequence[Witness], catalogue: Catalogue) -> str:
    """What each shows and what is given of it, one below the other; of a later one only what is new, where that is little."""
    return "\n".join(line for lines in _told(witnesses, catalogue) for line in lines)


def _told(witnesses: Sequence[Witness], catalogue: Catalogue) -> Iterator[list[str]]:
    before: list[str] = []
    for each in witnesses:
        given = given_block(each.member, each.as_of, catalogue)
        new = [line for line in given if line not in before]
        if before and _are_alike(before, given):
            yield [f"{each.says}: the same, but", *_indented(new)] if new else [each.says]
        else:
            yield [f"{each.says}:", *_indented(given)] if given else [f"{each.says}, with nothing given"]
        before = given


def _indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _are_alike(first: list[str], second: list[str]) -> bool:
    """Whether two differ in one or two facts of several, or the second lacks some, so that a few lines tell it."""
    if _tables(first) != _tables(second):
        return False
    return set(second) <= set(first) or (len(first) == len(second) and len(set(first) & set(second)) > 0)


def _tables(given: list[str]) -> list[str]:
    start = next((number for number, line in enumerate(given) if line.endswith("{")), len(given))
    return given[start:]
