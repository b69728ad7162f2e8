"""``ssi calibrate`` and ``ssi audit``, as a person meets them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import jsonschema
import pytest

from ssi_rules.api import load_ruleset, open_dataset
from ssi_rules.calibration.calibrate import with_outcome
from ssi_rules.calibration.outcomes import outcomes_of
from ssi_rules.calibration.scores import scored, scores_of_result
from ssi_rules.calibration.suggest import suggest
from ssi_rules.language.types import Type
from tests.calibration.samples import RULES, calls, members, rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ssi_rules.sources.dataset import Member
    from tests.cli.conftest import Done, Ssi

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


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("calibrate", "calibrate sample.ssi members.csv --outcome won --before chance.csv"),
        ("calibrate", "calibrate sample.ssi chance.csv --outcome won"),
        ("audit", "audit sample.ssi teams.csv --by team,calls"),
        ("audit", "audit sample.ssi members.csv --by photo"),
    ],
)
def test_documents_hold_to_their_schema(name: str, line: str, ssi: Ssi) -> None:
    schema = json.loads(ssi("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    done = ssi(*line.split(), "--format", "json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    jsonschema.validate(document, schema)
    assert document["schema"] == f"ssi.{name}/1"


def test_what_is_suggested_can_be_compared_with_what_is(ssi: Ssi) -> None:
    ssi("calibrate", "sample.ssi", "members.csv", "--outcome", COLUMN, "-o", "new.ssi")
    by_meaning = ssi("diff", "sample.ssi", "new.ssi")
    assert by_meaning.returncode == 0, by_meaning.stderr
    assert "from 10 earns" in by_meaning.stdout
    by_data = ssi("diff", "sample.ssi", "new.ssi", "members.csv")
    assert by_data.returncode == 0, by_data.stderr
    assert "reach.calls" in by_data.stdout


# Outcomes as people have them.


def asked(ssi: Ssi, project: Path, outcomes: Sequence[object]) -> Done:
    everyone = members(len(outcomes))
    said = dict(zip((each.id for each in everyone), outcomes, strict=True))
    (project / "own.csv").write_text(rows(everyone, lambda each: said[each.id]), encoding="utf-8")
    return ssi("calibrate", "sample.ssi", "own.csv", "--outcome", COLUMN)


def test_fifty_outcomes_are_enough_whatever_else_is_blank(ssi: Ssi, project: Path) -> None:
    known = [each % 7 for each in range(50)]
    done = asked(ssi, project, [*known, *[""] * 12, *["nan"] * 3])
    assert done.returncode == 0, done.stderr
    assert "50 members with an outcome and a score" in done.stdout
    assert "15 members without an outcome, or without a score, are left out." in done.stdout
    assert asked(ssi, project, [*known[:49], "", "NaN"]).returncode == 2


def test_a_few_without_an_outcome_are_not_counted_for_all_to_see(ssi: Ssi, project: Path) -> None:
    done = asked(ssi, project, [*(each % 7 for each in range(60)), "", ""])
    assert "Fewer than 10 members without an outcome, or without a score, are left out." in done.stdout
    assert "62" not in done.stdout


@pytest.mark.parametrize(
    ("outcomes", "mean"),
    [
        (["yes", "no"], "50 % (38 % to 62 %)"),
        (["TRUE", "", "False"], "50 % (38 % to 62 %)"),
        (["1.0", "0.0", "nan"], "50 % (38 % to 62 %)"),
        (["40%", "60%"], "50 % (47 % to 53 %)"),
        (["1000000.50", "2500000"], "1,750,000 (1,557,981 to 1,942,019)"),
        (["-3", "5"], "1 (0 to 2)"),
    ],
)
def test_outcomes_keep_their_unit(outcomes: list[str], mean: str, ssi: Ssi, project: Path) -> None:
    done = asked(ssi, project, [each for each in outcomes for _ in range(31)])
    assert done.returncode == 0, done.stderr
    assert f"mean outcome is {mean}." in " ".join(done.stdout.split())


@pytest.mark.parametrize("amount", ["$1000", '"1,000.50"', "1000 EUR", "12 days", "2026-06-30"])
def test_amounts_that_could_be_read_in_two_ways_are_refused_with_a_way_out(
    amount: str, ssi: Ssi, project: Path
) -> None:
    done = asked(ssi, project, [amount, *range(60)])
    assert done.returncode == 2
    assert "is not a number (member `m0000`)" in done.stderr
    assert "such as 1234.5: without a currency and with nothing between thousands" in done.stderr


def test_of_a_rare_yes_it_is_said_that_it_is_rare(ssi: Ssi, project: Path) -> None:
    rare = asked(ssi, project, ["yes"] * 9 + ["no"] * 60)
    assert "Fewer than 10 members have the rarer outcome" in rare.stdout
    assert "rarer outcome" not in asked(ssi, project, ["yes"] * 10 + ["no"] * 60).stdout


def test_a_total_that_is_the_same_for_everyone_goes_with_nothing(ssi: Ssi, project: Path) -> None:
    everyone = [members(1)[0]] * 60
    lines = rows(everyone, lambda _: "").splitlines()
    alike = [f"n{place}{line[5:]}{place % 5}" for place, line in enumerate(lines[1:])]
    (project / "alike.csv").write_text("\n".join([lines[0], *alike]) + "\n", encoding="utf-8")
    done = ssi("calibrate", "sample.ssi", "alike.csv", "--outcome", COLUMN, "--before", "alike.csv")
    assert done.returncode == 0, done.stderr
    assert "The total is the same for everyone: nothing can go together with it." in done.stdout
    assert "None: no other cut-points" in done.stdout


def test_an_earlier_period_may_have_a_day_of_its_own(ssi: Ssi, project: Path) -> None:
    head = "member_id,as_of,started,won"
    days = [f"m{each},{{}},2026-0{each % 6 + 1}-15,{each % 9}" for each in range(80)]
    dated = RULES.replace("calls  : count", 'started : date "Started"\n  calls  : count').replace(
        "measure calls", "measure as_of - started"
    )
    for name, text in {
        "dated.ssi": dated,
        "now.csv": "\n".join([head, *(each.format("2026-06-30") for each in days)]),
        "then.csv": "\n".join([head, *(each.format("") for each in days)]),
    }.items():
        (project / name).write_text(text + "\n", encoding="utf-8")
    line = ("calibrate", "dated.ssi", "now.csv", "--outcome", COLUMN)
    without = ssi(*line, "--before", "then.csv")
    assert without.returncode == 2
    assert "--before-as-of DAY" in without.stderr
    assert (
        "Since the earlier period"
        in ssi(*line, "--before", "then.csv", "--before-as-of", "2026-06-30").stdout
    )
    assert "It goes with --before" in ssi(*line, "--before-as-of", "2026-06-30").stderr
    assert "--before-as-of" in ssi(*line, "--before", "then.csv", "--before-as-of", "soon").stderr


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


def test_audit_says_where_fewer_columns_would_show_more(ssi: Ssi, project: Path) -> None:
    everyone = members(200)
    teams = {each.id: f"t{int(each.id[1:]) % 9},r{int(each.id[1:]) % 7}" for each in everyone}
    text = rows(everyone, lambda each: teams[each.id], "team,region")
    (project / "both.csv").write_text(text, encoding="utf-8")
    both = " ".join(ssi("audit", "sample.ssi", "both.csv", "--by", "team", "--by", "region").stdout.split())
    assert "By region No group can be shown" in both
    assert "Asked by fewer columns at once it would show more" in both
    alone = ssi("audit", "sample.ssi", "both.csv", "--by", "region").stdout
    assert "r6" in alone
    assert "would show more" not in alone
    counts = ssi("audit", "sample.ssi", "both.csv", "--by", "calls").stdout
    assert "Every value is a group of its own" in counts


def test_audit_tells_of_parts_that_even_out(ssi: Ssi, project: Path) -> None:
    def lean(member: Member) -> str:
        made = int(str(member.facts["visits"])) / 1e6
        earned = 6 if made >= 10 else 2 if made >= 5 else 0
        return "calls" if calls(member) / 6 - earned > 2 else "visits"

    (project / "lean.csv").write_text(rows(members(400), lean, "lean"), encoding="utf-8")
    said = ssi("audit", "sample.ssi", "lean.csv", "--by", "lean").stdout
    assert "No shift can be told from chance." in said
    assert "What evens out in calls (lean)" in said


def test_an_outcome_that_is_part_of_the_score_is_told(ssi: Ssi) -> None:
    asked = ("calibrate", "sample.ssi", "members.csv", "--outcome")
    done = ssi(*asked, "calls")
    said = "`calls` is itself a part of the score, in reach.calls: that they go together is the rules' doing"
    assert said in " ".join(done.stdout.split())
    assert "itself a part of the score" not in ssi(*asked, COLUMN).stdout
    found = [json.loads(ssi(*asked, each, "--format", "json").stdout) for each in ("calls", COLUMN)]
    assert [each["outcome"]["scored_by"] for each in found] == [["reach.calls"], []]


def test_who_stands_at_the_mean_for_want_of_points_is_told(ssi: Ssi, project: Path) -> None:
    lines = (project / "members.csv").read_text(encoding="utf-8").splitlines()
    for at in range(1, 31):
        member, calls_, _, *rest = lines[at].split(",")
        lines[at] = ",".join([member, calls_, "", *rest])
    (project / "gaps.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    note = "There, who has no points in a criterion is taken as having the mean of those who have."
    for data, is_told in (("gaps.csv", True), ("members.csv", False)):
        done = ssi("calibrate", "sample.ssi", data, "--outcome", COLUMN)
        assert (note in " ".join(done.stdout.split())) is is_told


def test_audit_of_one_value_has_no_shift_to_tell(ssi: Ssi, project: Path) -> None:
    (project / "one.csv").write_text(rows(members(60), lambda _: "north", "team"), encoding="utf-8")
    said = ssi("audit", "sample.ssi", "one.csv", "--by", "team").stdout
    assert "this is everyone" in said
    assert "There is no other group to compare it with." in said
    assert "told from chance" not in said


def test_audit_takes_numbers_and_flags_for_groups(ssi: Ssi) -> None:
    flags = ssi("audit", "sample.ssi", "members.csv", "--by", "photo").stdout
    assert {"yes", "no"} <= set(flags.split())
    numbers = json.loads(ssi("audit", "sample.ssi", "members.csv", "--by", "won", "--format", "json").stdout)
    assert {each["title"] for each in numbers["columns"][0]["groups"]} == {"0", "5", "9"}


def test_audit_never_shows_nine(ssi: Ssi, project: Path) -> None:
    text = rows(members(60), lambda each: "nine" if int(each.id[1:]) < 9 else "most", "team")
    (project / "nine.csv").write_text(text, encoding="utf-8")
    for format_ in ("text", "md", "json"):
        done = ssi("audit", "sample.ssi", "nine.csv", "--by", "team", "--format", format_)
        assert done.returncode == 0
        assert "nine" not in done.stdout
        assert "51" not in done.stdout
