"""An earlier run is found wherever it was kept, member by member."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from ssi_rules.history.documents import index
from ssi_rules.history.previous import InDocuments, Met, met, open_previous
from ssi_rules.history.read import History
from ssi_rules.report.exports import write_json, write_jsonl
from ssi_rules.sources.dataset import DataError
from tests.history.conftest import JULY, JUNE, MADE, card, record_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ssi_rules.scorecard import Scorecard

CARDS = [card("dana"), card('o"neil\\é'), card("zoë", points=None)]


def as_json(cards: list[Scorecard]) -> str:
    stream = io.StringIO()
    write_json(card().ruleset, cards, stream)
    return stream.getvalue()


def as_lines(cards: list[Scorecard]) -> str:
    stream = io.StringIO()
    write_jsonl(cards, stream)
    return stream.getvalue()


def indented(cards: list[Scorecard]) -> str:
    return json.dumps(json.loads(as_json(cards)), indent=2)


def reordered(cards: list[Scorecard]) -> str:
    documents = [json.loads(line) for line in as_lines(cards).splitlines()]
    return "".join(json.dumps(each, sort_keys=True) + "\r\n\r\n" for each in documents)


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="")
    return file


def in_documents(path: Path) -> InDocuments:
    previous = open_previous(path)
    assert isinstance(previous, InDocuments)
    return previous


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("scores.json", as_json),
        ("scores.json", indented),
        ("scores.json", lambda cards: "\ufeff" + indented(cards)),
        ("scores.json", as_lines),
        ("scores.jsonl", as_lines),
        ("scores.ndjson", lambda cards: "\ufeff" + as_lines(cards)),
        ("scores.jsonl", reordered),
    ],
)
def test_what_was_written_is_read_back(
    name: str, write: Callable[[list[Scorecard]], str], tmp_path: Path
) -> None:
    previous = in_documents(written(tmp_path, name, write(CARDS)))
    assert previous.members == {each.member for each in CARDS}
    assert [previous.card(each.member) for each in CARDS] == CARDS
    assert previous.card("nobody") is None


def test_our_own_files_are_read_a_line_at_a_time(tmp_path: Path) -> None:
    places = index(written(tmp_path, "scores.json", as_json(CARDS)))
    assert [each.line for each in places.values()] == [2, 3, 4]
    places = index(written(tmp_path, "scores.json", indented(CARDS)))
    assert [(each.line, each.index) for each in places.values()] == [(None, 0), (None, 1), (None, 2)]


def test_one_scorecard_may_be_a_file_or_one_of_a_folder(tmp_path: Path) -> None:
    for each in CARDS[:2]:
        written(tmp_path, f"{len(each.member)}.json", each.model_dump_json(by_alias=True, indent=1))
    written(tmp_path, "manifest.json", '{"pages": []}')
    previous = in_documents(tmp_path)
    assert [previous.card(each.member) for each in CARDS] == [*CARDS[:2], None]
    assert in_documents(tmp_path / "4.json").card("dana") == CARDS[0]


def test_an_empty_run_has_nobody(tmp_path: Path) -> None:
    assert in_documents(written(tmp_path, "scores.json", as_json([]))).members == frozenset()


def test_who_is_in_both_runs(tmp_path: Path) -> None:
    previous = in_documents(written(tmp_path, "scores.json", as_json(CARDS)))
    assert met(previous.members, ["new", "dana"]) == Met(("dana",), ("new",), ('o"neil\\é', "zoë"))


def refusal(path: Path, member: str | None = None) -> str:
    with pytest.raises(DataError) as caught:
        in_documents(path).card(member or "dana")
    assert caught.value.help
    return str(caught.value)


def test_what_is_no_scorecard_is_told_with_its_line(tmp_path: Path) -> None:
    lines = as_lines(CARDS).splitlines()
    for wrong, told in (
        ([lines[0], "{}"], "row 2: this is no scorecard"),
        ([lines[0], lines[1][:-9], lines[2]], None),
        ([lines[0], "{"], "row 2: this is no JSON"),
        ([lines[0], lines[1], lines[0]], "row 3: member dana is there twice"),
    ):
        file = written(tmp_path, "scores.jsonl", "\n".join(wrong))
        if told is not None:
            assert told in refusal(file)
        else:
            assert in_documents(file).card("dana") == CARDS[0]
            assert "row 2: this is no JSON" in refusal(file, CARDS[1].member)


def test_a_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    text = as_json(CARDS)
    file = written(tmp_path, "scores.json", text[: text.rindex("]")])
    assert "row 4: the file ends in the middle" in refusal(file)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no JSON"),
        ("[]", "this is no scorecard"),
        ("{}", "this is no scorecard"),
        ('{"schema": "ssi.scorecards/1", "scorecards": [3]}', "scorecard 1: this is no scorecard"),
        ('{"schema": "ssi.scorecard/1", "member": "dana"}', "not a scorecard: `as_of`: Field required"),
        ('{"schema": "ssi.scorecard/2", "member": "dana"}', "this version does not read `ssi.scorecard/2`"),
        ('{"schema": "ssi.scorecards/2"}', "this version does not read `ssi.scorecards/2`"),
        ('{"schema": "ssi.scorecards/2\u202e"}', "this is no scorecard"),
        ("[" * 100_000, "too deeply nested"),
        ("member,total\ndana,3\n", "no JSON"),
    ],
)
def test_other_files_are_told(text: str, told: str, tmp_path: Path) -> None:
    assert told in refusal(written(tmp_path, "scores.json", text))


@pytest.mark.parametrize("figure", ["1e308", "1e999999999", "1e-999999999", "9" * 51, "NaN"])
def test_figures_beyond_all_reckoning_are_told(figure: str, tmp_path: Path) -> None:
    document = json.loads(card().model_dump_json(by_alias=True))
    document["total"]["points"] = figure
    assert "`total.points`" in refusal(written(tmp_path, "scores.json", json.dumps(document)))


def test_a_field_of_a_newer_version_is_told(tmp_path: Path) -> None:
    document = {**json.loads(card().model_dump_json(by_alias=True)), "mood": "good"}
    told = refusal(written(tmp_path, "scores.json", json.dumps(document)))
    assert "this version does not know `mood`" in told


def test_a_place_without_scorecards_is_told(tmp_path: Path) -> None:
    assert "no file of this folder is a scorecard" in refusal(tmp_path)
    assert "there is nothing of this name" in refusal(tmp_path / "scores.json")
    (tmp_path / "bytes.json").write_bytes(b'\xff\xfe{"schema"')
    assert "no text in UTF-8" in refusal(tmp_path / "bytes.json")
    for name in ("a.json", "b.json"):
        written(tmp_path, name, card().model_dump_json(by_alias=True))
    assert "member dana is in a.json, too" in refusal(tmp_path)


def told_points(found: Scorecard | None) -> str | None:
    return None if found is None or found.total.points is None else str(found.total.points)


def test_a_history_gives_the_last_scorecard_before_a_day(file: Path) -> None:
    for points, day, rules in (("1", JUNE, "old"), ("2", JULY, "old"), ("3", JULY, "new")):
        made = card("dana", day=day, points=points, fingerprint=rules)
        record_run(file, made.ruleset, [made], MADE)
    other = card("dana", day=JULY, points="9", name="other")
    record_run(file, other.ruleset, [other, card("ben", day=JULY, name="other")], MADE)
    with History(file) as history:
        assert told_points(history.previous("dana", "tour", JULY)) == "1"
        assert told_points(history.previous("dana", "tour", JULY, "new")) == "2"
        assert told_points(history.previous("dana", "tour")) == "3"
        assert told_points(history.previous("dana", "other")) == "9"
        assert history.previous("dana", "tour", JUNE) is None
        assert history.previous("dana", "nix") is None
        assert history.everyone() == ("ben", "dana")
        assert history.members("tour", JULY) == {"dana"}
        assert history.members("other") == {"ben", "dana"}
        assert history.members("tour", JUNE) == frozenset()


def test_a_history_is_an_earlier_run_like_any_other(file: Path) -> None:
    record_run(file, card().ruleset, CARDS, MADE)
    history = open_previous(file)
    assert isinstance(history, History)
    with history:
        assert history.members("tour", JULY) == {each.member for each in CARDS}
        assert history.previous("dana", "tour", JULY) == CARDS[0].model_copy(update={"labels": {}})
        assert history.previous("nobody", "tour", JULY) is None
