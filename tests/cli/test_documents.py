"""What commands print for machines is what ``ssi schema`` publishes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

TITLES = "title,senior,note\nChief Executive Officer,yes,\nTeacher,no,\nChief Fun Officer,no,\n,yes,\nPilot,,unlabelled\n"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("scorecards", "score tour.ssi team --format json"),
        ("scorecard", "explain tour.ssi team --member dana --json"),
        ("diagnostics", "check wrong.ssi --format json --exit-zero"),
        ("facts", "facts team --json"),
        ("match", "match senior_executive titles.csv --json"),
        ("match", "match senior_executive titles.csv --json --label senior"),
    ],
)
def test_documents_hold_to_their_schema(name: str, line: str, ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    schema = json.loads(ssi("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    done = ssi(*line.split())
    assert done.returncode == 0, done.stderr
    jsonschema.validate(json.loads(done.stdout), schema)


def scored(ssi: Ssi, *arguments: str) -> dict[str, Any]:
    done = ssi("score", "tour.ssi", "team", *arguments)
    document = json.loads(done.stdout)
    assert isinstance(document, dict)
    return document


def test_a_score_names_its_rules_and_its_day(ssi: Ssi) -> None:
    document = scored(ssi, "--format", "json")
    assert (document["schema"], document["as_of"]) == ("ssi.scorecards/1", "2026-06-30")
    assert document["ruleset"]["name"] == "tour"
    assert document["ruleset"]["fingerprint"].startswith("sha256:")
    assert [card["member"] for card in document["scorecards"]] == ["dana", "eve"]


def test_every_published_document_adds_up(ssi: Ssi) -> None:
    for card in scored(ssi, "--format", "json")["scorecards"]:
        for pillar in card["pillars"]:
            earned = sum(round((each["points"] or 0) * 100) for each in pillar["criteria"])
            cost = sum(round(each["cost"] * 100) for each in pillar["adjustments"])
            assert earned - cost == round((pillar["points"] or 0) * 100)
        cost = sum(round(each["cost"] * 100) for each in card["adjustments"])
        points = sum(round((each["points"] or 0) * 100) for each in card["pillars"])
        assert points - cost == round(card["total"]["points"] * 100)


def test_a_file_gets_the_format_of_its_suffix(ssi: Ssi, project: Path) -> None:
    for name in ("s.json", "s.jsonl", "s.csv"):
        assert ssi("score", "tour.ssi", "team", "-o", name).stdout == ""
    assert json.loads((project / "s.json").read_text(encoding="utf-8"))["schema"] == "ssi.scorecards/1"
    lines = (project / "s.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["member"] for line in lines] == ["dana", "eve"]
    assert (project / "s.csv").read_text(encoding="utf-8").startswith("member,name,team,as_of,total")
    assert [each.name for each in project.glob(".s.*")] == []


def test_a_csv_has_a_column_for_every_criterion_and_no_formula(ssi: Ssi) -> None:
    done = ssi("score", "tour.ssi", "team", "--format", "csv")
    dana, eve = csv.DictReader(io.StringIO(done.stdout))
    assert dana["relationships.target_share"] == "10"
    assert dana["engage.reply_speed.state"] == "unknown"
    assert dana["engage.reply_speed"] == ""
    assert eve["name"] == "'=HYPERLINK(1)"


def test_match_measures_by_labels_and_lists_the_misses(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    done = ssi("match", "senior_executive", "titles.csv", "--label", "senior", "--json")
    document = json.loads(done.stdout)
    verdicts = {row["text"]: row["verdict"] for row in document["rows"]}
    assert verdicts == {
        "Chief Executive Officer": "yes",
        "Teacher": "no",
        "Chief Fun Officer": "yes",
        "": "unknown",
        "Pilot": "no",
    }
    assert (document["precision"], document["recall"]) == (0.5, 0.5)
    assert [row["text"] for row in document["misses"]] == ["Chief Fun Officer", ""]


def test_match_reads_a_plain_list_and_another_column(ssi: Ssi, project: Path) -> None:
    (project / "titles.txt").write_text("Chief Executive Officer\n\nTeacher\n", encoding="utf-8")
    (project / "jobs.csv").write_text("job\nTeacher\n", encoding="utf-8")
    lines = ssi("match", "senior_executive", "titles.txt").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["yes", "no"]
    assert ssi("match", "senior_executive", "jobs.csv", "--column", "job").stdout.startswith("no ")
    wrong = ssi("match", "senior_executive", "jobs.csv", "--column", "jobb")
    assert (wrong.returncode, "Did you mean --column job?" in wrong.stderr) == (2, True)


def test_a_label_that_is_neither_yes_nor_no_is_refused_with_its_row(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text("title,senior\nTeacher,perhaps\n", encoding="utf-8")
    done = ssi("match", "senior_executive", "titles.csv", "--label", "senior")
    assert done.returncode == 2
    assert "titles.csv, row 2, column senior: perhaps is no label" in done.stderr


def test_match_uses_markets_of_another_file(ssi: Ssi, project: Path) -> None:
    (project / "list.txt").write_text("Wealth Manager\nWizard\n", encoding="utf-8")
    done = ssi("match", "wholesaler_target", "list.txt", "--rules", "tour.ssi")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["yes", "no"]
