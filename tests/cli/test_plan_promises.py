"""What a plan promises: rows of days to come, reasons for a ceiling, columns that add up, and an end to the search."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

GIGS = """
facts {
  badges : count
  table gigs dated done_on { done_on : date pay : number }
  table people { name : text }
}
ruleset odd "Odd jobs" { version "1.0.0" worth 28 }
pillar a "A" worth 14 {
  criterion fresh "Fresh" worth 6 { measure days since last gigs bands { from 0 earns 6 from 4 earns 3 from 15 earns 0 } missing redistribute basis chosen }
  criterion pay "Pay" worth 8 {
    measure average of gigs.pay over 20 days
    needs (count of gigs over 20 days) >= 3
    ramp { 0 earns 0 50 earns 8 }
    missing redistribute
    basis chosen
  }
}
pillar b "B" worth 14 {
  criterion badges "Badges" worth 8 { measure badges bands { from 1 earns 1 from 3 earns 5 from 6 earns 8 } basis chosen }
  criterion people "People" worth 6 { measure count distinct people.name bands { from 1 earns 2 from 2 earns 6 } basis chosen }
}
level one "One" from 0
action gig "Do a gig" { adds 1 row to gigs { pay = 5 } takes 20 minutes limit 2 per month }
action old "Report an old gig" { adds 1 row to gigs { done_on = 2026-10-29, pay = 60 } takes 5 minutes limit 3 per year }
action badge "Earn a badge" { adds 2 to badges takes 35 minutes limit 1 per week }
action friend "Bring a friend" { adds 1 row to people { name = "Zed" } takes 15 minutes }
"""

TANGLE = """
facts { x : count table t dated d { d : date k : text n : count } }
ruleset hard "Hard" { version "1.0.0" worth 20 }
let recent = count of t over 30 days
let good = count of t over 30 days where k = "a" and n > 3
pillar a "A" worth 20 {
  criterion s "S" worth 10 { measure share of t over 30 days where k = "a" needs recent >= 4 ramp { 0% earns 0 80% earns 10 } basis chosen }
  criterion m "M" worth 5 { measure good / x needs x >= 3 bands { from 0.5 earns 2 from 2 earns 5 } basis chosen }
  criterion u "U" worth 5 { measure average of t.n over 14 days ramp { 0 earns 0 9 earns 5 } basis chosen }
  cap at 12 when recent > 9 and x < 8 { because "y" basis chosen }
  deduct 3 when (good + x) > 14 { because "z" basis chosen }
}
level two "Two" from 15
action aa "Do a" { adds 1 row to t { k = "a", n = 5 } takes 7 minutes limit 9 per week }
action bb "Do b" { adds 1 row to t { k = "b", n = 12 } takes 5 minutes limit 9 per week }
action cc "Do c" { adds 1 row to t { k = "a", n = 1 } adds 1 to x takes 4 minutes limit 5 per week }
action dd "Do d" { adds 2 to x takes 3 minutes limit 5 per week }
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """A member who knows nobody, with one job behind her and two that are agreed."""
    (tmp_path / "odd.ssi").write_text(GIGS, encoding="utf-8")
    data = tmp_path / "odd"
    data.mkdir()
    (data / "members.csv").write_text("member_id,as_of,badges\ne,2026-10-31,2\n", encoding="utf-8")
    (data / "gigs.csv").write_text(
        "member_id,done_on,pay\ne,2026-10-20,20\ne,2026-11-03,30\ne,2026-12-24,30\n", encoding="utf-8"
    )
    (data / "people.csv").write_text("member_id,name\n", encoding="utf-8")
    return tmp_path


def shown(ssi: Ssi, at: Path, *options: str) -> dict[str, object]:
    done = ssi("plan", str(at / "odd.ssi"), str(at / "odd"), "--format", "json", *options)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def test_carried_out_a_plan_comes_to_what_it_says_also_with_rows_that_were_agreed_before(
    ssi: Ssi, jobs: Path
) -> None:
    plan = json.loads(json.dumps(shown(ssi, jobs, "--to", "14", "--within", "1w")["best"]))
    assert (plan["end"], plan["coming"]) == ("2026-11-07", 1)
    rules, data = str(jobs / "odd.ssi"), str(jobs / "odd")
    idle = ssi("explain", rules, data, "--as-of", plan["end"], "--json")
    assert json.loads(idle.stdout)["total"]["points"] == plan["idle"]
    edits = [f"{each['action']}+={each['times']}" for each in plan["actions"]]
    done = ssi("whatif", rules, data, *edits, "--as-of", plan["end"], "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["after"]["total"]["points"] == plan["total"] >= 14


def test_rows_of_days_to_come_are_told_of(ssi: Ssi, jobs: Path) -> None:
    done = ssi("plan", str(jobs / "odd.ssi"), str(jobs / "odd"), "--to", "14", "--within", "1w")
    told = " ".join(done.stdout.split())
    assert "1 row of the data is dated after 31 Oct 2026; from its day on each counts" in told


def test_each_missing_point_has_the_reason_that_is_true_of_it(ssi: Ssi, jobs: Path) -> None:
    (jobs / "odd" / "gigs.csv").write_text("member_id,done_on,pay\n", encoding="utf-8")
    lost = json.loads(json.dumps(shown(ssi, jobs, "--to", "28", "--effort", "30m")["lost"]))
    whys = {(each["why"], title) for each in lost for title in each["titles"]}
    assert ("traded", "Pay") in whys
    assert ("effort", "Pay") not in whys
    assert {why for why, title in whys if title == "People"} == {"limit", "effort"}
    (limit,) = (each for each in lost if each["why"] == "limit")
    assert limit["points"] >= 4


def test_the_columns_of_what_a_plan_brings_add_up(ssi: Ssi, jobs: Path) -> None:
    done = ssi("plan", str(jobs / "odd.ssi"), str(jobs / "odd"), "--to", "20", "--format", "md")
    table = done.stdout[done.stdout.index("What it brings") :].split("\n\n")[1]
    lines = [[cell.strip(" *") for cell in line.split("|")[2:5]] for line in table.splitlines()[2:]]
    columns = zip(*([Decimal(0 if cell == "none" else cell) for cell in line] for line in lines), strict=True)
    for *parts, total in columns:
        assert sum(parts) == total


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--to", "two", "--within", "1w"), 0, "with 24 minutes over 1 week"),
        (("--effort", "1h"), 0, "with 55 minutes over 3 weeks"),
        (("--to", "20"), 2, "Give less time with --within or --effort, or leave one out, as in --avoid dd."),
    ],
)
def test_what_hangs_together_is_found_or_refused(
    options: tuple[str, ...], code: int, told: str, ssi: Ssi, tmp_path: Path
) -> None:
    (tmp_path / "hard.ssi").write_text(TANGLE, encoding="utf-8")
    (tmp_path / "members.csv").write_text("member_id,as_of,x\nh,2026-10-31,1\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("member_id,d,k,n\nh,2026-10-20,b,1\nh,2026-10-25,a,8\n", encoding="utf-8")
    done = ssi("plan", str(tmp_path / "hard.ssi"), str(tmp_path), *options)
    assert done.returncode == code
    assert told in " ".join((done.stdout + done.stderr).split())


def test_criteria_of_one_title_are_told_apart(ssi: Ssi, tmp_path: Path) -> None:
    line = "ramp { 0 earns 0 10 earns 10 } basis chosen } }\n"
    (tmp_path / "tie.ssi").write_text(
        'facts { x : count y : count }\nruleset tie "Tie" { version "1.0.0" worth 20 }\n'
        'pillar a "A" worth 10 { criterion c "C" worth 10 { measure x ' + line + 'pillar b "B" worth 10 '
        '{ criterion c "C" worth 10 { measure y '
        + line
        + 'action do "Do it" { adds 1 to x takes 10 minutes limit 1 per week }\n',
        encoding="utf-8",
    )
    (tmp_path / "members.csv").write_text("member_id,x,y\nt,5,5\n", encoding="utf-8")
    done = ssi("plan", str(tmp_path / "tie.ssi"), str(tmp_path), "--to", "18")
    assert "criteria that none of these actions moves: C (B)." in " ".join(done.stdout.split())
    assert "C (A) " in done.stdout
