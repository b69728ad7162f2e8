"""Which small changes of a ruleset no test notices.

``mutants`` makes the changes on the typed model, ``survivors`` scores every test under each. A mutant stands for a slip that
an author could make: one unit off, ``>`` for ``>=``, a line left out. Only what counts for the ruleset is changed
(``ruletest.scope``), and what cannot be told apart by any member is no mutant: each module says what it leaves out and why.

Units are one of the last place that the author wrote, whole ones at most: 13% is moved by one percent, 22.8% by a tenth of
it, 0.5 by 0.1, counts and days by one. Months and years have no fixed number of days and are moved by a month. Points are
moved by a hundredth.
"""

from __future__ import annotations

from ssi_rules.ruletest.mutation.mutant import Kind, Mutant
from ssi_rules.ruletest.mutation.notice import survivors
from ssi_rules.ruletest.mutation.ruleset import mutants

__all__ = ["Kind", "Mutant", "mutants", "survivors"]
