"""What a change of rules means: which parts differ, and what that makes of points.

``changes`` takes two rulesets apart into parts that have names (``parts``), pairs them, and gathers those that only make sense
together; ``applied`` carries out some of them. All of them, carried out, make the other ruleset.
"""

from __future__ import annotations

from ssi_rules.difference.meaning.applied import applied
from ssi_rules.difference.meaning.change import Change, Detail, Kind
from ssi_rules.difference.meaning.changes import changes

__all__ = ["Change", "Detail", "Kind", "applied", "changes"]
