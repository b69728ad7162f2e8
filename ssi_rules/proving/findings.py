"""What a question about a ruleset comes to: proved, refuted, or not proved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from ssi_rules.sources.dataset import Member
    from ssi_rules.text import Span


class Kind(Enum):
    """What is claimed of a ruleset."""

    REACHABLE = "reachable"
    ATTAINABLE = "attainable"
    ADJUSTMENTS = "adjustments"
    MONOTONE = "monotone"
    MISSING = "missing"
    CLIFFS = "cliffs"
    CLAIMS = "claims"


class Verdict(Enum):
    """How a claim stands: it holds for every member there can be, for one it does not, or nobody knows."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Witness:
    """A member who shows that a claim does not hold; the reference engine has scored them.

    Attributes:
        says: What it shows, one clause: "`brand.media` earns 3.5 points".
        member: Facts and rows.
        as_of: The day to look from; None where no rule reads one.
    """

    says: str
    member: Member
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim about a ruleset, and how it stands.

    Attributes:
        subject: What the claim is about, as ``expect`` names it where it can: "brand.media", "total".
        sentence: What was found, in the author's words; where it is undecided, what was asked and why nobody knows.
        span: Where the rule stands that the claim is about.
        witnesses: Who refutes it, in the order to be read: two where one member is held against another; none where it is
            refuted because there is no such member.
    """

    kind: Kind
    subject: str
    verdict: Verdict
    sentence: str
    span: Span
    witnesses: tuple[Witness, ...] = ()
