"""The few colours of a page, in light and in dark, and every pair of them that is ever seen together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ssi_rules.report.html.contrast import GRAPHIC, TEXT, mix, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

_MUTED, _TRACK, _RULE = 0.68, 0.085, 0.16


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that are seen one on the other.

    Attributes:
        key: Name of the front colour as a theme file has it.
        least: Ratio it takes.
    """

    key: str
    front: str
    back: str
    least: float


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of one scheme; what is between ink and page is mixed from the two.

    Attributes:
        accent: Ring, links and the like.
        pillars: One hue for each pillar, used round and round where there are more pillars.
    """

    page: str
    ink: str
    accent: str
    pillars: tuple[str, ...]

    @property
    def muted(self) -> str:
        """Text that stands back; as readable as text must be on page and track."""
        return _muted(self)

    @property
    def track(self) -> str:
        """The empty part of a bar and of the ring, and the ground of what is set apart."""
        return mix(self.ink, self.page, _TRACK)

    @property
    def rule(self) -> str:
        """Hairlines between things; they mean nothing."""
        return mix(self.ink, self.page, _RULE)

    def hue(self, pillar: int) -> str:
        """The colour of a pillar by its index; muted for what belongs to none (below 0)."""
        return self.muted if pillar < 0 else self.pillars[pillar % len(self.pillars)]


@cache
def _muted(scheme: Scheme) -> str:
    wanted = mix(scheme.ink, scheme.page, _MUTED)
    return nearest(wanted, (scheme.page, scheme.track), TEXT) or scheme.ink


LIGHT = Scheme("#ffffff", "#1b2027", "#1d4ed8", ("#c2570c", "#7c3aed", "#b91c4b", "#0f766e"))
DARK = Scheme("#15181c", "#e9ecef", "#8ab4f8", ("#fb923c", "#a78bfa", "#fb7185", "#2dd4bf"))


def pairs(scheme: Scheme) -> Iterator[Pair]:
    """Every pair of colours that a page shows together, with the contrast it takes."""
    for back in (scheme.page, scheme.track):
        yield Pair("ink", scheme.ink, back, TEXT)
        yield Pair("ink", scheme.muted, back, TEXT)
        yield Pair("accent", scheme.accent, back, TEXT)
        for index, hue in enumerate(scheme.pillars):
            yield Pair(f"pillars[{index}]", hue, back, GRAPHIC)
