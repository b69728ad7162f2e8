"""Distinct texts are matched once, by the one matcher; what is kept of earlier runs is never taken for something else."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ssi_rules import api
from ssi_rules.bulk import texts as subject
from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.dictionary import Dictionary, question_key
from ssi_rules.bulk.matching import asked_in_turn, processes_for
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.texts import keep_texts, make_texts
from ssi_rules.bulk.work import How
from ssi_rules.engines.cells import csv_head, csv_line
from ssi_rules.engines.columnar.texts import Question, TextColumn
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.engines.wide import Detail, wide_columns
from ssi_rules.language.texts import plain_text
from ssi_rules.markets.compile import compile_phrases
from ssi_rules.markets.match import answer_text
from ssi_rules.model import MarketAll, MarketLine, MarketNot, NamedMarket, PhraseMarket
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ssi_rules.bulk.matching import Answers

TITLES = [
    "CEO",
    "ceo ",
    "Former CEO | VP",
    "VP",
    "Nurse",
    "...",
    "",
    "总经理",
    "Ge\u0301rant",
    "CEO at Contoso",
]


def market(*phrases: str, name: str = "heads") -> PhraseMarket:
    lines = (
        MarketLine("title", vetoes=False, phrases=phrases),
        MarketLine("title", vetoes=True, phrases=("former",)),
        MarketLine("company", vetoes=True, phrases=("contoso",)),
    )
    return PhraseMarket(name, "Heads", lines)


HEADS = Question(market("ceo", "总经理", "gérant"))
VPS = Question(market("vp"))
RULED_OUT = Question(market("ceo"), vetoes="company")


def column(*questions: Question, plain: bool = False, name: str = "title") -> TextColumn:
    return TextColumn(f"_texts_people_{name}", "people", name, questions, plain)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as made:
        people(made, TITLES)
        yield made


def people(connection: duckdb.DuckDBPyConnection, titles: Sequence[str | None]) -> None:
    rows = pa.table({"title": [*titles, *titles, None], "company": [*reversed(titles), *titles, None]})
    connection.register("given", rows)
    connection.execute("CREATE OR REPLACE TABLE people AS FROM given")


def made(connection: duckdb.DuckDBPyConnection, of: TextColumn) -> dict[str, tuple[object, ...]]:
    rows = connection.execute(f'FROM "{of.relation}"').fetchall()
    assert len({text for text, *_ in rows}) == len(rows)
    return {text: tuple(others) for text, *others in rows}


def told(text: str, question: Question) -> bool | None:
    compiled = compile_phrases(question.market)
    if question.vetoes is None:
        return answer_text(compiled, text, {})
    return answer_text(compiled, None, {question.vetoes: text}) is False


def expected(of: TextColumn, texts: Sequence[str] = TITLES) -> dict[str, tuple[object, ...]]:
    rows = {text: tuple(told(text, each) for each in of.questions) for text in texts}
    if of.plain:
        return {text: (*answers, plain_text(text)) for text, answers in rows.items()}
    return {text: answers for text, answers in rows.items() if set(answers) != {False}}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the matcher is given."""
    seen: list[str] = []

    def seeing(
        questions: Sequence[Question], batches: Iterable[Sequence[str]], processes: int
    ) -> Iterator[Answers]:
        for texts in batches:
            seen.extend([text for text in texts for _ in questions])
            yield from asked_in_turn(questions, [texts], processes)

    monkeypatch.setattr(subject, "asked_in_turn", seeing)
    return seen


COLUMNS = [column(HEADS), column(HEADS, RULED_OUT, VPS), column(HEADS, plain=True), column(plain=True)]


@pytest.mark.parametrize("of", COLUMNS)
def test_a_relation_holds_what_is_not_no(connection: duckdb.DuckDBPyConnection, of: TextColumn) -> None:
    make_texts(connection, [of])
    assert made(connection, of) == expected(of)


def test_each_distinct_text_is_asked_once(connection: duckdb.DuckDBPyConnection, asked: list[str]) -> None:
    make_texts(connection, [column(HEADS)])
    assert sorted(asked) == sorted(TITLES)


def test_more_texts_than_are_matched_together(connection: duckdb.DuckDBPyConnection) -> None:
    many = [f"{title} {number}" for number in range(2000) for title in TITLES]
    people(connection, many)
    make_texts(connection, [column(HEADS)])
    assert made(connection, column(HEADS)) == expected(column(HEADS), many)


def test_a_fact_of_members_and_nobody(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TABLE members AS SELECT DISTINCT title AS headline FROM people LIMIT 0")
    of = TextColumn("_texts_members_headline", None, "headline", (HEADS,), plain=False)
    make_texts(connection, [of])
    assert made(connection, of) == {}
    connection.execute("INSERT INTO members SELECT title FROM people")
    make_texts(connection, [of])
    assert made(connection, of) == expected(of)


@pytest.mark.parametrize("of", COLUMNS)
def test_only_new_texts_are_matched(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, asked: list[str], of: TextColumn
) -> None:
    kept = tmp_path / "kept.parquet"
    make_texts(connection, [of], dictionary=kept)
    assert made(connection, of) == expected(of)
    assert len(asked) == len(TITLES) * len(of.questions)
    asked.clear()
    people(connection, [*TITLES, "CEO and owner"])
    make_texts(connection, [of], dictionary=kept)
    assert made(connection, of) == expected(of, [*TITLES, "CEO and owner"])
    assert asked == ["CEO and owner"] * len(of.questions)


def test_columns_and_rulesets_share_a_dictionary(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, asked: list[str]
) -> None:
    kept = tmp_path / "kept.parquet"
    make_texts(connection, [column(HEADS)], dictionary=kept)
    asked.clear()
    make_texts(connection, [column(HEADS, name="company")], dictionary=kept)
    assert asked == []
    for _ in range(2):  # with a further question all texts are asked both, and known twice of one
        both = [column(HEADS, VPS), column(VPS, HEADS, name="company")]
        make_texts(connection, both, dictionary=kept)
        assert all(made(connection, each) == expected(each) for each in both)
    assert len(asked) == 2 * len(TITLES)
    asked.clear()
    make_texts(connection, [column(HEADS)], dictionary=kept)
    assert asked == []
    assert made(connection, column(HEADS)) == expected(column(HEADS))


def test_another_market_is_never_answered_from_what_is_kept(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.parquet"
    for phrases in (("ceo",), ("nurse",), ("ceo", "nurse"), ("ceo",)):
        of = column(Question(market(*phrases)))
        make_texts(connection, [of], dictionary=kept)
        assert made(connection, of) == expected(of)


def test_what_a_question_is_known_by() -> None:
    renamed = Question(market("gérant", "ceo", "总经理", name="others"))
    assert question_key(renamed) == question_key(HEADS)
    removing = PhraseMarket("x", "X", (*HEADS.market.lines, MarketLine("title", vetoes=True, phrases=("a",))))
    elsewhere = PhraseMarket("x", "X", (*HEADS.market.lines, MarketLine("team", vetoes=True, phrases=("a",))))
    assert question_key(Question(elsewhere)) == question_key(HEADS)
    different = [
        HEADS,
        VPS,
        RULED_OUT,
        Question(removing),
        Question(elsewhere, vetoes="team"),
        Question(PhraseMarket("x", "X", HEADS.market.lines[:1])),
    ]
    assert len({question_key(each) for each in different}) == len(different)


def test_another_version_of_the_matcher_asks_again(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept.parquet"
    make_texts(connection, [column(HEADS)], dictionary=kept)
    monkeypatch.setattr("ssi_rules.bulk.dictionary._matcher", lambda: "of another day")
    asked.clear()
    make_texts(connection, [column(HEADS)], dictionary=kept)
    assert sorted(asked) == sorted(TITLES)


def test_a_dictionary_that_knows_all_is_left_alone(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.parquet"
    make_texts(connection, [column(HEADS)], dictionary=kept)
    before = kept.stat().st_mtime_ns, kept.stat().st_ino
    make_texts(connection, [column(HEADS)], dictionary=kept)
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == before
    assert [each.name for each in tmp_path.iterdir()] == [kept.name]


def _a_list(path: Path) -> None:
    path.write_text("CEO\nVP\n", encoding="utf-8")


def _another_table(path: Path) -> None:
    pq.write_table(pa.table({"text": ["CEO"], "answer": [False]}), path)


def _nothing(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("write", [_a_list, _another_table, _nothing, Path.mkdir])
def test_what_is_no_dictionary_is_refused_and_stays(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, write: object
) -> None:
    path = tmp_path / "kept.parquet"
    assert callable(write)
    write(path)
    before = None if path.is_dir() else path.read_bytes()
    with pytest.raises(DataError, match="no dictionary of verdicts") as refused:
        make_texts(connection, [column(HEADS)], dictionary=path)
    assert refused.value.path == str(path)
    assert refused.value.help is not None
    assert path.is_dir() or path.read_bytes() == before


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_dictionary_is_refused_or_says_the_same(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, seed: int
) -> None:
    path, of, chance = tmp_path / "kept.parquet", column(HEADS, RULED_OUT), random.Random(seed)
    make_texts(connection, [of], dictionary=path)
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
    path.write_bytes(damaged if seed % 4 else whole[: chance.randrange(len(whole))])
    try:
        make_texts(connection, [of], dictionary=path)
    except DataError as refused:
        assert "no dictionary of verdicts" in refused.message  # noqa: PT017 - either is right
    else:
        assert made(connection, of) == expected(of)


def test_a_dictionary_that_cannot_be_written_is_named(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "kept.parquet"
    with pytest.raises(FileNotFoundError) as refused:
        make_texts(connection, [column(HEADS)], dictionary=path)
    assert refused.value.filename == str(path)


def test_a_failed_write_leaves_what_was_there(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.parquet"
    make_texts(connection, [column(HEADS)], dictionary=path)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", full)
    with pytest.raises(OSError, match="No space") as refused:
        make_texts(connection, [column(VPS)], dictionary=path)
    assert refused.value.filename == str(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_other_questions_stay_when_new_ones_are_kept(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "kept.parquet"
    for question in (HEADS, VPS, RULED_OUT):
        make_texts(connection, [column(question)], dictionary=path)
    for question in (HEADS, VPS, RULED_OUT):
        kept = Dictionary(path).known([question_key(question)]).to_pylist()
        assert {row["text"]: row["answer"] for row in kept} == {text: told(text, question) for text in TITLES}


RULES = """\
ruleset heads "Heads" {
  version "1.0.0"
}

facts {
  table people "People" {
    title   : text
    company : text
  }
}

market heads "Heads" {
  title has "ceo", "总经理", "gérant"
  title not "former"
  company not "contoso"
}

pillar reach "Reach" worth 100 {

  criterion heads_met "Heads known" worth 100 {
    measure count of people where title is heads
    ramp {
      0  earns 0
      50 earns 100
    }
    basis chosen
  }
}
"""


def _population(folder: Path, titles: Sequence[str]) -> Path:
    folder.mkdir(exist_ok=True)
    ids = [f"m{number}" for number in range(20)]
    pq.write_table(pa.table({"member_id": ids}), folder / "members.parquet")
    rows = [(ids[at % 20], title, titles[-at % len(titles)]) for at, title in enumerate([*titles] * 9)]
    names = ("member_id", "title", "company")
    pq.write_table(
        pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))), folder / "people.parquet"
    )
    return folder


def test_runs_with_a_dictionary_give_what_the_reference_engine_gives(
    tmp_path: Path, asked: list[str]
) -> None:
    rules = tmp_path / "heads.ssi"
    rules.write_text(RULES, encoding="utf-8")
    ruleset, kept = api.load_ruleset(str(rules)), tmp_path / "kept.parquet"
    how = How(Detail.FULL, dictionary=kept, limits=Limits(threads=1))
    counts = []
    for titles in (TITLES, TITLES, [*TITLES, "Owner and CEO"], TITLES):
        data, out = _population(tmp_path / "data", titles), tmp_path / "scores.csv"
        asked.clear()
        score_population(ruleset, data, Target(out, Form.CSV), how)
        counts.append(len(asked))
        wide = WideRows(Evaluator(ruleset), Detail.FULL)
        members = api.open_dataset(data, ruleset.catalogue).members()
        rows = "".join(csv_line(wide.row(each, None)) for each in members)
        assert out.read_text(encoding="utf-8") == csv_head(wide_columns(ruleset, Detail.FULL)) + rows
    assert counts[0] > 0
    assert counts[1:] == [0, 2, 0]  # a title that is new, and stands as a company too


def test_texts_may_be_known_before_any_data_asks(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, asked: list[str]
) -> None:
    kept, titles = tmp_path / "kept.parquet", [*TITLES, *TITLES]
    both = NamedMarket("both", "Both", MarketAll(HEADS.market, MarketNot(VPS.market)))
    assert keep_texts(kept, [both, HEADS.market], titles) == len(TITLES)
    assert keep_texts(kept, [both], [*titles, "Pilot"]) == 1
    assert keep_texts(kept, [VPS.market], titles) == 0
    assert keep_texts(kept, [], ["Captain"]) == 0
    asked.clear()
    of = column(HEADS, VPS, Question(VPS.market, vetoes="company"))
    make_texts(connection, [of], dictionary=kept)
    assert asked == []
    assert made(connection, of) == expected(of)


@pytest.mark.parametrize("processes", [1, 2])
def test_several_processes_answer_in_order(processes: int) -> None:
    questions = (HEADS, RULED_OUT, VPS)
    batches = [[f"{title} {number}" for title in TITLES] for number in range(30)]
    found = [*asked_in_turn(questions, iter(batches), processes)]
    assert found == [[[told(text, each) for text in batch] for each in questions] for batch in batches]


def test_what_is_begun_with_several_processes_may_be_left() -> None:
    answers = asked_in_turn([HEADS], ([f"{number}"] for number in range(10_000)), 2)
    assert next(answers) == [[False]]
    del answers


def test_processes_that_are_gone_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.bulk.matching.__name__", "ssi_rules.nowhere")
    found = [*asked_in_turn([HEADS], [TITLES] * 5, 2)]
    assert found == [[[told(text, HEADS) for text in TITLES]]] * 5


def test_only_many_texts_are_worth_a_process() -> None:
    assert [processes_for(texts, 4) for texts in (0, 99_999, 100_000, 10_000_000)] == [1, 1, 2, 4]
    assert processes_for(10_000_000, 1) == 1
