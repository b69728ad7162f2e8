from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.lsp.desk import Desk
from ssi_rules.lsp.state import State
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace.baseline import written
from ssi_rules.workspace.inspect import inspect_paths
from ssi_rules.workspace.targets import Options
from tests.lsp.desk import HEAD

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic

RULES = (
    HEAD
    + """
use "lets.ssi"
pillar find "Find" worth 5 {
  criterion shares "Shares" worth 5 {
    measure count of shares
    bands {
      from floor earns 5
    }
  }
}
"""
)


def told(found: list[Diagnostic]) -> list[tuple[str, str, int]]:
    return sorted((each.code.slug, each.span.origin, each.span.column) for each in found)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path.resolve()
    (folder / "ssi.toml").write_text("", encoding="utf-8")
    (folder / "rules.ssi").write_text(RULES, encoding="utf-8")
    (folder / "lets.ssi").write_text("let floor = 5\n", encoding="utf-8")
    return folder


def checked(path: Path) -> list[tuple[str, str, int]]:
    return told(inspect_paths([path], Options(), use_cache=False).found)


@pytest.mark.parametrize(
    "configuration",
    [
        "",
        'ignore = ["wording"]\n',
        '[levels]\nmissing-advice = "error"\n',
        '[[paths]]\nmatch = ["rules.ssi"]\nignore = ["scoring"]\n',
        "[limits]\ncliff-points = 1\n",
    ],
)
def test_the_editor_says_what_the_command_line_says(project: Path, configuration: str) -> None:
    (project / "ssi.toml").write_text(configuration, encoding="utf-8")
    for name in ("rules.ssi", "lets.ssi"):
        assert told(Desk().findings(project / name)) == checked(project / name)
    assert checked(project / "rules.ssi"), "nothing is compared"


def test_it_says_so_of_the_shipped_rulesets_and_their_tests() -> None:
    desk = Desk()
    for name in ("linkedin-ssi-2015.ssi", "linkedin-ssi-2015-fair_test.ssi", "manufacturing.ssi"):
        path = (rulesets_folder() / name).resolve()
        assert told(desk.findings(path)) == checked(path)


def test_known_findings_are_not_told_again(project: Path) -> None:
    inspected = inspect_paths([project / "rules.ssi"], Options(), use_cache=False)
    text, count = written(inspected.files, project)
    assert count
    (project / "known.json").write_text(text, encoding="utf-8")
    (project / "ssi.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert told(Desk().findings(project / "rules.ssi")) == []


def test_a_broken_configuration_is_told_and_the_usual_counts(project: Path) -> None:
    before = told(Desk().findings(project / "rules.ssi"))
    (project / "ssi.toml").write_text("selct = []\n", encoding="utf-8")
    desk = Desk()
    assert told(desk.findings(project / "rules.ssi")) == before
    assert "selct" in (desk.choices.fault(project / "rules.ssi") or "")
    (project / "ssi.toml").write_text('ignore = ["wording"]\n', encoding="utf-8")
    desk.reconfigured()
    assert desk.choices.fault(project / "rules.ssi") is None


def test_an_open_text_stands_in_place_of_its_file_for_others_too(project: Path) -> None:
    desk = Desk()
    desk.put(project / "rules.ssi", RULES)
    assert codes.UNKNOWN_NAME not in {each.code for each in desk.findings(project / "rules.ssi")}
    desk.put(project / "lets.ssi", "let other = 5\n")
    assert codes.UNKNOWN_NAME in {each.code for each in desk.findings(project / "rules.ssi")}
    desk.take(project / "lets.ssi")
    assert codes.UNKNOWN_NAME not in {each.code for each in desk.findings(project / "rules.ssi")}


def test_files_that_come_change_and_go_on_disk_are_noticed(project: Path) -> None:
    desk, rules, lets = Desk(), project / "rules.ssi", project / "lets.ssi"
    desk.put(rules, RULES)
    assert codes.USE_NOT_FOUND not in {each.code for each in desk.findings(rules)}
    lets.unlink()
    desk.touched(lets, came_or_went=True)
    assert codes.USE_NOT_FOUND in {each.code for each in desk.findings(rules)}
    lets.write_text("let other = 1\n", encoding="utf-8")
    desk.touched(lets, came_or_went=True)
    assert codes.UNKNOWN_NAME in {each.code for each in desk.findings(rules)}
    lets.write_text("let floor = 1\n", encoding="utf-8")
    desk.touched(lets, came_or_went=False)
    assert {codes.USE_NOT_FOUND, codes.UNKNOWN_NAME}.isdisjoint(each.code for each in desk.findings(rules))


def test_an_editor_that_does_not_watch_is_served_too(project: Path) -> None:
    desk, rules, lets = Desk(), project / "rules.ssi", project / "lets.ssi"
    desk.put(rules, RULES)
    desk.findings(rules)
    desk.look_again()
    for text, code in (("let other = 1\n", codes.UNKNOWN_NAME), (None, codes.USE_NOT_FOUND)):
        if text is None:
            lets.unlink()
        else:
            lets.write_text(text, encoding="utf-8")
        desk.look_again()
        assert code in {each.code for each in desk.findings(rules)}
    lets.write_text("let floor = 1\n", encoding="utf-8")
    desk.put(rules, RULES)
    assert {codes.USE_NOT_FOUND, codes.UNKNOWN_NAME}.isdisjoint(each.code for each in desk.findings(rules))


def test_a_file_that_was_never_saved_can_be_used(project: Path) -> None:
    desk = Desk()
    desk.put(project / "rules.ssi", RULES.replace("lets.ssi", "new.ssi"))
    assert codes.USE_NOT_FOUND in {each.code for each in desk.findings(project / "rules.ssi")}
    desk.put(project / "new.ssi", "let floor = 5\n")
    assert codes.USE_NOT_FOUND not in {each.code for each in desk.findings(project / "rules.ssi")}


def test_only_what_rests_on_a_change_is_checked_again(project: Path) -> None:
    desk, names = Desk(), ("rules.ssi", "lets.ssi", "other.ssi", "rules_test.ssi")
    (project / "other.ssi").write_text("let b = 1\n", encoding="utf-8")
    (project / "rules_test.ssi").write_text('test "t" {\n  expect total = 1\n}\n', encoding="utf-8")

    def known_after(changed: str, text: str) -> set[str]:
        for name in names:
            desk.findings(project / name)
        desk.put(project / changed, text)
        return {name for name in names if desk.knows(project / name)}

    assert known_after("other.ssi", "let b = 2\n") == {"rules.ssi", "lets.ssi", "rules_test.ssi"}
    assert known_after("lets.ssi", "let floor = 4\n") == {"other.ssi"}
    assert known_after("rules_test.ssi", "") == {"lets.ssi", "other.ssi"}
    assert known_after("new.ssi", "") == set()


def test_a_folder_that_is_no_project_is_not_searched(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    for name in ("a.ssi", "below/b.ssi"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("let a = 1\n", encoding="utf-8")
    desk = Desk()
    assert [each.name for each in desk.project(folder / "new.ssi")] == ["a.ssi", "new.ssi"]
    (folder / "ssi.toml").touch()
    assert [each.name for each in desk.project(folder / "new.ssi")] == ["a.ssi", "b.ssi", "new.ssi"]


def test_what_did_not_change_is_kept(project: Path) -> None:
    desk = Desk()
    desk.put(project / "rules.ssi", RULES)
    before = desk.unit(project / "rules.ssi")
    desk.put(project / "rules.ssi", RULES + "\n")
    after = desk.unit(project / "rules.ssi")
    assert after is not before
    assert [each.unit for each in after.uses] == [each.unit for each in before.uses]


def test_errors_in_closed_files_are_told_there_and_taken_back(project: Path) -> None:
    state = State(project)
    (project / "lets.ssi").write_text("let floor = = 5\n", encoding="utf-8")
    rules, lets = (project / name for name in ("rules.ssi", "lets.ssi"))
    state.open(rules.as_uri(), 1, RULES)
    said = {each.uri: each for each in state.bulletins(rules)}
    assert [each.code for each in said[lets.as_uri()].found] == [codes.SYNTAX]
    assert said[rules.as_uri()].version == 1
    (project / "lets.ssi").write_text("let floor = 5\n", encoding="utf-8")
    state.desk.touched(lets, came_or_went=False)
    said = {each.uri: each for each in state.bulletins(rules)}
    assert said[lets.as_uri()].found == ()
    assert [each.uri for each in state.bulletins(rules)] == [rules.as_uri()]


def test_closing_takes_back_what_was_said(project: Path) -> None:
    state, rules = State(project), project / "rules.ssi"
    state.open(rules.as_uri(), 1, RULES)
    assert next(iter(state.bulletins(rules))).found
    assert state.close(rules.as_uri()) == rules
    assert [(each.uri, each.found) for each in state.farewells(rules, rules.as_uri())] == [
        (rules.as_uri(), ())
    ]
    assert state.close(rules.as_uri()) is None


def test_a_path_that_cannot_be_a_file_is_told_at_the_open_one(tmp_path: Path) -> None:
    state = State(tmp_path)
    path = state.open("untitled:Untitled-1", 1, 'use "nowhere.ssi"\n')
    (bulletin,) = state.bulletins(path)
    assert bulletin.uri == "untitled:Untitled-1"
    assert [each.code for each in bulletin.found] == [codes.USE_NOT_FOUND]
