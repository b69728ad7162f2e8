from __future__ import annotations

import csv
import io
import json
from datetime import date

import jsonschema
import pytest

from ssi_rules.engines.cells import defused
from ssi_rules.report.exports import write_json, write_jsonl
from ssi_rules.scorecard import Scorecard, Scorecards
from tests.report.cards import CARD


def written(cards: list[Scorecard]) -> dict[str, object]:
    stream = io.StringIO()
    write_json(CARD.ruleset, cards, stream)
    document = json.loads(stream.getvalue())
    assert isinstance(document, dict)
    return document


def test_the_document_is_what_its_schema_says() -> None:
    schema = Scorecards.model_json_schema(by_alias=True, mode="serialization")
    document = written([CARD, CARD.model_copy(update={"member": "eve"})])
    jsonschema.validate(document, schema)
    assert document["schema"] == "ssi.scorecards/1"


def test_points_are_numbers_and_what_is_absent_is_null() -> None:
    (card,) = json.loads(json.dumps(written([CARD])["scorecards"]))
    assert card["total"] == {"points": 5.38, "low": 5.38, "high": 21, "worth": 50}
    views = card["pillars"][0]["criteria"][2]
    assert (views["points"], views["measure"]["value"], views["next"]) == (None, None, None)


def test_a_day_stands_for_all_only_where_all_share_it() -> None:
    other = CARD.model_copy(update={"as_of": date(2026, 1, 1)})
    assert written([CARD])["as_of"] == "2026-06-30"
    assert written([CARD, other])["as_of"] is None
    assert written([])["as_of"] is None


def test_a_document_reads_back_to_the_same_scorecards() -> None:
    again = Scorecards.model_validate_json(json.dumps(written([CARD])))
    assert again.scorecards == (CARD,)


def test_json_lines_are_one_scorecard_each() -> None:
    stream = io.StringIO()
    write_jsonl([CARD, CARD], stream)
    assert [json.loads(line)["member"] for line in stream.getvalue().splitlines()] == ["dana", "dana"]


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\N{FULLWIDTH EQUALS SIGN}x"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([defused(text)])
    assert next(csv.reader(io.StringIO(stream.getvalue(), newline="")))[0].startswith("'")


def test_other_text_stays_as_it_is() -> None:
    assert defused("Dana = Reyes") == "Dana = Reyes"


@pytest.mark.parametrize("text", ["Dana;=1+1", "Dana; @SUM(1)", "Dana\t=1+1", "a;b;-1"])
def test_nor_is_one_that_begins_where_a_spreadsheet_parts_cells_otherwise(text: str) -> None:
    for parting in ";\t":
        (row,) = csv.reader([defused(text)], delimiter=parting)
        assert not [each for each in row if each.strip().startswith(("=", "+", "-", "@"))]
