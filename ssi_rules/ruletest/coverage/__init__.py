"""Which parts of a ruleset its tests try.

``goals`` lists what there is to try, ``cover`` says what the recorded scores of some tests tried of it.
"""

from ssi_rules.ruletest.coverage.cover import Coverage, Line, Watch, cover
from ssi_rules.ruletest.coverage.goals import goals
from ssi_rules.ruletest.coverage.items import Group, Item

__all__ = ["Coverage", "Group", "Item", "Line", "Watch", "cover", "goals"]
