"""What names on the command line stand for when rulesets are compared."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import RulesetError
from ssi_rules.workspace.versions import VersionError, pairs

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.workspace.versions import Pair

CARD = """\
use "facts.ssi"

ruleset {id} "A card" {{ version "1.0.0" worth 5 }}

pillar engage "Engage" worth 5 {{
  criterion calling "Calling" worth 5 {{ measure calls >= {enough} earns 5 when yes basis chosen }}
}}
"""


def card(id_: str = "card", enough: int = 3) -> str:
    return CARD.format(id=id_, enough=enough)


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two rulesets in a folder and a commit, then one ruleset changed."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "facts.ssi").write_text('facts { calls : count "Calls" }\n', encoding="utf-8")
    (folder / "card.ssi").write_text(card(), encoding="utf-8")
    (folder / "other.ssi").write_text(card("other"), encoding="utf-8")
    (folder / "card_test.ssi").write_text('use "card.ssi"\n', encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path, "one")
    (folder / "card.ssi").write_text(card(enough=4), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def named(found: tuple[Pair, ...]) -> list[tuple[str | None, str | None]]:
    return [(each.old.name if each.old else None, each.new.name if each.new else None) for each in found]


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("HEAD:rules/card.ssi", "HEAD:rules/card.ssi"),
        ("HEAD:./rules/card.ssi", "HEAD:rules/card.ssi"),
        ("HEAD", "HEAD:rules/card.ssi"),
        ("HEAD~0", "HEAD~0:rules/card.ssi"),
    ],
)
def test_a_file_as_a_commit_has_it(project: Path, old: str, name: str) -> None:
    (pair,) = pairs(old, "rules/card.ssi")
    assert named((pair,)) == [(name, "rules/card.ssi")]
    assert pair.old is not None
    assert pair.new is not None
    assert pair.old.ref == name.partition(":")[0]
    assert pair.new.ref is None
    assert pair.old.ruleset.fingerprint != pair.new.ruleset.fingerprint
    assert project.is_dir()


@pytest.mark.usefixtures("project")
def test_two_commits() -> None:
    (pair,) = pairs("HEAD:rules/card.ssi", "HEAD:rules/other.ssi")
    assert pair.old is not None
    assert pair.new is not None
    assert (pair.old.ruleset.id, pair.new.ruleset.id) == ("card", "other")
    assert pair.old.ruleset.fingerprint == pair.new.ruleset.fingerprint


def test_what_a_file_drew_on_then_counts(project: Path) -> None:
    """The facts of that commit are read, not those that lie there now."""
    (project / "rules" / "facts.ssi").write_text('facts { calls : number "Calls" }\n', encoding="utf-8")
    (pair,) = pairs("HEAD", "rules/card.ssi")
    assert pair.old is not None
    assert pair.new is not None
    assert (
        pair.old.ruleset.catalogue.facts["calls"].type is not pair.new.ruleset.catalogue.facts["calls"].type
    )


def test_a_renamed_file_is_found_by_its_id(project: Path) -> None:
    git(project, "mv", "rules/card.ssi", "rules/better.ssi")
    (pair,) = pairs("HEAD", "rules/better.ssi")
    assert named((pair,)) == [("HEAD:rules/card.ssi", "rules/better.ssi")]


def test_folders_are_compared_file_by_file(project: Path) -> None:
    assert named(pairs("HEAD:rules", "rules")) == [
        ("HEAD:rules/card.ssi", "rules/card.ssi"),
        ("HEAD:rules/other.ssi", "rules/other.ssi"),
    ]
    (project / "rules" / "other.ssi").rename(project / "rules" / "zest.ssi")
    (project / "rules" / "fresh.ssi").write_text(card("fresh"), encoding="utf-8")
    (project / "rules" / "card.ssi").unlink()
    assert named(pairs("HEAD:rules", "rules")) == [
        ("HEAD:rules/card.ssi", None),
        (None, "rules/fresh.ssi"),
        ("HEAD:rules/other.ssi", "rules/zest.ssi"),
    ]


@pytest.mark.usefixtures("project")
def test_a_commit_alone_stands_for_the_other_folder_too() -> None:
    assert named(pairs("HEAD", "rules")) == named(pairs("HEAD:rules", "rules"))


def test_a_project_inside_a_repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "rules" / "ssi.toml").touch()
    monkeypatch.chdir(project / "rules")
    expected = [("HEAD:rules/card.ssi", "card.ssi")]
    assert named(pairs("HEAD", "card.ssi")) == expected
    assert named(pairs("HEAD:./card.ssi", "card.ssi")) == expected
    assert named(pairs("HEAD:rules/card.ssi", "card.ssi")) == expected


def test_shipped_rulesets_go_by_their_names() -> None:
    assert named(pairs("linkedin-ssi-2013", "linkedin-ssi-2015")) == [
        ("linkedin-ssi-2013", "linkedin-ssi-2015")
    ]


@pytest.mark.parametrize(
    ("old", "new", "message", "help_"),
    [
        (
            "HEAD:rules/cards.ssi",
            "rules/card.ssi",
            "There is no `HEAD:rules/cards.ssi`.",
            "Did you mean `HEAD:rules/card.ssi`?",
        ),
        (
            "HEAD:rules/facts.ssi",
            "rules/card.ssi",
            "`HEAD:rules/facts.ssi` holds no ruleset.",
            "Name a file that does.",
        ),
        (
            "rules",
            "rules/card.ssi",
            "`rules` is a folder and `rules/card.ssi` is not.",
            "Give two rulesets, or two folders of them.",
        ),
        (
            "nowhere:rules/card.ssi",
            "rules/card.ssi",
            "There is no commit `nowhere` in this repository.",
            None,
        ),
        ("--help:rules/card.ssi", "rules/card.ssi", "There is no commit `--help` in this repository.", None),
        (
            "HEAD",
            "HEAD~0",
            "`HEAD` is a commit, and `HEAD~0` does not say which of its files is meant.",
            "Name a file or a folder of it, as in `HEAD:rules/card.ssi`, or compare it with one that is here.",
        ),
        (
            "HEAD",
            "linkedin-ssi-2015",
            "`HEAD` is a commit, and `linkedin-ssi-2015` does not say which of its files is meant.",
            None,
        ),
        (
            "HEAD:card.ssi",
            "rules/card.ssi",
            "There is no `HEAD:card.ssi`.",
            "Did you mean `HEAD:rules/card.ssi`?",
        ),
        ("HEAD:rulez", "rules", "There is no `HEAD:rulez`.", "Did you mean `HEAD:rules`?"),
        (
            "HEAD:elsewhere",
            "rules",
            "There is no `HEAD:elsewhere`.",
            "Name a rule file of that commit, such as `HEAD:rules/card.ssi`.",
        ),
        (
            "HEAD:rules",
            "rules/card.ssi",
            "`HEAD:rules` is a folder and `rules/card.ssi` is not.",
            "Give two rulesets, or two folders of them.",
        ),
        (
            "HEAD:../card.ssi",
            "rules/card.ssi",
            "`../card.ssi` is not in this repository.",
            "Name what lies below its root.",
        ),
        (
            ":rules/card.ssi",
            "rules/card.ssi",
            "`:rules/card.ssi` names no commit.",
            "Write it before the colon, as in `HEAD:rules/card.ssi`.",
        ),
        (
            "trunck:rules/card.ssi",
            "rules/card.ssi",
            "There is no commit `trunck` in this repository.",
            "Did you mean `trunk:rules/card.ssi`?",
        ),
        (
            "trunck",
            "rules/card.ssi",
            "There is no file, no shipped ruleset and no commit `trunck`.",
            "Did you mean `trunk`?",
        ),
        (
            "nowhere",
            "rules/card.ssi",
            "There is no file, no shipped ruleset and no commit `nowhere`.",
            "Name a file or a folder, or what a commit has of one: `COMMIT:PATH`.",
        ),
        ("empty", "empty", "There is no ruleset in `empty` or `empty`.", "Name folders with rulesets."),
    ],
)
def test_what_cannot_be_had(project: Path, old: str, new: str, message: str, help_: str | None) -> None:
    (project / "empty").mkdir()
    git(project, "branch", "trunk")
    with pytest.raises(VersionError) as told:
        pairs(old, new)
    assert told.value.message == message
    if help_ is not None:
        assert told.value.help == help_
    assert "--since" not in (told.value.help or "")


def test_faults_of_a_commit_are_told_with_it(project: Path) -> None:
    (project / "rules" / "card.ssi").write_text(card().replace("calls >=", "cals >="), encoding="utf-8")
    commit(project, "two")
    (project / "rules" / "card.ssi").write_text(card(), encoding="utf-8")
    with pytest.raises(VersionError, match=r"`HEAD:rules/card.ssi` has errors: rules/card.ssi:6: .*cals"):
        pairs("HEAD", "rules/card.ssi")


@pytest.mark.usefixtures("project")
def test_a_name_of_nothing_is_told_as_everywhere() -> None:
    with pytest.raises(RulesetError, match="crd"):
        pairs("rules/crd.ssi", "rules/card.ssi")


def test_outside_a_repository_there_is_no_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VersionError, match="is not in a git repository"):
        pairs("HEAD:card.ssi", "linkedin-ssi-2015")
    with pytest.raises(VersionError, match="no commit `HEAD`") as told:
        pairs("HEAD", "linkedin-ssi-2015")
    assert "is not in a git repository" in (told.value.help or "")


def test_a_folder_that_a_commit_had_not_is_all_new(project: Path) -> None:
    (project / "fresh").mkdir()
    (project / "fresh" / "a.ssi").write_text(
        card("fresh").replace('"facts.ssi"', '"../rules/facts.ssi"'), encoding="utf-8"
    )
    assert named(pairs("HEAD", "fresh")) == [(None, "fresh/a.ssi")]
