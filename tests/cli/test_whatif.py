"""``ssi whatif``: what it prints, that it is what edited files give, and how it ends where it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.whatif.document import WhatIfDocument
from tests.cli.conftest import CONNECTIONS, INMAILS, MEMBERS

if TYPE_CHECKING:
    from tests.cli.conftest import Ssi
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden" / "whatif"
DANA = ("whatif", "tour.ssi", "team", "--member", "dana")
EDITS = (
    "referrals=1",
    "reply_hours=2",
    'connections+=20{title="Financial Advisor"}',
    "visits={}",
    "publish_post+=4",
    "shares={}",
    "inmails-=all",
    "skills=12",
    "inmails+=2{sent_on=2027-01-01}",
)


@pytest.mark.parametrize("format_", ["text", "md", "json"])
def test_it_shows_both_breakdowns_and_the_difference(format_: str, ssi: Ssi, golden: Golden) -> None:
    done = ssi(*DANA, *EDITS, "--format", format_)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "as of 2026-06-30, the day the data gives\n"
    golden(GOLDEN / f"dana.{format_}.txt", done.stdout)


def test_a_change_to_nothing_and_back_is_told_as_none(ssi: Ssi, golden: Golden) -> None:
    done = ssi(*DANA, "referrals=4", "--format", "text")
    golden(GOLDEN / "nothing.text.txt", done.stdout)


def test_without_a_score_there_is_no_difference(ssi: Ssi, project: Path, golden: Golden) -> None:
    rules = (project / "wrong.ssi").read_text(encoding="utf-8")
    only = rules.replace(
        "profile_completness earns 10 when yes", "seat earns 10 when yes missing redistribute"
    )
    (project / "only.ssi").write_text(f"facts {{ seat : flag }}\n{only}", encoding="utf-8")
    done = ssi("whatif", "only.ssi", "team", "--member", "eve", "seat=unknown")
    golden(GOLDEN / "no-score.text.txt", done.stdout)
    shown = json.loads(
        ssi("whatif", "only.ssi", "team", "--member", "eve", "seat=unknown", "--format", "json").stdout
    )
    assert shown["change"] is None


def test_it_is_what_edited_files_give(ssi: Ssi, project: Path) -> None:
    asked = (
        "referrals=1",
        "reply_hours=2.5",
        "inmails-=3{replied=yes}",
        "connections+=5{title=CEO}",
        "visits={}",
    )
    tried = json.loads(ssi(*DANA, *asked, "--format", "json").stdout)
    (project / "team" / "members.csv").write_text(
        MEMBERS.replace("home_industry", "home_industry,reply_hours")
        .replace("yes,4,", "yes,1,,2.5")
        .replace("Estate", "Estate,"),
        encoding="utf-8",
    )
    (project / "team" / "connections.csv").write_text(
        CONNECTIONS + "dana,CEO,,2026-06-30\n" * 5, encoding="utf-8"
    )
    (project / "team" / "inmails.csv").write_text(
        INMAILS.replace("dana,2026-06-01,yes\n", ""), encoding="utf-8"
    )
    (project / "team" / "visits.csv").write_text("member_id,visited_on,company,minutes\n", encoding="utf-8")
    scored = json.loads(ssi("explain", "tour.ssi", "team", "--member", "dana", "--json").stdout)
    after = tried["after"]
    assert (after["total"], after["level"]) == (scored["total"], scored["level"])
    for ours, theirs in zip(after["pillars"], scored["pillars"], strict=True):
        assert [(each["state"], each["points"]) for each in ours["criteria"]] == [
            (each["state"], each["points"]) for each in theirs["criteria"]
        ]
    assert tried["before"]["total"] != after["total"]


def test_the_document_is_of_its_schema_and_the_data_stays(ssi: Ssi, project: Path) -> None:
    files = {each: each.read_bytes() for each in (project / "team").iterdir()}
    shown = json.loads(ssi(*DANA, *EDITS, "--format", "json").stdout)
    assert shown.pop("schema") == "ssi.whatif/1"
    assert WhatIfDocument.model_validate(shown).member == "dana"
    assert ssi("schema", "whatif").returncode == 0
    assert {each: each.read_bytes() for each in (project / "team").iterdir()} == files


def test_edits_do_not_move_the_day(ssi: Ssi, project: Path) -> None:
    without_days = MEMBERS.replace("2026-06-30", "")
    (project / "team" / "members.csv").write_text(without_days, encoding="utf-8")
    shown = json.loads(ssi(*DANA, "inmails+=1{sent_on=2026-09-09}", "--format", "json").stdout)
    assert shown["as_of"] == shown["before"]["as_of"] == shown["after"]["as_of"] == "2026-06-01"


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("tour.ssi team --member dana referrals=5", 0, ""),
        ("wrong.ssi team --member dana referrals=5", 1, "profile_completness"),
        ("nothing.ssi team --member dana referrals=5", 2, "nothing.ssi"),
        ("tour.ssi nowhere --member dana referrals=5", 2, "nowhere"),
        ("tour.ssi team --member dan referrals=5", 2, "Did you mean --member dana?"),
        ("tour.ssi team referrals=5", 2, "Say which: --member dana, --member eve"),
        ("tour.ssi team --member dana", 2, "There is nothing to try."),
        ("tour.ssi team --member dana connections-=1{title=teacher}", 2, 'Did you mean title="Teacher"?'),
        (
            "tour.ssi team --member dana referals=5",
            2,
            "  referals=5\n  ^^^^^^^^\nhelp: Did you mean referrals?\n",
        ),
        ("tour.ssi team --member dana referrals=5 skills=x", 2, "  skills=x\n         ^\n"),
        ("tour.ssi team --member dana reply_hours+=5", 2, "help: Give it a value first: reply_hours=5."),
        ("tour.ssi team --member dana visits+=5", 2, "help: Begin with no rows: visits={}."),
        ("tour.ssi team --member dana referrals=5 --format yaml", 2, "yaml"),
        ("tour.ssi team --member dana referrals=5 --as-of 2026-13-01", 2, "2026-13-01"),
    ],
)
def test_each_way_to_end_has_its_code(line: str, code: int, told: str, ssi: Ssi) -> None:
    done = ssi("whatif", *line.split())
    assert done.returncode == code, done.stdout + done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) is (code == 0)


def test_a_name_is_answered_with_the_ids_of_those_who_bear_it(ssi: Ssi, project: Path) -> None:
    twice = MEMBERS.replace("eve,=HYPERLINK(1)", "eve,dana reyes")
    (project / "team" / "members.csv").write_text(twice, encoding="utf-8")
    done = ssi("whatif", "tour.ssi", "team", "--member", "Dana Reyes", "referrals=5")
    assert done.returncode == 2
    assert "help: Say which: --member dana, --member eve\n" in done.stderr


def test_what_is_typed_cannot_move_the_terminal(ssi: Ssi) -> None:
    for format_ in ("text", "md"):
        done = ssi(*DANA, "home_industry=\x1b[31mred", "member_title=\x1b[31m\u202ered", "--format", format_)
        assert "title=" in done.stdout
        assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)
    refused = ssi(*DANA, "referrals=\x1b[31m")
    assert "\x1b" not in refused.stderr
    assert refused.returncode == 2
