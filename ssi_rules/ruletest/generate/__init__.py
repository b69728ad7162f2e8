"""Proposes tests for what no test tries: ``propose`` finds members, ``written`` makes them a rule file."""

from ssi_rules.ruletest.generate.propose import Proposal, Proposals, propose
from ssi_rules.ruletest.generate.write import written

__all__ = ["Proposal", "Proposals", "propose", "written"]
