"""Invented people and their LinkedIn exports, for demonstrations and tests: one switch for every era and oddity.

A generated export carries its truth, drawn from what the person did and not from the files, so that a reader of exports
can be held to it. Imports nothing of the rest.
"""

from ssi_rules.synthetic.eras import Era, Quirk
from ssi_rules.synthetic.export import AS_OF, GeneratedExport, generate
from ssi_rules.synthetic.persona import Persona
from ssi_rules.synthetic.team import SMALLEST_TEAM, write_team
from ssi_rules.synthetic.truth import COLUMNS, Truth

__all__ = [
    "AS_OF",
    "COLUMNS",
    "SMALLEST_TEAM",
    "Era",
    "GeneratedExport",
    "Persona",
    "Quirk",
    "Truth",
    "generate",
    "write_team",
]
