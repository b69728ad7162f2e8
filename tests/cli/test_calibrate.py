"""``ssi calibrate`` and ``ssi audit``, as a person meets them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from ssi_rules.api import load_ruleset, open_dataset
from ssi_rules.calibration.calibrate import with_outcome
from ssi_rules.calibration.outcomes import outcomes_of
from ssi_rules.calibration.scores import scored, scores_of_result
from ssi_rules.calibration.suggest import suggest
from ssi_rules.language.types import Type
from tests.calibration.samples import RULES, calls, members, rows

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.sources.dataset import Member
    from tests.cli.conftest import Ssi

COLUMN = "won"


def won(member: Member) -> int:
    """Steps at 10 and 40 calls."""
    return (0, 5, 9)[(calls(member) >= 10) + (calls(member) >= 40)]


def team(member: Member) -> str:
    return "north" if calls(member) >= 30 else "south"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "ssi.toml").touch()
    (tmp_path / "sample.ssi").write_text(RULES, encoding="utf-8")
    everyone = members(400)
    (tmp_path / "members.csv").write_text(rows(everyone, won), encoding="utf-8")
    (tmp_path / "few.csv").write_text(rows(everyone[:49], won), encoding="utf-8")
    (tmp_path / "chance.csv").write_text(
        rows(everyone, lambda each: "yes" if int(each.id[1:]) % 2 else "no"), encoding="utf-8"
    )
    (tmp_path / "words.csv").write_text(rows(everyone, lambda _: "lots"), encoding="utf-8")
    (tmp_path / "same.csv").write_text(rows(everyone, lambda _: 7), encoding="utf-8")
    (tmp_path / "blank.csv").write_text(rows(everyone, lambda _: " "), encoding="utf-8")
    (tmp_path / "twice.csv").write_text(rows([*everyone, everyone[0]], won), encoding="utf-8")
    (tmp_path / "teams.csv").write_text(rows(everyone, team, "team"), encoding="utf-8")
    return tmp_path


def test_what_is_suggested_is_a_ruleset_to_review(ssi: Ssi, project: Path) -> None:
    before = (project / "sample.ssi").read_text(encoding="utf-8")
    done = ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "-o", "new.ssi")
    assert done.returncode == 0, done.stderr
    assert "from 10 earns" in done.stdout
    assert "Going together is not causing" in done.stdout
    assert "not LinkedIn's score" in done.stdout
    assert ssi("check", "new.ssi").stdout == ""
    assert ssi("fmt", "--check", "new.ssi").returncode == 0
    assert (project / "sample.ssi").read_text(encoding="utf-8") == before

    rules = load_ruleset(project / "sample.ssi")
    dataset = open_dataset(project / "members.csv", rules.catalogue, labels=[COLUMN])
    outcomes = outcomes_of(
        COLUMN, {each.id: each.labels[COLUMN] for each in dataset.members()}, "members.csv"
    )
    scores, outcome = with_outcome(scored(rules, dataset.members()), outcomes, "members.csv")
    written, meant = (
        load_ruleset(project / "new.ssi").pillars,
        suggest(rules, scores, outcome).ruleset.pillars,
    )
    assert [(each.id, each.worth, each.award) for each in written[0].criteria] == [
        (each.id, each.worth, each.award) for each in meant[0].criteria
    ]


def test_what_is_suggested_can_be_asked_about_again(ssi: Ssi, project: Path) -> None:
    ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "-o", "new.ssi")
    again = ssi("calibrate", "new.ssi", "members.csv", "--outcome", COLUMN, "-o", "newer.ssi")
    assert again.returncode == 0, again.stderr
    if (project / "newer.ssi").exists():
        assert ssi("check", "newer.ssi").stdout == ""


def test_suggestions_for_a_shipped_ruleset_stand_its_checks(ssi: Ssi, project: Path) -> None:
    rules = load_ruleset("linkedin-ssi-2015")
    facts = [each for each in rules.catalogue.facts.values() if each.type in (Type.COUNT, Type.PERCENT)]
    drawn = random.Random(3)
    lines = [",".join(["member_id", "as_of", *(each.name for each in facts), COLUMN])]
    for number in range(500):
        busy = drawn.gauss(1, 1)
        known = {
            each.name: drawn.randrange(101)
            if each.type is Type.PERCENT
            else int(abs(busy + drawn.gauss(0, 1)) * 40)
            for each in facts
        }
        goal = (known["articles"] > 20) + (known["endorsements"] > 60) + drawn.gauss(0, 0.3)
        cells = (f"{known[each.name]}{'%' if each.type is Type.PERCENT else ''}" for each in facts)
        lines.append(",".join([f"m{number}", "2026-06-30", *cells, f"{goal:.2f}"]))
    (project / "all.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = ssi("calibrate", "linkedin-ssi-2015", "all.csv", "--outcome", COLUMN, "-o", "new.ssi")
    assert done.returncode == 0, done.stderr
    assert "brand.articles" in done.stdout
    assert 'extends "linkedin-ssi-2015.ssi"' in (project / "new.ssi").read_text(encoding="utf-8")
    assert "no findings" in ssi("check", "new.ssi").stderr
    assert ssi("fmt", "--check", "new.ssi").returncode == 0


def test_nothing_to_suggest_writes_nothing(ssi: Ssi, project: Path) -> None:
    done = ssi("calibrate", "sample.ssi", "chance.csv", "--outcome", COLUMN, "-o", "new.ssi")
    assert done.returncode == 0
    assert "Nothing shows that a higher total goes with a higher outcome" in done.stdout
    assert "nothing to suggest" in done.stderr
    assert not (project / "new.ssi").exists()


def test_forty_nine_outcomes_are_refused(ssi: Ssi) -> None:
    done = ssi("calibrate", "sample.ssi", "few.csv", "--outcome", COLUMN)
    assert done.returncode == 2
    assert "only 49 members have an outcome, and 50 are needed" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["members.csv", "--outcome", "lost"],
            "no column `lost`; columns found: `member_id`, `calls`, `visits`, `photo`, `won`",
        ),
        (["members.csv", "--outcome", "wno"], "did you mean `won`?"),
        (["words.csv", "--outcome", COLUMN], "`lots` is not a number (member `m0000`)"),
        (["same.csv", "--outcome", COLUMN], "the outcome is the same for everyone"),
        (["blank.csv", "--outcome", COLUMN], "the column `won` says nothing of any member"),
        (["twice.csv", "--outcome", COLUMN], "row 402"),
        (["members.csv", "--outcome", COLUMN, "-o", "sample.ssi"], "is the ruleset itself"),
        (["members.csv", "--outcome", COLUMN, "-o", "new.txt"], "is no name of a rule file"),
        (["members.csv", "--outcome", COLUMN, "-o", "nowhere/new.ssi"], "does not exist"),
        (["members.csv", "--outcome", COLUMN, "-o", "other/new.ssi"], "Write them beside the ruleset"),
        (["members.csv", "--outcome", COLUMN, "--before", "few.csv"], "too few to compare a period with"),
        (["nothing.csv", "--outcome", COLUMN], "there is nothing of this name"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str, ssi: Ssi) -> None:
    done = ssi("calibrate", "sample.ssi", *arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize("command", [["calibrate", "--outcome", COLUMN], ["audit", "--by", "team"]])
def test_without_scipy_the_way_to_it_is_told(
    command: list[str], ssi: Ssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.cli.asking.reading.find_spec", lambda _: None)
    done = ssi(command[0], "sample.ssi", "members.csv", *command[1:])
    assert done.returncode == 2
    assert "pip install 'ssi-rules[calibrate]'" in done.stderr


def test_json_says_the_same_in_figures(ssi: Ssi) -> None:
    done = ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "--format", "json")
    document = json.loads(done.stdout)
    assert document["causal"] is False
    assert document["members"] == {"all": 400, "with_outcome": 400}
    assert next(each["criterion"] for each in document["suggestions"]) == "reach.calls"
    low, value, high = (document["total"]["rank_correlation"][each] for each in ("low", "value", "high"))
    assert 0 < low < value < high < 1
    assert document["held_out_check"]["change"]["low"] > 0


def test_markdown_takes_nothing_of_a_name_for_markup(ssi: Ssi, project: Path) -> None:
    (project / "odd.csv").write_text(rows(members(60), won, "a|b*"), encoding="utf-8")
    done = ssi("calibrate", "sample.ssi", "odd.csv", "--outcome", "a|b*", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# A sample: does a higher score go with more of \\`a\\|b\\*\\`?")


def test_two_periods_are_compared(ssi: Ssi) -> None:
    done = ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "--before", "members.csv")
    assert "Since the earlier period" in done.stdout
    assert "steady" in done.stdout


def test_both_engines_give_the_same_columns(ssi: Ssi, project: Path) -> None:
    assert (
        ssi("score", "sample.ssi", "members.csv", "--columns", "full", "-o", "full.parquet").returncode == 0
    )
    rules = load_ruleset(project / "sample.ssi")
    ours = scored(rules, open_dataset(project / "members.csv", rules.catalogue).members())
    theirs = scores_of_result(rules, project / "full.parquet")
    assert ours.members == theirs.members
    assert ours.total.values.tolist() == theirs.total.values.tolist()
    for name, each in ours.criteria.items():
        other = theirs.criteria[name]
        assert each.points.values.tolist() == other.points.values.tolist()
        assert each.measure.values.tolist() == other.measure.values.tolist()
        assert each.measure.known.tolist() == other.measure.known.tolist()


def test_many_members_are_scored_by_duckdb_to_the_same_answer(
    ssi: Ssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "--format", "json")
    few = ssi(*arguments)
    monkeypatch.setattr("ssi_rules.cli.asking.reading.MANY", 0)
    many = ssi(*arguments)
    assert many.stdout == few.stdout
    assert "ignored" not in many.stderr


def test_an_outcome_may_come_through_a_column_map(ssi: Ssi, project: Path) -> None:
    text = (project / "members.csv").read_text(encoding="utf-8")
    (project / "sales.csv").write_text(text.replace("member_id,", "Person,", 1), encoding="utf-8")
    (project / "sales.toml").write_text(
        'id = "Person"\nlabels = { won = "won" }\n'
        + "".join(f'[facts.{each}]\ncolumn = "{each}"\n' for each in ("calls", "visits"))
        + '[facts.photo]\ncolumn = "photo"\nyes = ["yes"]\nno = ["no"]\n',
        encoding="utf-8",
    )
    mapped = ssi("calibrate", "sample.ssi", "sales.csv", "--map", "sales.toml", "--outcome", COLUMN)
    assert mapped.returncode == 0, mapped.stderr
    assert mapped.stdout == ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN).stdout


def test_audit_says_who_scores_higher_and_where_it_comes_from(ssi: Ssi) -> None:
    done = ssi("audit", "sample.ssi", "teams.csv", "--by", "team")
    assert done.returncode == 0, done.stderr
    assert "can be told from chance" in done.stdout
    assert "Where the shift of north (team) comes from" in done.stdout
    document = json.loads(ssi("audit", "sample.ssi", "teams.csv", "--by", "team", "--format", "json").stdout)
    north = next(each for each in document["columns"][0]["groups"] if each["title"] == "north")
    assert north["drivers"][0]["id"] == "reach.calls"
    parts = sum(each["points"]["value"] for each in north["drivers"])
    assert parts == pytest.approx(north["shift"]["value"], abs=1e-4)


def test_audit_by_a_column_that_is_nobodys_is_refused(ssi: Ssi) -> None:
    done = ssi("audit", "sample.ssi", "teams.csv", "--by", "tema")
    assert done.returncode == 2
    assert "no column `tema`; columns found: `member_id`, `calls`" in done.stderr
    assert "did you mean `team`?" in done.stderr
    assert ssi("audit", "sample.ssi", "teams.csv", "--by", ",").returncode == 2


def test_audit_never_shows_nine(ssi: Ssi, project: Path) -> None:
    text = rows(members(60), lambda each: "nine" if int(each.id[1:]) < 9 else "most", "team")
    (project / "nine.csv").write_text(text, encoding="utf-8")
    for format_ in ("text", "md", "json"):
        done = ssi("audit", "sample.ssi", "nine.csv", "--by", "team", "--format", format_)
        assert done.returncode == 0
        assert "nine" not in done.stdout
        assert "51" not in done.stdout
