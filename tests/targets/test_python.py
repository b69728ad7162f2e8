"""A compiled module scores as the reference engine does, in an interpreter that has nothing but itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import given as drawn
from hypothesis import settings

from ssi_rules.targets.python.module import python_module
from ssi_rules.workspace import load_ruleset, shipped_rulesets
from tests.conformance.cases import load, member
from tests.engines import crowd
from tests.engines.models import DAY, members, rulesets
from tests.targets.isolated import load as load_module
from tests.targets.plain import expected, given

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member

PROGRAM = Path(__file__).with_name("isolated.py")
SCORED = [*load("measure"), *load("expect")]


def scored(tasks: Iterable[tuple[Ruleset, list[Member]]], folder: Path) -> list[dict[str, Any]]:
    """What compiled modules make of members in a process without site packages."""
    lines = []
    for number, (ruleset, people) in enumerate(tasks):
        module = folder / f"rules_{number}.py"
        module.write_text(python_module(ruleset, "0"), encoding="utf-8")
        lines.append(json.dumps({"module": str(module), "members": [given(each, None) for each in people]}))
    done = subprocess.run(
        [sys.executable, "-I", "-S", PROGRAM],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_shipped_rulesets(tmp_path: Path) -> None:
    rng = Random(5)
    tasks = []
    for name, _ in shipped_rulesets():
        ruleset = load_ruleset(name)
        tasks.append((ruleset, [crowd.member(ruleset.catalogue, rng) for _ in range(12)]))
    found = scored(tasks, tmp_path)
    assert found == [expected(ruleset, each, None) for ruleset, people in tasks for each in people]


def test_conformance(tmp_path: Path) -> None:
    tasks = []
    for number, named in enumerate(SCORED):
        folder = tmp_path / str(number)
        folder.mkdir()
        ruleset = load_ruleset(named.write(folder))
        tasks.append((ruleset, [member(named.case, ruleset.catalogue)]))
    found = scored(tasks, tmp_path)
    assert found == [expected(ruleset, each, None) for ruleset, people in tasks for each in people]


@drawn(rulesets(), members())
@settings(max_examples=40, deadline=None)
def test_any_ruleset_and_member(
    tmp_path_factory: pytest.TempPathFactory, ruleset: Ruleset, member: Member
) -> None:
    path = tmp_path_factory.mktemp("module") / "drawn.py"
    path.write_text(python_module(ruleset, "0"), encoding="utf-8")
    found = json.loads(json.dumps(load_module(path).score(**given(member, DAY)), default=str))
    assert found["pillars"] == expected(ruleset, member, DAY)["pillars"]
