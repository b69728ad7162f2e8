"""A plan shown: what to do, what it brings, other ways, or why there is none."""

from ssi_rules.report.plan.view import PlanPage, view

__all__ = ["PlanPage", "view"]
