"""Who moves by a change of rules, shown: figures about everyone and about cohorts, the part of each change, and single members."""

from ssi_rules.report.movement.view import MovementView, view

__all__ = ["MovementView", "view"]
