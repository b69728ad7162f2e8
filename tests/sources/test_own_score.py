"""LinkedIn's own score is read from what members saved, and held to what LinkedIn shows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.own_reading import PILLARS
from ssi_rules.sources.own_score import read_own_scores

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ["13.118002", "3.68", "0.3", "2.60775"]
PAYLOAD = """{
  "activeSeat": false,
  "memberScore": {
    "overall": 19.705751,
    "subScores": [
      {"score": 13.118002, "pillar": "PROFESSIONAL_BRAND"},
      {"score": 3.68, "pillar": "FIND_RIGHT_PEOPLE"},
      {"score": 0.3, "pillar": "INSIGHT_ENGAGEMENT"},
      {"score": 2.60775, "pillar": "STRONG_RELATIONSHIP"}
    ]
  },
  "groupScore": [
    {"groupType": "INDUSTRY", "rank": 75, "groupSize": 1000, "score": {"overall": 30.99, "subScores": []}},
    {"groupType": "NETWORK", "rank": 81, "score": {"overall": 32.72, "subScores": []}}
  ]
}"""


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refused(file: Path, column: str | None = None) -> DataError:
    with pytest.raises(DataError) as caught:
        read_own_scores(file, column)
    assert caught.value.help
    return caught.value


def test_the_payload_of_linkedins_page(tmp_path: Path) -> None:
    file = written(tmp_path, "dana.json", PAYLOAD)
    (score,) = read_own_scores(file)["dana"]
    assert (score.day, score.total, score.source) == (None, Decimal("19.705751"), str(file))
    assert score.pillars == dict(zip(PILLARS, map(Decimal, PARTS), strict=True))
    assert score.ranks == {"INDUSTRY": 75, "NETWORK": 81}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"object": "raw", "data": ', "}"),
        ('[{"note": null}, ', "]"),
        ('{"ssiData": ', ', "lastFetch": "yesterday"}'),
        ("\ufeff\n", "\n"),
    ],
)
def test_any_envelope_will_do(before: str, after: str, tmp_path: Path) -> None:
    file = written(tmp_path, "dana.json", f"{before}{PAYLOAD}{after}")
    assert [each.total for each in read_own_scores(file)["dana"]] == [Decimal("19.705751")]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ('"date": "2026-05-31"', date(2026, 5, 31)),
        ('"capturedAt": "2026-05-31T23:59:00Z"', date(2026, 5, 31)),
        ('"collectedAt": 1780185600000', date(2026, 5, 31)),
        ('"timestamp": 1780185600', date(2026, 5, 31)),
        ('"date": "last week"', None),
        ('"date": "2026-02-31"', None),
    ],
)
def test_the_day_and_the_member_of_the_envelope(told: str, day: date | None, tmp_path: Path) -> None:
    file = written(tmp_path, "saved.json", f'{{"member_id": "dana", {told}, "raw": {PAYLOAD}}}')
    assert [each.day for each in read_own_scores(file)["dana"]] == [day]


def test_several_days_in_one_file(tmp_path: Path) -> None:
    days = [{"date": f"2026-06-0{day}", "memberScore": {"overall": 30 + day}} for day in (3, 1, 2)]
    file = written(tmp_path, "dana.json", json.dumps({"history": days}))
    found = read_own_scores(file)["dana"]
    assert [(each.day, each.total) for each in found] == [
        (date(2026, 6, day), Decimal(30 + day)) for day in (1, 2, 3)
    ]


def test_a_folder_of_files_named_by_member_and_day(tmp_path: Path) -> None:
    for name, total in (
        ("dana_2026-06-30", 34),
        ("dana_2026-05-31", 33),
        ("ben-lee", 50),
        ("x_2026-02-31", 1),
    ):
        written(tmp_path, f"{name}.json", json.dumps({"overall": total}))
    found = read_own_scores(tmp_path)
    assert set(found) == {"dana", "ben-lee", "x_2026-02-31"}
    assert [(each.day, each.total) for each in found["dana"]] == [
        (date(2026, 5, 31), Decimal(33)),
        (date(2026, 6, 30), Decimal(34)),
    ]


def test_parts_may_be_an_object_or_be_unknown(tmp_path: Path) -> None:
    parts = {"PROFESSIONAL_BRAND": 10.25, "SOMETHING_NEW": 3}
    file = written(tmp_path, "dana.json", json.dumps({"overall": 20, "subScores": parts}))
    (score,) = read_own_scores(file)["dana"]
    assert score.pillars == {"PROFESSIONAL_BRAND": Decimal("10.25")}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('{"overall": 100.5}', "100.5 is no score: it lies between 0 and 100"),
        ('{"overall": -1}', "-1 is no score"),
        ('{"overall": "53"}', "this is no number"),
        ('{"overall": true}', "this is no number"),
        ('{"overall": NaN}', "this is no number"),
        ('{"overall": null}', "this is no number"),
        ('{"overall": 1e999999999}', "is no score"),
        (PAYLOAD.replace("13.118002", "25.01"), "25.01 is no score: it lies between 0 and 25"),
        (PAYLOAD.replace("19.705751", "59.7"), "the four parts add up to 19.705752, and the total says 59.7"),
        (PAYLOAD.replace('"rank": 75', '"rank": "top"'), "this is no number"),
        ('{"scores": []}', "there is no LinkedIn score in it"),
        ("[" * 100_000, "no JSON"),
        ("", "no JSON"),
        ("<html>", "no JSON"),
    ],
)
def test_figures_that_linkedin_cannot_show_are_refused(wrong: str, told: str, tmp_path: Path) -> None:
    assert told in str(refused(written(tmp_path, "dana.json", wrong)))


def test_two_scores_of_one_day_are_refused_and_the_same_twice_is_one(tmp_path: Path) -> None:
    twice = [{"date": "2026-06-30", "overall": total} for total in (33, 33)]
    assert len(read_own_scores(written(tmp_path, "dana.json", json.dumps(twice)))["dana"]) == 1
    twice[1]["overall"] = 34
    error = refused(written(tmp_path, "dana.json", json.dumps(twice)))
    assert error.message == "member dana has two scores for 2026-06-30: 33 and 34"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.json").message == "there is nothing of this name"
    assert refused(tmp_path).message == "the folder has no JSON file"
    (tmp_path / "dana.json").write_bytes(b"\xff\xfe{")
    assert "no text in UTF-8" in refused(tmp_path).message


def test_a_csv_of_members_and_days(tmp_path: Path) -> None:
    text = "member_id,date,ssi,brand,find,engage,relationships\ndana,2026-06-30,53,21,6.4,10.25,15\nben,,,,,,\nben,,33,,,,\n"
    found = read_own_scores(written(tmp_path, "ssi.csv", text))
    (dana,), (ben,) = found["dana"], found["ben"]
    assert (dana.day, dana.total) == (date(2026, 6, 30), Decimal(53))
    assert dana.pillars == dict(zip(PILLARS, map(Decimal, ("21", "6.4", "10.25", "15")), strict=True))
    assert (ben.day, ben.total, ben.pillars) == (None, Decimal(33), dict[str, Decimal]())


def test_a_column_named_on_the_command_line(tmp_path: Path) -> None:
    file = written(
        tmp_path, "members.csv", "Member_ID;LinkedIn's figure;ssi\ndana;32,81;1\n".replace("32,81", "32.81")
    )
    (score,) = read_own_scores(file, "linkedin's figure")["dana"]
    assert score.total == Decimal("32.81")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "member_id,date,ssi\ndana,2026-06-30,101\n",
            "row 2, column ssi: 101 is no score: it lies between 0 and 100",
        ),
        ("member_id,date,ssi\ndana,soon,33\n", "row 2, column date: "),
        (
            "member_id,date,ssi\n,2026-06-30,33\n",
            "row 2, column member_id: the row has a score and no member",
        ),
        (
            "member_id,ssi,brand\ndana,33,26\n",
            "row 2, column brand: 26 is no score: it lies between 0 and 25",
        ),
        ("member_id,ssi\ndana,a third\n", "row 2, column ssi: "),
        ("member_id,points\ndana,33\n", "no column of members beside one of scores (ssi): its columns are"),
        ("", "the file is empty"),
    ],
)
def test_a_csv_that_does_not_fit_is_told_with_its_place(text: str, told: str, tmp_path: Path) -> None:
    assert told in str(refused(written(tmp_path, "ssi.csv", text)))


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, "ssi.csv", "member_id,ssi\ndana,33\n")
    assert "beside one of scores (figure)" in refused(file, "figure").message


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.sampled_from(PILLARS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["overall", "subScores", "groupScore", "rank", "score", "date", "member", "x"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(document=JSON)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gives_scores_in_bounds_or_an_error(document: Any, tmp_path: Path) -> None:
    file = written(tmp_path, "dana.json", json.dumps(document))
    try:
        found = read_own_scores(file)
    except DataError:
        return
    for score in (each for scores in found.values() for each in scores):
        assert 0 <= score.total <= 100
        assert all(0 <= each <= 25 for each in score.pillars.values())
