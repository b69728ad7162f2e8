"""``ssi diff OLD NEW DATA``: who moves, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.bulk.population import RULES, write_population
from tests.difference.data.test_compare import CAP, CUT, LEVEL, WINDOW

if TYPE_CHECKING:
    from tests.cli.conftest import Ssi
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden" / "diff-data"
SECRET = "0123456789abcdef" * 4 + "\n"


@pytest.fixture
def change(project: Path) -> Path:
    """A project with rules in two versions, and people."""
    text = RULES.read_text(encoding="utf-8")
    (project / "old.ssi").write_text(text, encoding="utf-8")
    for edit in (CUT, WINDOW, CAP, LEVEL):
        was, now = edit.split(" -> ")
        text = text.replace(was, now)
    (project / "new.ssi").write_text(text, encoding="utf-8")
    write_population(project / "people", 300)
    secret = project / ".ssi-salt"
    secret.write_text(SECRET, encoding="ascii")
    secret.chmod(0o600)
    return project


def diff(ssi: Ssi, *options: str, data: str = "people", code: int = 0) -> str:
    done = ssi("diff", "old.ssi", "new.ssi", data, "--limit", "0", *options)
    assert done.returncode == code, done.stderr
    return done.stdout


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize("format_", ["text", "md", "github"])
def test_it_shows_who_moves_and_by_what(format_: str, ssi: Ssi, golden: Golden) -> None:
    said = diff(ssi, "--by", "team", "--by", "seat", "--fail-if", "lost > 90%", "--format", format_)
    golden(GOLDEN / f"people.{format_}.txt", said)


@pytest.mark.usefixtures("change")
def test_columns_may_be_named_in_one(ssi: Ssi) -> None:
    several = diff(ssi, "--by", "team", "--by", "seat", "--format", "md")
    assert diff(ssi, "--by", "team, seat", "--format", "md") == several


@pytest.mark.usefixtures("change")
def test_programs_are_told_the_same(ssi: Ssi, golden: Golden) -> None:
    options = ("--by", "team", "--by", "seat", "--fail-if", "lost > 90%", "--format", "json")
    golden(GOLDEN / "people.json", json.dumps(_data(diff(ssi, *options)), indent=1) + "\n")


def _data(said: str) -> dict[str, Any]:
    (ruleset,) = json.loads(said)["rulesets"]
    data = ruleset["data"]
    assert isinstance(data, dict)
    return data


@pytest.mark.usefixtures("change")
def test_the_parts_of_the_document_add_up(ssi: Ssi) -> None:
    data = _data(diff(ssi, "--by", "team", "--format", "json", "--movers", "1000"))
    everyone, movers = data["everyone"], data["movers"]
    assert len(movers) == everyone["gained"] + everyone["lost"] == 124
    assert round(sum(each["move"] for each in movers), 2) == everyone["points"]
    for each in (*movers, {**everyone, "move": everyone["points"]}):
        assert round(sum(each["parts"]), 2) == each["move"]
    parts = zip(*(each["parts"] for each in movers), strict=True)
    assert [round(sum(each), 2) for each in parts] == [each["points"] for each in data["changes"]]
    assert [each["places"] for each in data["changes"]] == [[0], [1], [2]]


@pytest.mark.usefixtures("change")
def test_nobody_s_id_or_name_is_told(ssi: Ssi) -> None:
    for format_ in ("md", "json"):
        said = diff(ssi, "--by", "team", "--format", format_, "--movers", "1000")
        assert "=N;" not in said
        assert not [number for number in range(300) if f"m{number} " in said or f'"m{number}"' in said]


def test_pseudonyms_are_those_of_the_team_s_page(change: Path, ssi: Ssi) -> None:
    movers = _data(diff(ssi, "--format", "json"))["movers"]
    done = ssi("report", "new.ssi", "people", "--team", "-o", "report", "--format", "md")
    assert done.returncode == 0, done.stderr
    team = (change / "report" / "team.md").read_text(encoding="utf-8")
    assert all(each["pseudonym"] in team for each in movers)


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("levels_changed > 5%", 1),
        ("levels_changed > 50%", 0),
        ("largest_loss >= 50 points", 1),
        ("gained > 0", 0),
        ("mean_move < -11.96", 0),
        ("mean_move < -11.95", 1),
    ],
)
def test_a_condition_decides_the_exit_code(condition: str, code: int, ssi: Ssi) -> None:
    said = diff(ssi, "--fail-if", condition, code=code)
    assert f"  {condition}" in said
    assert ("fails" if code else "passes") in said


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize(
    ("options", "message", "help_"),
    [
        (
            ("--fail-if", "levels_changd > 5%"),
            "There is no figure `levels_changd`.",
            "Did you mean `levels_changed`?",
        ),
        (("--fail-if", "mean_move > 5%"), "`mean_move` is not counted in `%`.", "It is counted in points."),
        (
            ("--by", "teem"),
            "people: no column `teem`; columns found: `member_id`, `name`, `team`, `as_of`, `skills`, `seat`",
            "did you mean `team`?",
        ),
    ],
)
def test_what_cannot_be_asked_is_said_with_a_way_out(
    options: tuple[str, ...], message: str, help_: str, ssi: Ssi
) -> None:
    done = ssi("diff", "old.ssi", "new.ssi", "people", "--limit", "0", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: {message}\nhelp: {help_}\n"


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize(
    "options",
    [
        ("--by", "team"),
        ("--fail-if", "moved > 5%"),
        ("--salt", "s"),
        ("--as-of", "2026-06-30"),
        ("--movers", "0"),
        ("--rejects",),
        ("--map", "map.toml"),
        ("--memory-limit", "1GB"),
        ("--threads", "1"),
    ],
)
def test_what_is_about_members_takes_data(options: tuple[str, ...], ssi: Ssi) -> None:
    done = ssi("diff", "old.ssi", "new.ssi", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "give DATA behind OLD and NEW" in done.stderr


def test_under_ten_members_nothing_is_told_of_the_group(change: Path, ssi: Ssi, golden: Golden) -> None:
    write_population(change / "few", 9)
    golden(GOLDEN / "few.text.txt", diff(ssi, "--by", "team", data="few"))


@pytest.mark.parametrize("condition", ["lost >= 1", "lost >= 3", "lost < 3", "moved = 3", "largest_loss > 0"])
def test_an_exit_code_tells_nothing_of_a_few(condition: str, change: Path, ssi: Ssi) -> None:
    write_population(change / "few", 9)
    said = diff(ssi, "--fail-if", condition, data="few", code=3)
    assert f"  {condition}  kept back  not answered\n" in said


def test_a_condition_that_holds_comes_before_one_without_an_answer(change: Path, ssi: Ssi) -> None:
    write_population(change / "few", 9)
    options = ("--fail-if", "lost >= 1", "--fail-if", "moved < 10")
    diff(ssi, *options, data="few", code=1)
    said = diff(ssi, *options, "--format", "github", data="few", code=1)
    assert "::error title=ssi diff::It fails if moved < 10." in said
    assert "::warning title=ssi diff::Not answered: lost >= 1." in said


def test_what_another_csv_holds_is_read_by_a_column_map(change: Path, ssi: Ssi) -> None:
    with (change / "crm.csv").open("w", encoding="utf-8") as file:
        file.write("Id,Skill count,Region\n")
        file.writelines(f"c{number},{number % 60},{'NS'[number % 2]}\n" for number in range(200))
    (change / "crm.toml").write_text('id = "Id"\n[facts.skills]\ncolumn = "Skill count"\n', encoding="utf-8")
    said = _data(diff(ssi, "--map", "crm.toml", "--as-of", "2026-06-30", "--format", "json", data="crm.csv"))
    assert said["members"] == 200
    assert said["everyone"]["lost"] == sum(20 <= number % 60 < 30 for number in range(200))


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize("options", [("--memory-limit", "200MB"), ("--threads", "1")])
def test_what_may_be_taken_of_the_machine_changes_no_figure(options: tuple[str, str], ssi: Ssi) -> None:
    assert diff(ssi, *options) == diff(ssi)


@pytest.mark.usefixtures("change")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--memory-limit", "much"), "`much`: write an amount with its unit"),
        (("--threads", "100000"), "--threads 100000 is more than"),
        (("--map", "none.toml"), "none.toml"),
    ],
)
def test_what_the_data_s_options_cannot_be_is_said(options: tuple[str, str], message: str, ssi: Ssi) -> None:
    done = ssi("diff", "old.ssi", "new.ssi", "people", "--limit", "0", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_nobody_to_compare_is_no_pass(change: Path, ssi: Ssi) -> None:
    (change / "nobody.csv").write_text("member_id,as_of,skills\n", encoding="utf-8")
    done = ssi("diff", "old.ssi", "new.ssi", "nobody.csv", "--limit", "0", "--fail-if", "lost > 5%")
    assert (done.returncode, done.stdout) == (2, "")
    assert "`lost > 5%` cannot be judged: nobody has a score under both rulesets." in done.stderr


def test_same_rules_move_nobody(change: Path, ssi: Ssi) -> None:
    (change / "new.ssi").write_text((change / "old.ssi").read_text(encoding="utf-8"), encoding="utf-8")
    said = diff(ssi, "--fail-if", "moved > 0")
    assert "Nobody's total moves." in said
    assert "Nobody's level changes." in said
    assert "Members who move most" not in said


def test_few_members_of_other_rules_are_compared_too(ssi: Ssi) -> None:
    done = ssi("diff", "tour.ssi", "wholesale.ssi", "team", "--limit", "0")
    assert done.returncode == 0, done.stderr
    assert "Fewer than 10 members have a score under both rulesets" in done.stdout


def test_two_folders_are_compared_ruleset_by_ruleset(change: Path, ssi: Ssi) -> None:
    for name in ("old", "new"):
        (change / name).mkdir()
        (change / f"{name}.ssi").rename(change / name / "card.ssi")
    done = ssi("diff", "old", "new", "people", "--limit", "0", "--fail-if", "lost > 5%")
    assert done.returncode == 1, done.stderr
    assert "members of people" in done.stdout


def test_what_is_passed_over_in_the_data_is_said_once(change: Path, ssi: Ssi) -> None:
    for folder, file in (("before", "old.ssi"), ("after", "new.ssi")):
        (change / folder).mkdir()
        text = (change / file).read_text(encoding="utf-8")
        for name in ("one", "two"):
            written = text.replace("ruleset small ", f"ruleset {name} ")
            (change / folder / f"{name}.ssi").write_text(written, encoding="utf-8")
    done = ssi("diff", "before", "after", "people", "--limit", "0", "--movers", "0")
    assert done.stdout.count("For the 300 members of people") == 2
    assert done.stderr.count("note: people/visits.csv: ignored") == 1
