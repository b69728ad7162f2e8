"""Cut-points in the words of rule files."""

from __future__ import annotations

from datetime import date

from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type


def told(cut: int, kind: Type) -> str:
    """A cut-point as a rule file writes it; days counted in millionths as days."""
    return date.fromordinal(cut // SCALE).isoformat() if kind is Type.DATE else value_words(cut, kind)
