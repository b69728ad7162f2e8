"""One change of rules, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.difference.meaning.parts import Key
    from ssi_rules.model import Ruleset
    from ssi_rules.text import Span


class Kind(Enum):
    """What became of the part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Detail:
    """One of the things that differ inside a part: a cut-point, a phrase, a window.

    Attributes:
        what: What it is.
        was: What it was, in the language's words; None where it is new.
        now: What it is; None where it is gone.
        was_at: Where it was written.
        now_at: Where it is written.
    """

    what: str
    was: str | None
    now: str | None
    was_at: Span | None = field(default=None, compare=False)
    now_at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two rulesets, and makes sense by itself.

    Attributes:
        kind: Whether it is new, gone or another than before.
        part: What it is a part of: ``measure``, ``award``, ``let``, ``cap``; of several that go together the one that tells most.
        subject: ``pillar.criterion``, a pillar, or the name of a let, market, level, action, fact or table; empty for the whole ruleset.
        was: What it was, in the language's words; None where it is new.
        now: What it is; None where it is gone.
        was_at: Where it was written.
        now_at: Where it is written.
        details: What differs inside it, or goes with it.
        scores: Whether anybody's points or level can differ by it.
        reaches: Of a let, market, fact or table: the criteria that read it now, and pillars whose caps and deductions do.
        is_taken_apart: Whether its details tell all that ``was`` and ``now`` do.
        keys: The parts that it touches.
        new: The ruleset that they are taken from.
    """

    kind: Kind
    part: str
    subject: str
    was: str | None
    now: str | None
    was_at: Span | None = field(compare=False)
    now_at: Span | None = field(compare=False)
    details: tuple[Detail, ...] = ()
    scores: bool = True
    reaches: tuple[str, ...] = ()
    is_taken_apart: bool = False
    keys: tuple[Key, ...] = field(default=(), repr=False, compare=False)
    new: Ruleset | None = field(default=None, repr=False, compare=False)
