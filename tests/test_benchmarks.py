"""What is measured still works; how long it takes is no test."""

from __future__ import annotations

import importlib
import shutil
from typing import TYPE_CHECKING

import pytest

from benchmarks import (
    card,
    checking,
    kept,
    large_export,
    many_files,
    populations,
    process,
    proving,
    reference_engine,
    single,
    typing_in_an_editor,
)
from benchmarks.bulk import by_reading, by_sql, ours
from benchmarks.bulk.contest import RULES, Round, megabytes, multiple
from benchmarks.bulk.equal import differences
from benchmarks.bulk.wider import wider
from benchmarks.figure import Figure, medians
from benchmarks.page import page
from benchmarks.parts import PARTS, Size
from benchmarks.peers.entrants import MODULES, Absent, Entrant, enter
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.proving.findings import Kind, Verdict
from ssi_rules.workspace import ONLY_FAULTS, check_paths, load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

_TAKEN = process.Taken(seconds=1.0, processor=1.5, peak=200_000_000)


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


def test_the_hundred_criteria_are_without_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proving, "PILLARS", 2)
    monkeypatch.setattr(proving, "CRITERIA", 8)
    path = tmp_path / "hundred.ssi"
    path.write_text(proving.hundred(), encoding="utf-8")
    found = proving.proved(load_ruleset(path))
    assert {each.kind for each in found} == set(Kind)
    assert [each.sentence for each in found if each.verdict is not Verdict.PROVED] == []


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


@pytest.mark.parametrize("module", MODULES)
def test_every_peer_that_is_installed_comes_to_the_same_points(module: str) -> None:
    entered = enter(module)
    if isinstance(entered, Absent):
        pytest.skip(entered.reason)
    single.agree(card.people(25, 0.1), [entered])


def test_the_table_of_the_card_is_the_ruleset() -> None:
    rules = card.ruleset()
    by_hand = enter("by_hand")
    assert isinstance(by_hand, Entrant)
    assert [line.id for line in card.LINES] == [
        each.id for pillar in rules.pillars for each in pillar.criteria
    ]
    assert set(card.NAMES) == set(rules.catalogue.facts)
    single.agree(card.people(300, 0.2), [by_hand])


def test_explanations_are_measured_of_members_as_they_are() -> None:
    team = card.people(3, 0.1)
    contestants = single.our_own(team)
    taken = single.in_turn(contestants, 2)
    assert set(contestants) == {"score", "record", "scorecard as JSON"}
    assert [set(each) for each in taken] == [set(contestants)] * 2


@pytest.mark.skipif(shutil.which("gcc") is None, reason="the floor is a C program")
def test_the_floor_is_the_same_card(tmp_path: Path) -> None:
    from benchmarks import floor  # noqa: PLC0415 - only where it can be compiled

    members = populations.scalar(tmp_path / "data", 3_000)
    floor.run(members, tmp_path / "floor.parquet", "pyarrow", "pyarrow")
    ours.ready(str(RULES / "card.ssi"), str(members.parent), str(tmp_path / "ours.parquet"))()
    assert differences(tmp_path / "floor.parquet", tmp_path / "ours.parquet") == {}


@pytest.mark.parametrize("library", ["numpy", "polars"])
def test_columns_by_hand_are_the_same_card(tmp_path: Path, library: str) -> None:
    pytest.importorskip(library)
    members = populations.scalar(tmp_path / "data", 1_000)
    by_hand = importlib.import_module(f"benchmarks.bulk.by_{library}")
    by_hand.ready(str(members), str(tmp_path / "hand.parquet"))()
    ours.ready(str(RULES / "card.ssi"), str(members.parent), str(tmp_path / "ours.parquet"))()
    assert differences(tmp_path / "hand.parquet", tmp_path / "ours.parquet") == {}


def test_sql_by_hand_is_the_same_card(tmp_path: Path) -> None:
    data = populations.activity(tmp_path / "data", 400)
    by_sql.ready(str(data), str(tmp_path / "hand.parquet"))()
    ours.ready(str(RULES / "activity.ssi"), str(data), str(tmp_path / "ours.parquet"), "day")()
    assert differences(tmp_path / "hand.parquet", tmp_path / "ours.parquet") == {}
    assert populations.rows_of(data) > 4_000


def test_a_kept_dictionary_changes_nothing(tmp_path: Path) -> None:
    path = populations.network(tmp_path / "data", 20, 2_000, 300)
    by_reading.ready(str(path), "DuckDB", "title")()
    arguments = (str(RULES / "network.ssi"), str(path.parent))
    ours.ready(*arguments, str(tmp_path / "cold.parquet"), "day")()
    for _ in range(2):
        ours.ready(
            *arguments, str(tmp_path / "kept.parquet"), "day", f"dictionary={tmp_path / 'titles.dictionary'}"
        )()
        assert differences(tmp_path / "cold.parquet", tmp_path / "kept.parquet") == {}


def test_a_difference_is_seen(tmp_path: Path) -> None:
    few, more = (populations.scalar(tmp_path / str(count), count) for count in (50, 60))
    assert differences(few, few, "member_id") == {}
    assert differences(more, few, "member_id")["rows"] == 10


def test_a_wider_card_checks_clean(tmp_path: Path) -> None:
    path = tmp_path / "wider.ssi"
    path.write_text(wider((RULES / "card.ssi").read_text(encoding="utf-8"), 3), encoding="utf-8")
    rules = load_ruleset(path)
    assert sum(len(pillar.criteria) for pillar in rules.pillars) == 3 * len(card.LINES)
    assert rules.worth == 3 * 100 * 100


def test_a_contestant_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(process.Failed, match=r"by_reading:ready: .*No files found"):
        process.measured("benchmarks.bulk.by_reading:ready", tmp_path / "nothing.parquet", "DuckDB", "title")


def test_multiples_are_taken_within_a_round() -> None:
    slow = process.Taken(seconds=3.0, processor=3.0, peak=100_000_000)
    found = [Round({"ours": slow, "floor": _TAKEN})]
    assert multiple(found, "ours", "floor") == 3.0
    assert megabytes(found, "floor") == 200.0


def test_what_was_measured_is_kept_with_its_day_and_machine(tmp_path: Path) -> None:
    measured = kept.measured_now("single", [Figure("slow", "9 s", "3 x", "< 1 s", met=False)])
    kept.keep(measured, tmp_path)
    assert kept.kept("single", tmp_path) == measured
    assert kept.kept("bulk", tmp_path) is None


def test_every_part_can_be_loaded() -> None:
    for part in PARTS:
        module, _, function = part.where.partition(":")
        assert callable(getattr(importlib.import_module(f"benchmarks.{module}"), function))
    assert Size(0.001).of(100) == 1


def test_a_missed_target_is_told() -> None:
    figures = (Figure("slow", "9 s", "3 x", "< 1 s", met=False), Figure("yardstick", "3 s"))
    text = page([(PARTS[0], kept.Results(PARTS[0].name, "2026-06-30", "2 cores", figures))])
    assert text.count("| slow | 9 s | 3 x | < 1 s | **no** |") == 2, "among the targets, and in its part"
    assert text.count("| yardstick | 3 s |  |  |  |") == 1
    assert "2026-06-30, 2 cores." in text
    assert medians({"a": lambda: 1.0}) == {"a": 1.0}
