from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import ONLY_FAULTS, check_paths, shipped_rulesets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


@pytest.mark.parametrize("template", [name for name, _ in shipped_rulesets()])
def test_a_starter_from_any_template_checks_clean(template: str, ssi: Ssi, project: Path) -> None:
    assert ssi("init", "mine", "--template", template).returncode == 0
    done = ssi("check", "mine", "--fail-level", "warning")
    assert done.returncode == 0, done.stdout
    assert f'extends "{template}.ssi"' in (project / "mine" / "team.ssi").read_text(encoding="utf-8")
    tested = check_paths([project / "mine" / "team_test.ssi"], ONLY_FAULTS).compiled[0].ruleset
    assert tested is not None
    assert len(tested.tests) == 1


def test_nothing_is_overwritten(ssi: Ssi, project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine" / "team_test.ssi").write_text("mine", encoding="utf-8")
    done = ssi("init", "mine")
    assert done.returncode == 2
    assert "team_test.ssi already there, nothing was written" in done.stderr
    assert (project / "mine" / "team_test.ssi").read_text(encoding="utf-8") == "mine"
    assert not (project / "mine" / "team.ssi").exists()


def test_a_near_template_is_suggested(ssi: Ssi) -> None:
    done = ssi("init", "mine", "--template", "linkedin-ssi-2051")
    assert "Did you mean --template linkedin-ssi-2015?" in done.stderr
