"""Known findings stay unreported where lines move, and only there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ssi_rules.workspace import Options, inspect_paths
from ssi_rules.workspace.baseline import read_baseline, written
from ssi_rules.workspace.errors import BaselineError
from ssi_rules.workspace.settings import Choice

if TYPE_CHECKING:
    from pathlib import Path

RULES = """\
let idle = 1

ruleset case "A case" {
  version "1.0.0"
  worth   4
}

facts {
  calls : count "Calls"
}

pillar engage "Engage" worth 4 {
  criterion calling "Calling" worth 2 {
    measure calls
    earns 2 when yes
  }
  criterion answering "Answering" worth 2 {
    measure calls >= 3
    earns 2 when yes
  }
}
""".replace("measure calls\n", "measure calls >= 5\n")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "rules.ssi").write_text(RULES, encoding="utf-8")
    return tmp_path


def keep(project: Path) -> int:
    text, count = written(inspect_paths([project], Options(), use_cache=False).files, project)
    (project / "known.json").write_text(text, encoding="utf-8")
    return count


def compared(project: Path, text: str, ignore: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The slugs of what is new and of what is gone, once the rules read otherwise."""
    (project / "rules.ssi").write_text(text, encoding="utf-8")
    baseline = read_baseline(project / "known.json")
    (file,) = inspect_paths([project], Options(choice=Choice(ignore=ignore)), use_cache=False).files
    new, gone = baseline.split(file)
    return [each.code.slug for each in new], sorted(each.code for each in gone.elements())


def test_what_is_known_is_not_new_and_lines_may_move(project: Path) -> None:
    assert keep(project) >= 3
    assert compared(project, RULES) == ([], [])
    moved = RULES.replace("facts {", "# moved\n\n\nfacts {").replace("    measure", "      measure")
    assert compared(project, moved) == ([], [])


def test_the_same_line_elsewhere_is_new(project: Path) -> None:
    keep(project)
    renamed = RULES.replace("criterion calling", "criterion dialling")
    new, gone = compared(project, renamed)
    assert new
    assert set(new) == set(gone)


def test_one_more_of_the_same_is_new(project: Path) -> None:
    keep(project)
    new, gone = compared(project, RULES.replace("let idle = 1\n", "let idle = 1\nlet idler = 1\n"))
    assert (new, gone) == (["unused-let"], [])


def test_what_is_gone_is_told_unless_it_is_not_wanted(project: Path) -> None:
    keep(project)
    without = RULES.replace("let idle = 1\n", "")
    assert compared(project, without) == ([], ["unused-let"])
    assert compared(project, without, ignore=("unused-let",)) == ([], [])


def test_beside_an_error_nothing_is_told_to_be_gone(project: Path) -> None:
    keep(project)
    assert compared(project, RULES.replace("calls >= 5", "cals >= 5"))[1] == []


def test_errors_are_never_known(project: Path) -> None:
    (project / "rules.ssi").write_text(RULES.replace("calls >= 5", "cals >= 5"), encoding="utf-8")
    keep(project)
    assert "unknown-name" not in (project / "known.json").read_text(encoding="utf-8")
    assert "unknown-name" in compared(project, RULES.replace("calls >= 5", "cals >= 5"))[0]


def test_the_file_is_the_same_for_every_run_and_order(project: Path) -> None:
    (project / "sub").mkdir()
    (project / "sub" / "other.ssi").write_text(RULES, encoding="utf-8")
    paths = [project / "rules.ssi", project / "sub" / "other.ssi"]
    texts = {
        written(inspect_paths(each, Options()).files, project) for each in (paths, paths[::-1], [project])
    }
    ((text, _),) = texts
    assert {each["path"] for each in json.loads(text)["findings"]} == {"rules.ssi", "sub/other.ssi"}


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "ssi.baseline/9", "findings": []}', '{"schema": "ssi.baseline/1"}',
             '{"schema": "ssi.baseline/1", "findings": [{"path": "a", "code": "clif", "within": "", "line": "", "count": 1}]}']
)  # fmt: skip
def test_what_is_no_baseline_is_said_to_be_none(project: Path, text: str) -> None:
    (project / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match=r"known\.json") as caught:
        read_baseline(project / "known.json")
    assert caught.value.help == "write it with --write-baseline known.json"


def test_a_missing_baseline_is_told(project: Path) -> None:
    with pytest.raises(BaselineError, match="No such file"):
        read_baseline(project / "known.json")
