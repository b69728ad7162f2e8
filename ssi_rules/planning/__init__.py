"""What a member could do: actions tried on the member's own data and scored again."""

from ssi_rules.planning.changing import apply
from ssi_rules.planning.optimum import Planner
from ssi_rules.planning.plan import plan, planned

__all__ = ["Planner", "apply", "plan", "planned"]
