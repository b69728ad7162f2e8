"""The number of findings in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.diagnostics import Diagnostic


def tally(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity there are: ``2 errors and 1 warning``; ``no findings`` when there are none."""
    counts = Counter(each.severity for each in ordered(diagnostics))
    said = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] > 1 and severity is not Severity.INFO else ''}"
        for severity in Severity
        if counts[severity]
    ]
    return " and ".join(filter(None, [", ".join(said[:-1]), *said[-1:]])) or "no findings"
