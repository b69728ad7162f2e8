"""What the documents of questions about scores have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.scorecard import Document

if TYPE_CHECKING:
    from ssi_rules.calibration.statistics import Estimate
    from ssi_rules.model import Ruleset

_DIGITS = 6


class EstimateOut(Document):
    """A figure, and the interval that chance leaves open."""

    value: float
    low: float
    high: float


class AskedRuleset(Document):
    """What members were scored by."""

    id: str
    fingerprint: str


def figure(found: float) -> float:
    """As many digits as anybody reads."""
    return round(found, _DIGITS)


def estimate(found: Estimate) -> EstimateOut:
    """A figure with its interval."""
    return EstimateOut(value=figure(found.value), low=figure(found.low), high=figure(found.high))


def perhaps(found: Estimate | None) -> EstimateOut | None:
    """The same of what may not be told, or cannot be."""
    return None if found is None else estimate(found)


def asked(ruleset: Ruleset) -> AskedRuleset:
    """What members were scored by."""
    return AskedRuleset(id=ruleset.id, fingerprint=ruleset.fingerprint)
