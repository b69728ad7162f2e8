"""A what-if shown: both breakdowns side by side, and what each line makes of the difference."""

from ssi_rules.report.whatif.view import WhatIfView, view

__all__ = ["WhatIfView", "view"]
