"""The columnar engine's query on a real PostgreSQL server equals the reference engine in every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.wide import Detail
from ssi_rules.workspace import load_ruleset
from tests.engines.differential.compare import differences
from tests.engines.differential.test_conformance_everywhere import CASES, alone
from tests.engines.differential.trial import run
from tests.targets.postgres import Postgres

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conformance.cases import Named
    from tests.targets.postgres import Connection


@pytest.mark.parametrize("seed", range(100, 106))
def test_generated_rulesets_and_members(seed: int, postgres: Connection) -> None:
    failure = run(Postgres(postgres), seed, members=30)
    assert failure is None, str(failure)


@pytest.mark.parametrize("named", CASES, ids=lambda each: each.id)
def test_conformance(named: Named, postgres: Connection, tmp_path: Path) -> None:
    ruleset = load_ruleset(named.write(tmp_path))
    assert differences(Postgres(postgres), ruleset, alone(named, ruleset), Detail.FULL) == []
