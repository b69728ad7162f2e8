"""``ssi prove`` tells how every claim stands, in every format, and fails where one does not hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from ssi_rules.proving.answers import Undecided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Ssi
    from tests.conftest import Golden


GOLDEN = Path(__file__).parent / "golden" / "prove"
FAULTY = Path(__file__).parents[1] / "proving" / "faulty"
_GIVEN = re.compile(r"\s+(as of|given|\d+ of|\})")
_NUMBER = re.compile(r"\b\d+(\.\d+)?(?= points)")
RULES = """\
ruleset sample "A sample" {
  version "1.0.0"
  worth   10
}

facts {
  calls : count "Calls made"
  seat  : flag  "Has a paid seat"
}

pillar reach "Reach" worth 10 {

  criterion calls_made "Calls" worth 6 {
    measure calls
    ramp {
      0  earns 0
      10 earns 6
    }
    basis chosen
  }

  criterion more_calls "More calls" worth 4 {
    applies when seat
    measure calls
    ramp {
      10 earns 0
      20 earns 4
    }
    basis chosen
  }
}
"""
CLAIM = """
claim "Without a seat nobody passes {most}" {{
  assume not seat
  expect total <= {most}
}}
"""


@pytest.fixture
def project(project: Path) -> Path:
    """With rules that are sound, and a claim about them that holds."""
    (project / "sound.ssi").write_text(RULES + CLAIM.format(most=6), encoding="utf-8")
    return project


@pytest.mark.parametrize(
    "name", ["claim_table", "hump_of_a_quotient", "missing_table", "dead_band_windows", "cliff_share"]
)
def test_shows_who_refutes_it(name: str, ssi: Ssi, project: Path, golden: Golden) -> None:
    (project / f"{name}.ssi").write_text((FAULTY / f"{name}.ssi").read_text("utf-8"), encoding="utf-8")
    done = ssi("prove", f"{name}.ssi")
    assert done.returncode == 1
    golden(GOLDEN / f"{name}.txt", "".join(_whoever(done.stdout)) + done.stderr)


def _whoever(text: str) -> Iterator[str]:
    """The text without what is given of witnesses: which of many is shown is the solver's to choose."""
    for line in text.splitlines(keepends=True):
        if not _GIVEN.match(line):
            told = line.replace(": the same, but\n", ":\n")
            yield _NUMBER.sub("N", told) if told.startswith("   ") and "points" in told else told


def test_says_so_where_everything_is_proved(ssi: Ssi) -> None:
    done = ssi("prove", "sound.ssi", "--verbose")
    assert done.returncode == 0
    assert done.stderr == "11 claims: 11 proved\n"
    assert 'sound.ssi:35: proved: "Without a seat nobody passes 6" holds for every member.' in done.stdout


def test_claims_of_the_tests_beside_it_count(ssi: Ssi, project: Path) -> None:
    beside = 'use "sound.ssi"\n' + CLAIM.format(most=5)
    (project / "sound_test.ssi").write_text(beside, encoding="utf-8")
    done = ssi("prove", "sound.ssi", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith("sound_test.ssi:5:3: error[SSI907]")


def test_tells_the_most_under_assumptions(ssi: Ssi) -> None:
    done = ssi("prove", "sound.ssi", "--assume", "seat=no", "--assume", "calls=5")
    assert done.returncode == 0
    told = "With seat=no and calls=5 at most 3 of 10 points can be scored:\n  given calls = 5\n  given seat = no\n"
    assert done.stdout.endswith(told)


@pytest.mark.parametrize("format_", ["full", "concise", "junit"])
def test_a_most_that_nobody_knows_is_never_passed(
    format_: str, ssi: Ssi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.cli.proving.ceiling", lambda *_: Undecided("the time for it ran out"))
    done = ssi("prove", "sound.ssi", "--assume", "calls=5", "--format", format_)
    assert done.returncode == 1
    told = "The most that can be scored with calls=5 is not known, since the time for it ran out."
    assert told in done.stdout


def test_a_folder_is_no_ruleset(ssi: Ssi, project: Path) -> None:
    (project / "rules").mkdir()
    (project / "rules" / "one.ssi").write_text(RULES, encoding="utf-8")
    done = ssi("prove", "rules")
    assert (done.returncode, done.stdout) == (2, "")
    assert "`rules` cannot be read: it is not a file." in done.stderr
    assert "help: name a rule file" in done.stderr


def test_ratios_are_told_as_their_author_wrote_them(ssi: Ssi, project: Path) -> None:
    text = RULES.replace(
        "measure calls\n    ramp {\n      0  earns 0\n      10 earns 6",
        "measure calls / done\n    ramp {\n      0  earns 0\n      2.5 earns 6",
    )
    text = text.replace(
        "applies when seat\n    measure calls\n    ramp {\n      10 earns 0\n      20 earns 4\n    }",
        "measure calls / done >= 1.5\n    earns 4 when yes",
    )
    (project / "ratio.ssi").write_text(
        text.replace("  seat  :", '  done  : count "Done"\n  seat  :'), encoding="utf-8"
    )
    done = ssi("prove", "ratio.ssi", "--verbose", "--cliff", "1", "--limit", "60")
    assert "`reach.calls_made` can reach the stretch from 0 to 2.5." in done.stdout
    assert "At 1.5 one step moves `reach.more_calls` by 4 points." in done.stdout
    assert "%" not in done.stdout


def test_a_share_is_told_in_percent(ssi: Ssi, project: Path) -> None:
    text = RULES.replace(
        "measure calls\n    ramp {\n      0  earns 0\n      10 earns 6",
        "measure calls / done\n    ramp {\n      0% earns 0\n      40% earns 6",
    )
    (project / "ratio.ssi").write_text(
        text.replace("  seat  :", '  done  : count "Done"\n  seat  :'), encoding="utf-8"
    )
    done = ssi("prove", "ratio.ssi", "--verbose", "--limit", "60")
    assert "`reach.calls_made` can reach the stretch from 0% to 40%." in done.stdout


def test_nothing_known_has_a_most_too(ssi: Ssi) -> None:
    done = ssi("prove", "sound.ssi", "--assume", "seat=unknown", "--assume", "calls=unknown")
    assert "at most 0 of 10 points" in done.stdout


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            "cals=3",
            "error: There is no fact or table `cals`.\n  cals=3\n  ^^^^\nhelp: Did you mean calls?",
        ),
        (
            "dials=3",
            "error: There is no fact or table `dials`.\n  dials=3\n  ^^^^^\nhelp: Assume something of",
        ),
        (
            "calls",
            "error: `calls` does not say what is so.\n  calls\n  ^^^^^\nhelp: Write calls=12, or calls=unknown.",
        ),
        ("", "error: `` is no assumption."),
        ("calls+=3", "error: `calls+=3` is no assumption.\nhelp: Say what a fact is"),
        ("calls=many", "error: "),
    ],
)
def test_says_what_is_wrong_with_an_assumption(given: str, told: str, ssi: Ssi) -> None:
    done = ssi("prove", "sound.ssi", "--assume", given)
    assert done.returncode == 2
    assert done.stderr.startswith(told), done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("given", ["posts=3", "posts+=3", "posts", "posts=unknown"])
def test_what_is_advised_of_a_table_is_an_assumption(given: str, ssi: Ssi, project: Path) -> None:
    text = RULES.replace("  seat  :", '  table posts "Posts" { title : text }\n  seat  :')
    text = text.replace("applies when seat", "applies when seat and (count of posts) >= 0")
    (project / "table.ssi").write_text(text, encoding="utf-8")
    done = ssi("prove", "table.ssi", "--assume", given)
    assert done.returncode == 2
    assert "help: Assume posts={}, that it has no rows, or posts=none, that it is not there." in done.stderr
    assert all(
        ssi("prove", "table.ssi", "--assume", each).returncode == 0 for each in ("posts={}", "posts=none")
    )


def test_what_stands_in_for_a_fact_is_said_to_be_lost_with_it(ssi: Ssi, project: Path) -> None:
    text = RULES.replace("calls :", 'mails : count "Mails"\n  calls :').replace(
        "measure calls", "measure calls else mails", 1
    )
    (project / "either.ssi").write_text(text, encoding="utf-8")
    said = ssi("prove", "either.ssi", "--verbose").stdout
    assert "`reach.calls_made` by what is missing, as long as what stands in for it is missing, too." in said
    assert "`reach.more_calls` by what is missing." in said


def test_nobody_has_two_values_of_a_fact(ssi: Ssi) -> None:
    done = ssi("prove", "sound.ssi", "--assume", "seat=no", "--assume", "seat=yes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "error: `seat=no` and `seat=yes` hold of nobody together.\nhelp: Assume one"
    )
    assert ssi("prove", "sound.ssi", "--assume", "seat=no", "--assume", "seat=no").returncode == 0


def test_holds_it_against_another_ruleset(ssi: Ssi, project: Path) -> None:
    (project / "renamed.ssi").write_text(RULES.replace("Calls made", "All calls"), encoding="utf-8")
    assert ssi("prove", "sound.ssi", "--equals", "renamed.ssi").stderr == "12 claims: 12 proved\n"
    (project / "other.ssi").write_text(RULES.replace("20 earns 4", "21 earns 4"), encoding="utf-8")
    done = ssi("prove", "sound.ssi", "--equals", "other.ssi")
    assert done.returncode == 1
    assert "Not every member has the points that `sample` gives." in done.stdout
    assert ssi("prove", "sound.ssi", "--equals", "nothing.ssi").returncode == 2


def test_a_limit_on_steps_is_ones_own(ssi: Ssi) -> None:
    assert ssi("prove", "sound.ssi", "--cliff", "0.6").returncode == 0
    done = ssi("prove", "sound.ssi", "--cliff", "0.5", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.count("warning[SSI906]") == 1


def test_what_time_does_not_suffice_for_is_never_passed(ssi: Ssi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.proving.limits.monotonic", iter(range(10_000)).__next__)
    done = ssi("prove", "sound.ssi", "--limit", "0.5", "--format", "concise")
    assert done.returncode == 1
    assert "not proved, since the time for it ran out." in done.stdout
    assert "warning[SSI908]" in done.stdout


def test_a_comment_leaves_out_what_is_meant_and_no_refuted_claim(ssi: Ssi, project: Path) -> None:
    rules = (FAULTY / "hump_equal.ssi").read_text("utf-8")
    meant = rules.replace("# refuted: monotone", "# ssi: ignore[not-monotone] seven it is")
    (project / "meant.ssi").write_text(meant, encoding="utf-8")
    done = ssi("prove", "meant.ssi")
    assert done.returncode == 0
    assert done.stderr.endswith("1 refuted, 1 of these left out\n")
    assert "unused-suppression" not in ssi("check", "meant.ssi").stdout
    claimed = RULES + CLAIM.format(most=5).replace("<= 5", "<= 5  # ssi: ignore[refuted-claim] we know")
    (project / "claimed.ssi").write_text(claimed, encoding="utf-8")
    assert ssi("prove", "claimed.ssi").returncode == 1


def test_machines_get_the_lines_for_a_test(ssi: Ssi, project: Path) -> None:
    (project / "claimed.ssi").write_text(RULES + CLAIM.format(most=5), encoding="utf-8")
    found = json.loads(ssi("prove", "claimed.ssi", "--format", "json").stdout)["diagnostics"]
    assert [(each["slug"], each["category"], each["line"]) for each in found] == [
        ("refuted-claim", "proofs", 35)
    ]
    given = found[0]["help"].split("\n", 1)[1]
    test = f'\ntest "pasted" {{\n{given}\n  expect total > 5\n}}\n'
    (project / "pasted.ssi").write_text(RULES + test, encoding="utf-8")
    assert ssi("test", "pasted.ssi").returncode == 0


def test_servers_get_every_claim_as_a_case(ssi: Ssi, project: Path) -> None:
    (project / "claimed.ssi").write_text(RULES + CLAIM.format(most=5), encoding="utf-8")
    suites = ET.fromstring(ssi("prove", "claimed.ssi", "--format", "junit").stdout)  # noqa: S314 - our own
    cases = suites.findall(".//testcase")
    assert len(cases) == 11
    assert len({each.get("name") for each in cases}) == 11
    failures = [each.get("name") for each in cases if each.find("failure") is not None]
    assert failures == ["claims total"]


def test_without_its_package_it_says_so(ssi: Ssi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.cli.proving.is_available", lambda: False)
    done = ssi("prove", "sound.ssi")
    assert done.returncode == 2
    assert "pip install 'ssi-rules[prove]'" in done.stderr
