"""The shipped rulesets: every claim about them is proved."""

from __future__ import annotations

import pytest

from ssi_rules.proving.findings import Verdict
from ssi_rules.workspace import shipped_rulesets
from tests.proving.test_faulty import findings

pytest.importorskip("z3")

SHIPPED = dict(shipped_rulesets())


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_refuted_or_left_open(name: str) -> None:
    found = findings(SHIPPED[name])
    assert [each.sentence for each in found if each.verdict is not Verdict.PROVED] == []
    assert len(found) > 50
