"""What is measured still works; how long it takes is no test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import checking, large_export, many_files, reference_engine, typing_in_an_editor
from benchmarks.__main__ import table
from benchmarks.figure import Figure, medians
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.workspace import ONLY_FAULTS, check_paths

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_large_ruleset_is_without_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "PILLARS", 2)
    path = tmp_path / "large.ssi"
    path.write_text(checking.large_ruleset(), encoding="utf-8")
    checked = check_paths([path], ONLY_FAULTS)
    assert [each.message for each in checked.problems] == []
    ruleset = checked.compiled[0].ruleset
    assert ruleset is not None
    assert sum(len(pillar.criteria) for pillar in ruleset.pillars) == 2 * checking.CRITERIA


def test_the_many_files_are_without_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_files, "FILES", 70)
    many_files.write_tree(tmp_path / "tree")
    checked = check_paths([tmp_path / "tree"], ONLY_FAULTS)
    assert len(checked.compiled) == 70
    assert {each.code.slug for each in checked.problems} == {"unused-let"}
    lengths = {each.file.source.text.count("\n") for each in checked.compiled}
    assert lengths == {many_files.LINES}


def test_a_typed_letter_brings_findings(tmp_path: Path) -> None:
    text = typing_in_an_editor.large_ruleset()
    assert len(text.splitlines()) >= 1000
    session = typing_in_an_editor.Session(tmp_path / "large.ssi", text)
    session.letter()
    told = session.sent[-1]["params"]["diagnostics"]
    assert sorted({each["code"] for each in told}) == [
        "magic-number",
        "seat-only-points",
        "untested-criterion",
    ]


def test_the_large_export_is_scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large_export, "CONNECTIONS", 20)
    monkeypatch.setattr(large_export, "MESSAGES", 30)
    archive = large_export.write_export(tmp_path)
    large_export.cut_rows(archive)
    large_export.score(archive)


def test_the_card_by_hand_is_the_same_card() -> None:
    team = reference_engine.members(20, 0.2)
    reference_engine.agree(team, Evaluator(reference_engine.card()), reference_engine.unrolled())


def test_a_missed_target_is_told() -> None:
    page = table([Figure("slow", "9 s", "3 x", "< 1 s", met=False), Figure("yardstick", "3 s")])
    assert "| slow | 9 s | 3 x | < 1 s | **no** |" in page
    assert "| yardstick | 3 s |  |  |  |" in page
    assert medians({"a": lambda: 1.0}) == {"a": 1.0}
