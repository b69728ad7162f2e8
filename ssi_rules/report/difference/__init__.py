"""Two rulesets compared, in words: ``view`` says everything, the other modules lay it out."""

from __future__ import annotations

from ssi_rules.report.difference.view import DifferenceView, one_sided, view

__all__ = ["DifferenceView", "one_sided", "view"]
