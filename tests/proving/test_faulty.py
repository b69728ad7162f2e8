"""Rulesets with faults, each marked ``# refuted: KIND`` on the line where it must be found, and sound ones without any."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.proving.findings import Kind, Verdict
from ssi_rules.proving.limits import Limit
from ssi_rules.proving.questions.adjustments import adjustments
from ssi_rules.proving.questions.attainable import attainable
from ssi_rules.proving.questions.claims import claims
from ssi_rules.proving.questions.cliffs import cliffs
from ssi_rules.proving.questions.missing import missing
from ssi_rules.proving.questions.monotone import monotone
from ssi_rules.proving.questions.reachable import reachable
from ssi_rules.proving.universe import Universe
from ssi_rules.ruletest.given import given_block
from ssi_rules.ruletest.run import run_tests
from ssi_rules.workspace import ONLY_FAULTS, check_paths, load_ruleset

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.findings import Finding, Witness


HERE = Path(__file__).parent
FAULTY = sorted((HERE / "faulty").glob("*.ssi"))
SOUND = sorted((HERE / "sound").glob("*.ssi"))
LIMIT = Limit(steps=20_000_000)
_MARK = re.compile(r"# refuted: (?P<kinds>[\w, ]+)")
_POINTS = re.compile(r"\d+(?:\.\d+)?(?= points?$|$)")


@cache
def findings(path: Path) -> tuple[Finding, ...]:
    """Whatever is found in a ruleset."""
    ruleset = load_ruleset(path)
    universe = Universe(ruleset)
    questions = (reachable, attainable, adjustments, monotone, missing, cliffs, claims)
    return tuple(each for question in questions for each in question(universe, ruleset, LIMIT))


def marked(path: Path) -> set[tuple[int, str]]:
    """Lines and kinds of what must be found."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    found = ((number, _MARK.search(line)) for number, line in lines)
    return {(number, kind.strip()) for number, mark in found if mark for kind in mark["kinds"].split(",")}


def test_there_are_enough_of_each_kind() -> None:
    kinds = [kind for path in FAULTY for kind in {kind for _, kind in marked(path)}]
    assert len(FAULTY) >= 40
    assert set(kinds) == {each.value for each in Kind}
    assert min(kinds.count(each.value) for each in Kind) >= 4


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_finds_what_is_marked_and_nothing_else(path: Path) -> None:
    refuted = {
        (each.span.line, each.kind.value) for each in findings(path) if each.verdict is Verdict.REFUTED
    }
    assert refuted == marked(path)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_proves_all_of_what_only_looks_faulty(path: Path) -> None:
    assert [each.sentence for each in findings(path) if each.verdict is not Verdict.PROVED] == []


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_every_witness_is_a_test_that_passes(path: Path, tmp_path: Path) -> None:
    ruleset = load_ruleset(path)
    shown = [
        (each.subject, witness)
        for each in findings(path)
        for witness in each.witnesses
        if _POINTS.search(witness.says)
    ]
    tests = "\n".join(_test(ruleset, *each, number) for number, each in enumerate(shown))
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "pasted.ssi").write_text(f"{path.read_text(encoding='utf-8')}\n{tests}\n", encoding="utf-8")
    checked = check_paths([tmp_path / "pasted.ssi"], ONLY_FAULTS)
    pasted = checked.compiled[0].ruleset
    assert pasted is not None, list(checked.problems)
    outcomes = list(run_tests(pasted))
    assert len(outcomes) == len(shown)
    assert [each for each in outcomes if not each.passed] == []


def _test(ruleset: Ruleset, subject: str, witness: Witness, number: int) -> str:
    points = _POINTS.findall(witness.says)[-1]
    lines = given_block(witness.member, witness.as_of, ruleset.catalogue)
    return "\n".join([f'test "witness {number}" {{', *lines, f"expect {subject} = {points}", "}"])
