"""``ssi diff``: what it prints in each format, and how it ends."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ssi
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden" / "diff"

OLD = """\
facts {
  calls : count   "Calls"
  seat  : flag    "Seat"
  done  : percent "Profile"
  table shares dated shared_on "Posts" { shared_on : date title : text }
}
market boss "Boss" { title has "ceo", "chief *" title not "assistant" }
let recent = count of shares over 90 days where title is boss
ruleset card "Card" { version "1.0.0" worth 30 }
pillar reach "Reach" worth 20 {
  criterion calling "Calling" worth 10 {
    measure calls + recent
    bands { from 5 earns 4 from 20 earns 10 }
    basis chosen
  }
  criterion profile "Profile" worth 10 { measure done ramp { 20% earns 0 80% earns 10 } basis chosen }
  cap at 15 when not seat { because "Without a seat 15 is the most." }
}
pillar seats "Seats" worth 10 {
  criterion seat "Seat" worth 6 { measure seat earns 6 when yes basis chosen }
  criterion often "Often" worth 4 { measure calls bands { from 50 earns 4 } missing redistribute basis chosen }
}
level good "Good" from 12
"""
NEW = (
    OLD.replace("from 20 earns 10", "from 25 earns 10")
    .replace("80% earns 10", "60% earns 10")
    .replace("over 90 days", "over 60 days")
    .replace('"ceo", ', '"ceo", "founder", ')
    .replace("cap at 15 ", "cap at 14 ")
    .replace("earns 6 when yes", "earns 6 when no")
    .replace("missing redistribute", "missing zero")
    .replace('"Good" from 12', '"Good" from 11')
    .replace('criterion often "Often"', 'criterion frequent "Often"')
)
LONGER = OLD.replace("from 20 earns 10", "from 20 earns 10 from 30 earns 10")
WORDS = OLD.replace("Without a seat 15", "With no seat 15")


@pytest.fixture(autouse=True)
def cards(project: Path) -> None:
    for name, text in (("old", OLD), ("new", NEW), ("longer", LONGER), ("words", WORDS)):
        (project / f"{name}.ssi").write_text(text, encoding="utf-8")
    (project / "broken.ssi").write_text(OLD.replace("calls +", "cals +"), encoding="utf-8")


@pytest.mark.parametrize("format_", ["text", "md", "json", "github"])
def test_it_shows_changes_with_places_and_points(format_: str, ssi: Ssi, golden: Golden) -> None:
    done = ssi("diff", "old.ssi", "new.ssi", "--limit", "0", "--format", format_)
    assert (done.returncode, done.stderr) == (0, "")
    golden(GOLDEN / f"changes.{format_}.txt", done.stdout)


def test_it_shows_whose_score_differs_and_how_far(ssi: Ssi) -> None:
    done = ssi("diff", "old.ssi", "new.ssi", "--format", "json", "--limit", "60")
    (found,) = json.loads(done.stdout)["rulesets"]
    assert found["proof"]["verdict"] == "different"
    totals = [found["proof"]["example"][side]["total"]["points"] for side in ("before", "after")]
    assert totals[0] != totals[1]
    assert found["proof"]["pillars"].keys() == {"reach", "seats"}


@pytest.mark.parametrize(
    ("new", "verdict", "said"),
    [
        ("longer.ssi", "equal", "proved for all facts and rows there can be"),
        ("words.ssi", "equal", "what changed is words and plans"),
    ],
)
def test_other_words_are_no_other_score(new: str, verdict: str, said: str, ssi: Ssi) -> None:
    done = ssi("diff", "old.ssi", new, "--format", "json", "--exit-code", "--limit", "60")
    assert done.returncode == 0
    (found,) = json.loads(done.stdout)["rulesets"]
    assert (found["proof"]["verdict"], found["proof"]["why"]) == (verdict, said)
    assert not found["same_meaning"]
    assert found["changes"]


def test_the_same_meaning_needs_no_proof(ssi: Ssi, project: Path) -> None:
    (project / "again.ssi").write_text(
        f"# another comment\n{OLD}".replace("recent", "lately"), encoding="utf-8"
    )
    done = ssi("diff", "old.ssi", "again.ssi", "--exit-code")
    assert done.returncode == 0
    assert done.stdout == (
        "old.ssi → again.ssi\nSame meaning: nothing that scores, plans or is told to members differs.\n"
    )


def test_the_summary_of_a_step_gets_the_whole_page(ssi: Ssi, project: Path) -> None:
    summary = project / "summary.md"
    ssi("diff", "old.ssi", "new.ssi", "--limit", "0", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    page = ssi("diff", "old.ssi", "new.ssi", "--limit", "0", "--format", "md").stdout
    assert summary.read_text(encoding="utf-8") == page


def test_folders_and_commits(ssi: Ssi, project: Path, golden: Golden) -> None:
    rules = project / "rules"
    rules.mkdir()
    (rules / "card.ssi").write_text(OLD, encoding="utf-8")
    (rules / "gone.ssi").write_text(OLD.replace("ruleset card", "ruleset gone"), encoding="utf-8")
    for arguments in (("init", "-q"), ("add", "rules"), ("commit", "-qm", "one")):
        identity = ("-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)
    (rules / "card.ssi").write_text(LONGER, encoding="utf-8")
    (rules / "gone.ssi").unlink()
    (rules / "fresh.ssi").write_text(OLD.replace("ruleset card", "ruleset fresh"), encoding="utf-8")
    done = ssi("diff", "HEAD", "rules", "--limit", "0")
    golden(GOLDEN / "folders.text.txt", done.stdout)
    documents = json.loads(ssi("diff", "HEAD:rules", "rules", "--limit", "0", "--format", "json").stdout)
    assert [[bool(each["old"]), bool(each["new"])] for each in documents["rulesets"]] == [
        [True, True],
        [False, True],
        [True, False],
    ]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("old.ssi new.ssi --limit 0", 0, ""),
        ("old.ssi new.ssi --limit 0 --exit-code", 1, ""),
        ("old.ssi longer.ssi --limit 0 --exit-code", 1, ""),
        ("old.ssi broken.ssi", 1, "cals"),
        ("broken.ssi old.ssi", 1, "cals"),
        ("old.ssi nothing.ssi", 2, "nothing.ssi"),
        (
            "old.ssi .",
            2,
            "error: `.` is a folder and `old.ssi` is not.\nhelp: Give two rulesets, or two folders of them.\n",
        ),
        ("old.ssi", 2, "NEW"),
        ("old.ssi new.ssi --format yaml", 2, "yaml"),
        ("old.ssi new.ssi --limit -1", 2, "--limit"),
    ],
)
def test_each_way_to_end_has_its_code(line: str, code: int, said: str, ssi: Ssi) -> None:
    done = ssi("diff", *line.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert not done.stdout


def test_its_document_has_a_schema(ssi: Ssi) -> None:
    assert json.loads(ssi("schema", "diff").stdout)["title"] == "DifferenceDocument"
