"""Cut-points in the words of rule files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.engines.wording import value_words
from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type

if TYPE_CHECKING:
    from ssi_rules.model import Step


def told(cut: int, kind: Type) -> str:
    """A cut-point as a rule file writes it; days counted in millionths as days."""
    return date.fromordinal(cut // SCALE).isoformat() if kind is Type.DATE else value_words(cut, kind)


def step_told(step: Step, kind: Type) -> str:
    """A cut-point of an award; one of a ratio as its author wrote it, as a percent or not."""
    return told(step.cut, kind_of(step, kind))


def kind_of(step: Step, kind: Type) -> Type:
    """As what a cut-point of a measure is told: a ratio, say of minutes to an hour, need not be a share."""
    if kind is not Type.RATIO:
        return kind
    return Type.PERCENT if step.span is not None and "%" in step.span.text else Type.NUMBER
