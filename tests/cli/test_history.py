"""Scores are kept by ``ssi score --history`` and shown by ``ssi history``."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema

from tests.cli.test_start import loaded

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi


def kept(ssi: Ssi, *arguments: str) -> str:
    """What a run says of the history."""
    done = ssi("score", *arguments, "--history", "scores.duckdb", "-o", "scores.json")
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()[0]


def test_scores_are_kept_beside_what_is_written(ssi: Ssi, project: Path) -> None:
    plain = ssi("score", "tour.ssi", "team").stdout
    done = ssi("score", "tour.ssi", "team", "--history", "scores.duckdb")
    assert done.stdout == plain
    assert "scores.duckdb: begun with run 1 of 2 members" in done.stderr
    assert (project / "scores.duckdb").is_file()


def test_the_same_run_again_says_that_nothing_changed(ssi: Ssi, project: Path) -> None:
    kept(ssi, "tour.ssi", "team")
    before = (project / "scores.duckdb").read_bytes()
    said = kept(ssi, "tour.ssi", "team")
    assert said == "scores.duckdb: not changed, it has these scores of 2 members already"
    assert (project / "scores.duckdb").read_bytes() == before


def test_mended_data_takes_the_place_of_the_run(ssi: Ssi, project: Path) -> None:
    kept(ssi, "tour.ssi", "team")
    members = project / "team" / "members.csv"
    members.write_text(members.read_text(encoding="utf-8").replace(",yes,4,", ",yes,1,"), encoding="utf-8")
    assert "takes the place of 2 scores of the same day and rules" in kept(ssi, "tour.ssi", "team")
    runs = json.loads(ssi("history", "scores.duckdb", "--format", "json").stdout)["runs"]
    assert [each["run"] for each in runs] == [2]


def test_what_a_run_printed_is_what_the_history_has(ssi: Ssi, project: Path) -> None:
    kept(ssi, "tour.ssi", "team")
    for card in json.loads((project / "scores.json").read_text(encoding="utf-8"))["scorecards"]:
        told = ssi("history", "scores.duckdb", "--member", card["member"], "--format", "json")
        (past,) = json.loads(told.stdout)["scores"]
        assert {name: past[name] for name in card["total"]} == card["total"]
        assert past["day"] == card["as_of"]


def test_changed_rules_are_marked(ssi: Ssi, project: Path) -> None:
    kept(ssi, "tour.ssi", "team")
    rules = project / "tour.ssi"
    text = rules.read_text(encoding="utf-8")
    changed = text.replace('version "1.0.0"', 'version "1.1.0"').replace(
        "18%          earns 3.5", "18%  earns 3"
    )
    assert changed != text
    rules.write_text(changed, encoding="utf-8")
    kept(ssi, "tour.ssi", "team", "--as-of", "2026-07-07")
    kept(ssi, "wholesale.ssi", "team")
    page = ssi("history", "scores.duckdb", "--member", "dana", "--ruleset", "tour", COLUMNS="120").stdout
    last = page.rstrip().splitlines()[-1]
    assert last.startswith("2026-07-07")
    assert last.endswith("other rules")
    rows = list(csv.DictReader(io.StringIO(ssi("history", "scores.duckdb", "--format", "csv").stdout)))
    assert [each["rules_changed"] for each in rows] == ["false", "true", "false"]


def test_documents_hold_to_their_schemas(ssi: Ssi) -> None:
    kept(ssi, "tour.ssi", "team")
    for name, arguments in (("history", ()), ("past", ("--member", "dana"))):
        schema = json.loads(ssi("schema", name).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        document = json.loads(ssi("history", "scores.duckdb", *arguments, "--format", "json").stdout)
        jsonschema.validate(document, schema)


def test_a_member_that_nobody_knows_is_told(ssi: Ssi) -> None:
    kept(ssi, "tour.ssi", "team")
    done = ssi("history", "scores.duckdb", "--member", "dina")
    assert done.returncode == 2
    assert "Did you mean --member dana?" in done.stderr
    done = ssi("history", "scores.duckdb", "--member", "dana", "--ruleset", "other")
    assert "There are scores by tour." in done.stderr


def test_what_is_no_history_is_refused_before_anything_is_scored_or_written(ssi: Ssi, project: Path) -> None:
    (project / "notes.txt").write_text("Not a history.\n", encoding="utf-8")
    for arguments in (
        ("score", "tour.ssi", "team", "-o", "s.json", "--history", "notes.txt"),
        ("history", "notes.txt"),
    ):
        done = ssi(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith(
            "error: notes.txt: this is no history of scores; nothing was changed\nhelp: "
        )
    assert not (project / "s.json").exists()
    assert (project / "notes.txt").read_text(encoding="utf-8") == "Not a history.\n"


def test_the_rules_of_a_run_are_no_place_for_its_history(ssi: Ssi) -> None:
    done = ssi("score", "tour.ssi", "team", "-o", "s.json", "--history", "tour.ssi")
    assert done.returncode == 2
    assert done.stderr.startswith("error: --history tour.ssi: this run reads its rules there.\nhelp: ")


def test_data_that_cannot_be_read_leaves_no_history(ssi: Ssi, project: Path) -> None:
    (project / "team" / "inmails.csv").write_text(
        "member_id,sent_on,replied\ndana,soon,no\n", encoding="utf-8"
    )
    assert ssi("score", "tour.ssi", "team", "--history", "scores.duckdb").returncode == 2
    assert not list(project.glob("*.duckdb*"))
    assert not list(project.glob(".scores*"))


def test_without_a_history_duckdb_is_not_loaded(project: Path) -> None:
    code = (
        "from ssi_rules.cli.main import app\ntry: app(['score', 'tour.ssi', 'team'])\nexcept SystemExit: pass"
    )
    assert "duckdb" not in loaded(code, project)
