"""Every conformance case that scores somebody comes to the same on the columnar engine, and its scorecard says what the case says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.rebuild import Rebuilder, Told
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.wide import Detail
from ssi_rules.workspace import load_ruleset
from tests.conformance.cases import Named, load, member
from tests.engines.differential.engines import REFERENCE, DuckDb
from tests.engines.differential.group import Group

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Ruleset

CASES = [*load("measure"), *load("expect")]


def alone(named: Named, ruleset: Ruleset) -> Group:
    """The one member of a case, with every column of the tables that the case gives."""
    person = member(named.case, ruleset.catalogue)
    tables = {
        name: frozenset(each.name for each in ruleset.catalogue.tables[name].columns)
        for name in person.tables
    }
    return Group((person,), person.as_of, frozenset(person.facts), tables)


@pytest.mark.parametrize("named", CASES, ids=lambda each: each.id)
def test_duckdb(named: Named, tmp_path: Path) -> None:
    ruleset = load_ruleset(named.write(tmp_path))
    group, engine = alone(named, ruleset), DuckDb()
    rows, person = engine.rows(ruleset, group, Detail.FULL), group.members[0]
    assert rows == REFERENCE.rows(ruleset, group, Detail.FULL)
    card = Rebuilder(ruleset, "reference").scorecard(rows[0], Told(person.missing, person.tables))
    assert card == Evaluator(ruleset).scorecard(person)
