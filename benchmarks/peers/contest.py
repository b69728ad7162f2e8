"""What each peer's module offers, and how it is held to the same points before anything is timed.

A module of this package has a ``NAME``, the ``PACKAGE`` it needs (None where nothing is to be installed) and ``prepare()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from benchmarks.card import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.card import Facts, Points

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Ready(Generic[Given, Made]):
    """A peer that has read the card.

    Attributes:
        given: A member as it likes members best; made before the clock starts.
        score: What is timed.
        points: What it came to, read after the clock stopped.
        traced: The same with the peer's own explanation; None where it has none.
        trace: What that explanation is.
    """

    given: Callable[[Facts], Given]
    score: Callable[[Given], Made]
    points: Callable[[Made], Points]
    traced: Callable[[Given], object] | None = None
    trace: str = "none"


def same(facts: Facts) -> Facts:
    """A member as it is."""
    return facts


def with_blanks(facts: Facts) -> dict[str, int | bool | None]:
    """A member whose missing facts are there as None, for languages in which a name must stand for something."""
    return {name: facts.get(name) for name in NAMES}
