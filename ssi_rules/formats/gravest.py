"""The order for places that show only so much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic

_ORDER = list(Severity)


def gravest_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Every distinct finding, errors before warnings before information, each in output order."""
    return sorted(ordered(diagnostics), key=lambda each: _ORDER.index(each.severity))
