"""What comes out of a question about all members there can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.sources.dataset import Member


@dataclass(frozen=True, slots=True)
class Found:
    """There is such a member, and the reference engine says so too.

    Attributes:
        member: The member.
        as_of: The day to look from; None where no rule reads one.
        others: The same member changed, where the question compares two: one of each world that was asked about.
    """

    member: Member
    as_of: date | None
    others: tuple[Member, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is no such member."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """Nobody knows.

    Attributes:
        why: One clause for people, without a capital or a full stop.
    """

    why: str


Answer: TypeAlias = Found | Nothing | Undecided
