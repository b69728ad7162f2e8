"""The columnar engine's query on a real PostgreSQL server equals the reference engine in every column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import Member
from ssi_rules.workspace import load_ruleset
from tests.engines.differential.compare import differences
from tests.engines.differential.engines import REFERENCE
from tests.engines.differential.group import Group
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


def test_what_is_built_on_what_is_built_on_others_is_worked_out_once(
    postgres: Connection, tmp_path: Path
) -> None:
    """A database that writes each value anew wherever it is read would write the first 2**24 times."""
    lets = "\n".join(f"let v{at} = v{at - 1} / 2 + v{at - 1} / 3" for at in range(1, 25))
    path = tmp_path / "chain.ssi"
    path.write_text(
        f"""ruleset chain "Chain" {{
  version "1.0.0"
  worth 10
}}
facts {{
  hours : number "Hours"
}}
let v0 = hours + 1
{lets}
pillar only "Only" worth 10 {{
  criterion deep "Deep" worth 10 {{
    measure v24
    bands {{
      from 1 earns 10
    }}
  }}
}}
""",
        encoding="utf-8",
    )
    ruleset = load_ruleset(path)
    hours = (None, 3_000_000, 900_000_000_000)
    people = tuple(
        Member(f"m{at}", None, {} if each is None else {"hours": each}) for at, each in enumerate(hours)
    )
    group = Group(people, None, frozenset({"hours"}), {})
    postgres.execute("SET statement_timeout TO '60s'")
    try:
        found = Postgres(postgres).rows(ruleset, group, Detail.FULL)
    finally:
        postgres.execute("RESET statement_timeout")
    assert found == REFERENCE.rows(ruleset, group, Detail.FULL)
