from __future__ import annotations

from ssi_rules.workspace import load_catalogue
from tests.sources.linkedin.catalogue import CATALOGUE


def test_the_catalogue_by_hand_is_the_shipped_one() -> None:
    """Titles apart, which nothing here reads."""
    shipped = load_catalogue()
    assert {name: fact.type for name, fact in shipped.facts.items()} == {
        name: fact.type for name, fact in CATALOGUE.facts.items()
    }
    assert {name: (table.dated, table.columns) for name, table in shipped.tables.items()} == {
        name: (table.dated, table.columns) for name, table in CATALOGUE.tables.items()
    }
