"""What a page may show beside the member's own scorecard: earlier runs, peers, LinkedIn's own figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.own_reading import LinkedInScore


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier run of the same member.

    Attributes:
        card: As it was told then.
        bridge: The data of then under the rules of now, which splits the change into the member's part (bridge to now) and
            the rules' part (then to bridge). ``card`` itself where the rules are the same; None where nobody can say.
    """

    card: Scorecard
    bridge: Scorecard | None


@dataclass(frozen=True, slots=True)
class Past:
    """One point of a history: a day, the total, the level's title and which rules (fingerprint and version) made it."""

    day: date
    points: Decimal | None
    worth: Decimal
    level: str | None
    fingerprint: str
    version: str


@dataclass(frozen=True, slots=True)
class Peers:
    """Medians of a group of at least the minimum size; ``pillars`` by pillar id."""

    count: int
    total: Decimal | None
    pillars: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Context:
    """Everything beside the scorecard; empty where nothing is known.

    Attributes:
        linkedin: LinkedIn's own Social Selling Index as the member saved it; shown beside ours, never mixed in.
    """

    before: Before | None = None
    history: tuple[Past, ...] = ()
    linkedin: tuple[LinkedInScore, ...] = ()
    peers: Peers | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    """Addresses beside the page, by name: ``index``, ``team``."""


ALONE = Context()
