"""A compiled module scores as the reference engine does, in an interpreter that has nothing but itself."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from ssi_rules.targets.python.module import python_module
from ssi_rules.workspace import load_ruleset, shipped_rulesets
from tests.conformance.cases import load, member
from tests.engines import crowd
from tests.engines.differential.people import Crowd
from tests.engines.differential.trial import ruleset_of
from tests.targets.isolated import load as load_module
from tests.targets.plain import expected, given
from tests.targets.test_sql import CARD, GOLDEN, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ssi_rules.model import Ruleset
    from ssi_rules.sources.dataset import Member
    from tests.conftest import Golden

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


def test_generated_rulesets_and_members(tmp_path: Path) -> None:
    tasks, there = [], []
    for seed in range(500, 530):
        rng = Random(seed)
        ruleset = ruleset_of(rng)
        group = Crowd(ruleset, rng).group(12)
        people = [replace(each, as_of=group.day or each.as_of) for each in group.members]
        tasks.append((ruleset, people))
        there += [expected(ruleset, each, None) for each in people]
    assert scored(tasks, tmp_path) == there


def test_what_is_read_of_it(golden: Golden) -> None:
    text = python_module(load_ruleset(CARD), "0")
    golden(GOLDEN / "card.py.txt", KEYS.sub("KEY", text.partition("# What follows is the same")[0]))


def test_a_module_is_whole_and_imports_nothing_but_python() -> None:
    tree = ast.parse(python_module(load_ruleset("selling-to-financial-advisors"), "0"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
    names = Counter(name for node in tree.body for name in _names(node))
    assert not [name for name, times in names.items() if times > 1]


def _names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("card") / "compiled_card.py"
    path.write_text(python_module(load_ruleset(CARD), "0"), encoding="utf-8")
    return load_module(path)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (3, "3"),
        (Decimal("0.1"), "0.1"),
        (0.1, "0.1"),
        (1e-6, "0.000001"),
        ("2.5", "2.5"),
        ("0.0000005", "0.000001"),
        (10**12, "1000000000000"),
        (None, None),
        (float("nan"), None),
        (" ", None),
    ],
)
def test_numbers_are_what_they_show(card: Any, value: object, held: str | None) -> None:
    found = card.score({"skills": 10**6, "hours": value}, as_of="2026-06-30")["pillars"]["profile"][
        "criteria"
    ]["effort"]
    assert found["state"] == ("unknown" if held is None else "scored")
    if held is not None:
        assert found["value"] == card.as_decimal(card.divide(card.held("1000000"), card.held(held)))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"skills": 2.5}, "facts, skills: `2.5` is not a count"),
        ({"skills": -1}, "facts, skills: `-1` is not a count"),
        ({"skills": True}, "facts, skills: `True` is not a count"),
        ({"skills": [3]}, "facts, skills: [3] is not a count"),
        ({"hours": float("inf")}, "facts, hours: `inf` is infinite"),
        ({"hours": 10**12 + 1}, "beyond 10^12"),
        ({"seat": "maybe"}, "facts, seat: `maybe` is not a flag"),
        ({"seat": 2}, "facts, seat: `2` is not a flag"),
        ({"industry": 3}, "facts, industry: 3 is not a text"),
        ({"skill": 3}, "facts: the rules know no `skill`; did you mean skills?"),
        ([3], "facts: give a dict"),
    ],
)
def test_facts_that_do_not_fit_are_refused(card: Any, facts: object, told: str) -> None:
    with pytest.raises(card.DataError, match=re.escape(told)):
        card.score(facts, as_of="2026-06-30")


@pytest.mark.parametrize(
    ("tables", "told"),
    [
        ({"connections": {}}, "tables, connections: give a list of rows"),
        ({"connections": [3]}, "tables, connections, row 1: give a dict"),
        ({"connections": [{}, {"titel": "CEO"}]}, "row 2: the rules know no `titel`; did you mean title?"),
        ({"connections": [{"connected_on": "31 May"}]}, "row 1, connected_on: `31 May` is not a date"),
        ({"connection": []}, "tables: the rules know no `connection`; did you mean connections?"),
    ],
)
def test_rows_that_do_not_fit_are_refused(card: Any, tables: object, told: str) -> None:
    with pytest.raises(card.DataError, match=re.escape(told)):
        card.score(tables=tables, as_of=date(2026, 6, 30))


def test_a_day_is_asked_for(card: Any) -> None:
    with pytest.raises(card.DataError, match="these rules look at dates; give the day to look from"):
        card.score({"skills": 3})


def test_days_are_read_in_every_form(card: Any) -> None:
    for day in ("2026-06-30", date(2026, 6, 30), datetime(2026, 6, 30, 23, 59, tzinfo=UTC)):
        rows = [{"sent_on": day, "accepted": "yes"}]
        assert card.score(tables={"invitations": rows}, as_of=day)["as_of"] == date(2026, 6, 30)


def test_the_deepest_expression_there_may_be_compiles(tmp_path: Path) -> None:
    rules = tmp_path / "deep.ssi"
    deep = "(" * 45 + "skills" + " + 1)" * 45
    rules.write_text(
        CARD.read_text(encoding="utf-8").replace("measure skills / hours", f"measure {deep} / hours")
    )
    path = tmp_path / "deep.py"
    path.write_text(python_module(load_ruleset(rules), "0"), encoding="utf-8")
    assert load_module(path).score({"skills": 5, "hours": 1}, as_of="2026-06-30")["points"] is not None
