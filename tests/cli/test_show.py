from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import load_ruleset, shipped_rulesets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

SHIPPED = [name for name, _ in shipped_rulesets()]


@pytest.mark.parametrize("name", ["tour.ssi", "wholesale.ssi", *SHIPPED])
def test_a_flat_ruleset_means_the_same(name: str, ssi: Ssi, project: Path) -> None:
    (project / "flat.ssi").write_text(ssi("show", name).stdout, encoding="utf-8")
    checked = ssi("check", "flat.ssi")
    assert checked.returncode == 0, checked.stdout
    original = load_ruleset(project / name if name.endswith(".ssi") else name)
    assert load_ruleset(project / "flat.ssi").fingerprint == original.fingerprint


def test_every_part_cites_the_file_and_line_it_comes_from(ssi: Ssi, project: Path) -> None:
    lines = ssi("show", "wholesale.ssi").stdout.splitlines()
    cited = {line.partition("  # ")[0].strip(): line.rpartition("# ")[2] for line in lines if "  # " in line}
    assert cited['criterion target_share "Connections in the target market" worth 10 {'] == "tour.ssi:97"
    for text, origin in cited.items():
        file, _, number = origin.partition(":")
        if (project / file).exists():
            line = (project / file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
            assert text.split()[0] in line
    changed = {text.split()[0]: origin for text, origin in cited.items() if origin.startswith("wholesale")}
    assert {"needs", "bands", "from"} <= set(changed)
