"""Comments take parts out of the count; a configuration says what is told, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import SURVIVING_MUTANT, UNCOVERED, Severity
from ssi_rules.ruletest.failures import uncovered
from ssi_rules.ruletest.wanted import Wanted
from ssi_rules.workspace.configuration import Configurations
from ssi_rules.workspace.errors import ConfigurationError

from .building import covered, project, read

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.ruletest.suite import Suite

RULES = """
facts { calls : count "Calls" }
ruleset r "R" { version "1" worth 10 }
pillar p "P" worth 10 {
  criterion c "C" worth 10 {
    measure calls
    bands {
      from 3 earns 4  # ssi: ignore[uncovered] nobody has so few
      from 6 earns 10
    }
  }
}
test "nothing is known" { expect p.c is unknown }
"""


def wanted(folder: Path, configuration: str = "") -> tuple[Suite, Wanted]:
    (suite,) = read(project(folder, r=RULES))
    (folder / "ssi.toml").write_text(configuration, encoding="utf-8")
    return suite, Wanted(Configurations(), suite.folder)


def test_a_comment_takes_a_part_out_of_the_count(tmp_path: Path) -> None:
    suite, asked = wanted(tmp_path)
    coverage = covered(suite).only(lambda item: asked.counts(UNCOVERED, item.span))
    assert [item.words for _, item in coverage.missing] == ["6 itself", "the band from 6", "just below 6"]
    assert (coverage.tried, coverage.all) == (1, 4)


def test_it_takes_out_what_it_names_only(tmp_path: Path) -> None:
    suite, asked = wanted(tmp_path)
    (place,) = {item.span for _, item in covered(suite).missing if item.span.text == "from 3 earns 4"}
    assert asked.counts(SURVIVING_MUTANT, place)
    assert not asked.counts(UNCOVERED, place)


@pytest.mark.parametrize(
    ("configuration", "level"),
    [
        ("", Severity.WARNING),
        ('ignore = ["uncovered"]', None),
        ('[levels]\nuncovered = "error"', Severity.ERROR),
        ('[levels]\ntests = "info"', Severity.INFO),
        ('[[paths]]\nmatch = ["r.ssi"]\nignore = ["SSI709"]', None),
        ('[[paths]]\nmatch = ["other.ssi"]\nignore = ["SSI709"]', Severity.WARNING),
    ],
)
def test_a_configuration_gives_the_level(configuration: str, level: Severity | None, tmp_path: Path) -> None:
    suite, asked = wanted(tmp_path, configuration)
    found = list(asked.reported(uncovered(covered(suite))))
    assert {each.severity for each in found} == ({level} if level else set())


def test_a_configuration_with_a_fault_is_said(tmp_path: Path) -> None:
    suite, asked = wanted(tmp_path, "levels = 3")
    with pytest.raises(ConfigurationError):
        list(asked.reported(uncovered(covered(suite))))
