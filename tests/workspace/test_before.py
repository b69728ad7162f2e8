"""Rulesets as they were at another commit, with all that they drew on then."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import Options, inspect_paths, load_ruleset
from ssi_rules.workspace.before import past
from ssi_rules.workspace.errors import PastError
from ssi_rules.workspace.fixes import mend
from ssi_rules.workspace.places import home_of

if TYPE_CHECKING:
    from pathlib import Path

FACTS = 'facts {\n  calls : count "Calls"\n}\n\nlet enough = 3\n'
RULES = """\
use "facts.ssi"

ruleset case "A case" {
  version "1.0.0"
  worth   5
}

pillar engage "Engage" worth 5 {
  criterion calling "Calling" worth 5 {
    measure calls >= enough
    earns 5 when yes
  }
}
"""


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a sub-folder of a repository, with one commit."""
    root = tmp_path / "repository" / "sales"
    root.mkdir(parents=True)
    (root / "ssi.toml").touch()
    (root / "facts.ssi").write_text(FACTS, encoding="utf-8")
    (root / "rules é.ssi").write_text(RULES, encoding="utf-8")
    git(root.parent, "init", "-q")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "one")
    return root


def slugs(project: Path, since: str = "HEAD") -> list[str]:
    found = inspect_paths([project], Options(since=since)).found
    return [each.code.slug for each in found if each.code.slug == "version-not-raised"]


def test_a_ruleset_is_compiled_with_what_it_drew_on_then(project: Path) -> None:
    rules = project / "rules é.ssi"
    now = load_ruleset(rules)
    (project / "facts.ssi").write_text(FACTS.replace("3", "4"), encoding="utf-8")
    (project / "new.ssi").write_text(RULES, encoding="utf-8")
    then = past("HEAD", home_of(rules))
    before = then.before(rules)
    assert before is not None
    assert (before.ref, before.version, before.fingerprint) == ("HEAD", "1.0.0", now.fingerprint)
    assert load_ruleset(rules).fingerprint != now.fingerprint
    assert then.before(project / "new.ssi") is None
    assert then.before(project / "facts.ssi") is None


def test_a_file_that_was_not_there_then_is_not_drawn_on(project: Path) -> None:
    (project / "other.ssi").write_text(RULES.replace("facts.ssi", "later.ssi"), encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-qm", "two")
    (project / "later.ssi").write_text(FACTS, encoding="utf-8")
    assert past("HEAD", home_of(project / "other.ssi")).before(project / "other.ssi") is None


def test_a_changed_meaning_under_one_version_is_told_once_it_is_compared(project: Path) -> None:
    assert slugs(project) == []
    (project / "facts.ssi").write_text(FACTS.replace("3", "4"), encoding="utf-8")
    assert slugs(project) == ["version-not-raised"]
    assert slugs(project) == ["version-not-raised"]
    git(project, "commit", "-qam", "two")
    assert slugs(project) == []
    assert slugs(project, "HEAD~1") == ["version-not-raised"]
    assert [
        each for each in inspect_paths([project], Options()).found if each.code.slug == "version-not-raised"
    ] == []


@pytest.mark.parametrize("ref", ["nonsense", "--output=x", "HEAD:sales", ""])
def test_a_commit_that_is_not_there_is_told(project: Path, ref: str) -> None:
    with pytest.raises(PastError, match="There is no commit") as caught:
        inspect_paths([project], Options(since=ref))
    assert "fetch-depth" in (caught.value.help or "")


def test_a_folder_without_repository_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "rules.ssi").write_text(RULES, encoding="utf-8")
    with pytest.raises(PastError, match="is not in a git repository"):
        inspect_paths([tmp_path], Options(since="HEAD"))


def test_a_missing_git_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PastError, match="git is not installed"):
        inspect_paths([project], Options(since="HEAD"))


def test_the_version_can_be_raised_by_its_fix(project: Path) -> None:
    path = project / "rules é.ssi"
    path.write_text(RULES.replace("earns 5 when yes", "earns 5 when no"), encoding="utf-8")
    options = Options(since="HEAD")
    (found,) = mend(inspect_paths([path], options).files, options, unsafe=True)
    assert 'version "1.1.0"' in found.after
    assert found.count == 1
