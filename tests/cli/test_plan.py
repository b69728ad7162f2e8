"""``ssi plan``: what it prints, that a plan is what edited data scores, and how it ends where it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.plan.document import PlanDocument

if TYPE_CHECKING:
    from tests.cli.conftest import Ssi
    from tests.conftest import Golden

GOLDEN = Path(__file__).parent / "golden" / "plan"
PLAN = ("plan", "tour.ssi", "team")
DANA = (*PLAN, "--member", "dana")
SHARES = "member_id,shared_on\ndana,2026-06-01\ndana,2026-04-05\n"


@pytest.fixture
def shared(project: Path) -> None:
    """Somebody who has posted: the table is there."""
    (project / "team" / "shares.csv").write_text(SHARES, encoding="utf-8")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("format_", ["text", "md", "json"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("reached", ("--to", "25")),
        ("kept", ("--to", "19.5", "--within", "6w")),
        ("beyond", ("--to", "leader", "--within", "10d", "--curve")),
        ("most", ("--effort", "1h30m", "--avoid", "ask_referral")),
        ("curve", ("--curve", "--within", "3w")),
    ],
)
def test_it_shows_what_to_do(
    name: str, options: tuple[str, ...], format_: str, ssi: Ssi, golden: Golden
) -> None:
    done = ssi(*DANA, *options, "--format", format_)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "as of 2026-06-30, the day the data gives\n"
    golden(GOLDEN / f"{name}.{format_}.txt", done.stdout)


@pytest.mark.usefixtures("shared")
def test_what_is_out_of_reach_adds_up_to_what_is_missing(ssi: Ssi) -> None:
    shown = json.loads(ssi(*DANA, "--to", "50", "--format", "json").stdout)
    assert shown["status"] == "out_of_reach"
    assert sum(each["points"] for each in shown["lost"]) == pytest.approx(50 - shown["best"]["total"])
    assert shown["goal"] == 50


@pytest.mark.usefixtures("shared")
def test_the_plan_is_what_the_data_scores_when_it_is_done(ssi: Ssi, project: Path) -> None:
    shown = json.loads(ssi(*DANA, "--to", "25", "--within", "1w", "--format", "json").stdout)
    assert shown["status"] == "out_of_reach"
    shown = json.loads(ssi(*DANA, "--to", "22", "--within", "1w", "--format", "json").stdout)
    plan = shown["best"]
    (posts,) = plan["actions"]
    assert (posts["action"], plan["end"]) == ("publish_post", "2026-07-07")
    (project / "team" / "shares.csv").write_text(
        SHARES + "dana,2026-07-04\n" * posts["times"], encoding="utf-8"
    )
    scored = ssi("explain", *PLAN[1:], "--member", "dana", "--as-of", "2026-07-07", "--json")
    assert json.loads(scored.stdout)["total"]["points"] == plan["total"] >= 22


@pytest.mark.usefixtures("shared")
def test_less_time_than_the_cheapest_plan_takes_is_not_enough(ssi: Ssi) -> None:
    cheapest = json.loads(ssi(*DANA, "--to", "25", "--format", "json").stdout)["best"]["minutes"]
    enough = ssi(*DANA, "--to", "25", "--effort", f"{cheapest}m", "--format", "json")
    short = ssi(*DANA, "--to", "25", "--effort", f"{cheapest - 1}m", "--format", "json")
    assert json.loads(enough.stdout)["best"]["minutes"] == cheapest
    assert json.loads(short.stdout)["status"] == "out_of_reach"
    assert "effort" in {each["why"] for each in json.loads(short.stdout)["lost"]}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "There is nothing to plan for."),
        (("--to", "leder"), "neither points nor a level of the ruleset"),
        (("--to", "leder"), "Did you mean --to leader?"),
        (("--to", "1.234"), "points have at most two decimals"),
        (("--to", "60"), "the ruleset is worth 50 points"),
        (("--to", "nan"), "neither points nor a level of the ruleset"),
        (("--to", "1e1"), "neither points nor a level of the ruleset"),
        (("--to", "9" * 5000), "neither points nor a level of the ruleset"),
        (("--to", "20", "--avoid", "ask_referral,publish_pots"), "Did you mean --avoid publish_post?"),
        (("--to", "20", "--within", "soon"), "no length of time that a plan can have"),
        (("--to", "20", "--within", "0w"), "no length of time that a plan can have"),
        (("--to", "20", "--within", "999w"), "104w at most"),
        (("--effort", "much"), "no length of time"),
        (("--effort", ""), "no length of time"),
        (("--effort", "0h"), "less than a minute is no time to work"),
        (("--to", "20", "--avoid", "publish_pots"), "Did you mean --avoid publish_post?"),
        (("--to", "20", "--member", "dan"), "The data has no member `dan`"),
    ],
)
def test_what_cannot_be_asked_is_told(options: tuple[str, ...], told: str, ssi: Ssi) -> None:
    member = () if "--member" in options else ("--member", "dana")
    done = ssi(*PLAN, *member, *options)
    assert done.returncode == 2
    assert done.stdout == ""
    assert told in done.stderr


def test_without_actions_or_minutes_there_is_nothing_to_plan_with(ssi: Ssi, project: Path) -> None:
    rules = (project / "tour.ssi").read_text(encoding="utf-8")
    (project / "tour.ssi").write_text(rules.replace("  takes 15 minutes\n", ""), encoding="utf-8")
    assert (
        "Left out, for the rules do not say how long it takes: Ask for an"
        in ssi(*DANA, "--effort", "5h").stdout
    )
    bare = rules[: rules.index("action publish_post")]
    (project / "tour.ssi").write_text(bare, encoding="utf-8")
    assert "The ruleset has no actions" in ssi(*DANA, "--effort", "5h").stdout


ALL = ("--avoid", "publish_post, ask_referral")


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--to", "10"), "10 is reached: 20.17 today, "),
        (("--to", "10"), ", even if nothing is done"),
        (
            ("--to", "19.5", "--within", "6w"),
            "19.5 is reached, and to keep it takes 30 minutes: 20.17 today, ",
        ),
        (("--to", "19.5", "--within", "6w", *ALL), "20.17 today, but 19.5 cannot be kept over 6 weeks: "),
        (("--to", "19.5", *ALL), "nor reached again within 12 weeks: there are no actions to plan with"),
        (("--to", "45", *ALL), "45 cannot be reached within 12 weeks: there are no actions to plan with"),
        (("--to", "45", *ALL), "No action is left to plan with."),
        (("--effort", "1m"), "nothing that can be done in 1 minute brings more: 20.17 today, "),
        (("--effort", "1h", *ALL), "nothing brings more: 20.17 today, "),
    ],
)
def test_what_is_there_or_lost_or_not_to_be_had_is_said_plainly(
    options: tuple[str, ...], told: str, ssi: Ssi
) -> None:
    done = ssi(*DANA, *options)
    assert done.returncode == 0, done.stderr
    assert told in " ".join(done.stdout.split())


def test_its_document_is_the_one_of_the_schema(ssi: Ssi) -> None:
    assert json.loads(ssi("schema", "plan").stdout)["title"] == PlanDocument.__name__


def test_too_much_to_try_is_refused_with_a_way_out(ssi: Ssi, project: Path) -> None:
    rules = (project / "tour.ssi").read_text(encoding="utf-8")
    slow = rules.replace(
        "where title is target\n    needs", "where title is target and referrals > 3\n    needs"
    )
    slow = slow.replace(
        "adds  1 row to shares { shared_on = as_of }", 'adds  1 row to connections { title = "Teacher" }'
    )
    (project / "tour.ssi").write_text(
        slow.replace("limit 5 per week", "limit 900 per week"), encoding="utf-8"
    )
    done = ssi(*DANA, "--to", "45", "--within", "8w")
    assert done.returncode == 2
    assert "too many ways to do publish_post, ask_referral" in done.stderr
    assert "--avoid ask_referral" in done.stderr
