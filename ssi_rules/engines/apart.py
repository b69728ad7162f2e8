"""Things told apart by what they share: what happens in one group is nothing to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from collections.abc import Set as AbstractSet

Thing = TypeVar("Thing")


def apart(things: Iterable[tuple[Thing, AbstractSet[Hashable]]]) -> list[tuple[Thing, ...]]:
    """The smallest groups of things of which no two, in different groups, share anything.

    Args:
        things: Each with what it shares with others, as the facts and tables it reads; what shares nothing stands alone.

    Returns:
        Groups by their first things, and in each the things in the order given.
    """
    given = list(things)
    groups: list[tuple[list[int], frozenset[Hashable]]] = []
    for number, (_, shared) in enumerate(given):
        joined = [each for each in groups if not each[1].isdisjoint(shared)]
        groups = [each for each in groups if each not in joined]
        numbers = [one for each in joined for one in each[0]]
        groups.append(([*numbers, number], frozenset(shared).union(*(each[1] for each in joined))))
    ordered = sorted(sorted(numbers) for numbers, _ in groups)
    return [tuple(given[number][0] for number in numbers) for numbers in ordered]
