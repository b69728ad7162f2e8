"""A dictionary knows files again whose texts it has all seen; whatever may have changed is looked at."""

from __future__ import annotations

import json
import os
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ssi_rules import api
from ssi_rules.bulk import portions, texts, verdicts
from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.dictionary import Dictionary
from ssi_rules.bulk.matching import asked_in_turn
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.wide import Detail
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ssi_rules.bulk.matching import Answers
    from ssi_rules.engines.columnar.texts import Question, TextColumn
    from ssi_rules.model import Ruleset

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
  title has "ceo", "gérant"
  title not "former"
  company not "contoso"
}

market sellers "Sellers" {
  title has "sales"
}

pillar reach "Reach" worth 100 {

  criterion heads_met "Heads known" worth 50 {
    measure count of people where title is heads
    ramp {
      0  earns 0
      10 earns 50
    }
    basis chosen
  }

  criterion sellers_met "Sellers known" worth 50 {
    measure count of people where title is sellers
    ramp {
      0  earns 0
      10 earns 50
    }
    basis chosen
  }
}
"""

TITLES = ["CEO", "Former CEO", "Head of sales", "Nurse", "...", "  ", "CEO and sales", "Ge\u0301rant"]
COMPANIES = ["Contoso", "Fabrikam", "Sales of CEOs", "", "Acme", "Acme", "Acme", "Acme"]
Rows = list[tuple[str, str | None, str | None]]


def rows_of(titles: Sequence[str | None] = TITLES, companies: Sequence[str | None] = COMPANIES) -> Rows:
    return [
        (f"m{at % 3}", title, company)
        for at, (title, company) in enumerate(zip(titles, companies, strict=True))
    ]


def write_rows(path: Path, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = dict(zip(("member_id", "title", "company"), map(list, zip(*rows, strict=True)), strict=True))
    table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    if path.suffix == ".parquet":
        pq.write_table(table, path)
        return
    lines = [",".join(columns), *(",".join(f'"{cell or ""}"' for cell in row) for row in rows)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


def write_population(folder: Path) -> None:
    folder.mkdir()
    pq.write_table(pa.table({"member_id": ["m0", "m1", "m2"]}), folder / "members.parquet")
    write_rows(folder / "people.parquet", rows_of())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A population of three, whose people are in ``people.parquet``."""
    write_population(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path = tmp_path_factory.mktemp("rules") / "heads.ssi"
    path.write_text(RULES, encoding="utf-8")
    return api.load_ruleset(str(path))


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files have been there for a while."""
    monkeypatch.setattr(portions, "_SETTLED", -(10**18))


@pytest.fixture
def gathered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The columns that texts were looked for in, each with the SQL of the rows."""
    seen: list[str] = []
    gather = texts.gather_texts

    def seeing(connection: DuckDBPyConnection, column: TextColumn, rows: str) -> None:
        seen.append(f"{column.column}: {rows}")
        gather(connection, column, rows)

    monkeypatch.setattr(texts, "gather_texts", seeing)
    return seen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the matcher is given."""
    seen: list[str] = []

    def seeing(
        questions: Sequence[Question], batches: Iterable[Sequence[str]], processes: int
    ) -> Iterator[Answers]:
        for batch in batches:
            seen.extend(batch)
            yield from asked_in_turn(questions, [batch], processes)

    monkeypatch.setattr(texts, "asked_in_turn", seeing)
    return seen


class Scored:
    """Scores a population with a dictionary, and without."""

    def __init__(self, ruleset: Ruleset, data: Path, kept: Path) -> None:
        self.ruleset, self.data, self.kept = ruleset, data, kept
        self.how = How(Detail.FULL, dictionary=kept, limits=Limits(threads=1))

    def __call__(self) -> None:
        """Score both ways, and see that the same comes out."""
        assert self.score(self.how) == self.score(replace(self.how, dictionary=None))

    def score(self, how: How) -> str:
        out = self.data.parent / "scores.csv"
        score_population(self.ruleset, self.data, Target(out, Form.CSV), how)
        return out.read_text(encoding="utf-8")

    def looked(self, gathered: list[str]) -> list[str]:
        """The columns that a run with the dictionary looks for texts in."""
        gathered.clear()
        self.score(self.how)
        looked = [each.partition(":")[0] for each in gathered]
        self()
        return looked


@pytest.fixture
def scored(ruleset: Ruleset, data: Path, tmp_path: Path) -> Scored:
    return Scored(ruleset, data, tmp_path / "kept.parquet")


BOTH = ["title", "company"]


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
@pytest.mark.parametrize("resume", [False, True])
def test_a_seen_file_is_not_looked_over_again(
    scored: Scored, gathered: list[str], suffix: str, *, resume: bool
) -> None:
    (scored.data / "people.parquet").unlink()
    write_rows((scored.data / "people").with_suffix(suffix), rows_of())
    scored.how = replace(scored.how, resume=resume, detail=Detail.CRITERIA)
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == []
    inode = scored.kept.stat().st_ino
    scored()
    assert scored.kept.stat().st_ino == inode


def test_a_changed_file_is_looked_over(scored: Scored, gathered: list[str]) -> None:
    scored()
    write_rows(scored.data / "people.parquet", rows_of([*TITLES[:-1], "Gérant of sales"]))
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == []


def test_another_file_of_the_same_size_and_time_is_looked_over(scored: Scored, gathered: list[str]) -> None:
    (scored.data / "people.parquet").unlink()
    people = scored.data / "people.csv"
    write_rows(people, rows_of())
    scored()
    before = people.stat()
    write_rows(people, rows_of(["CFO", *TITLES[1:]]))
    os.utime(people, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (people.stat().st_size, people.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert scored.looked(gathered) == BOTH


def test_only_new_files_beside_seen_ones_are_looked_over(
    scored: Scored, gathered: list[str], asked: list[str]
) -> None:
    (scored.data / "people.parquet").unlink()
    write_rows(scored.data / "people" / "may.parquet", rows_of())
    scored()
    write_rows(
        scored.data / "people" / "june.parquet", [("m2", "Gérant of sales", "CEO"), ("m2", "CEO", "Acme")]
    )
    gathered.clear()
    asked.clear()
    scored.score(scored.how)
    assert all("june.parquet" in each and "may.parquet" not in each for each in gathered)
    assert [each.partition(":")[0] for each in gathered] == BOTH
    assert {*asked} == {"Gérant of sales", "CEO"}  # the second as a company
    scored()
    assert scored.looked(gathered) == []
    (scored.data / "people" / "may.parquet").unlink()
    assert scored.looked(gathered) == []


def test_what_is_seen_of_one_market_is_not_seen_of_another(
    scored: Scored, gathered: list[str], tmp_path: Path
) -> None:
    scored()
    path = tmp_path / "others.ssi"
    path.write_text(RULES.replace('has "sales"', 'has "nurse"'), encoding="utf-8")
    others = Scored(api.load_ruleset(str(path)), scored.data, scored.kept)
    assert others.looked(gathered) == ["title"]
    assert others.looked(gathered) == []
    assert scored.looked(gathered) == []


def test_a_column_that_is_read_otherwise_is_looked_over(scored: Scored, gathered: list[str]) -> None:
    """Where known cells are counted, blank titles are nothing; where markets alone look at them, they are texts."""
    write_rows(scored.data / "people.parquet", rows_of(["\u2003"] * 8))
    scored.how = replace(scored.how, detail=Detail.TOTAL)
    scored()
    scored.how = replace(scored.how, detail=Detail.FULL)
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == []


def test_a_file_that_was_touched_is_looked_over(scored: Scored, gathered: list[str]) -> None:
    people = scored.data / "people.parquet"
    scored()
    os.utime(people, ns=(1, 1))
    assert scored.looked(gathered) == BOTH


def test_rows_set_aside_and_pieces_that_python_reads(scored: Scored, gathered: list[str]) -> None:
    (scored.data / "people.parquet").unlink()
    people = scored.data / "people.csv"
    people.write_bytes("member_id;title;company\nm0;Gérant;Acme\n;CEO;Acme\n".encode("cp1252"))
    scored.how = replace(scored.how, rejects=True)
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == BOTH  # what its reader makes of it depends on more than the file


def test_tables_of_duckdb_are_looked_over(scored: Scored, gathered: list[str], tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "data.duckdb")) as connection:
        connection.execute("CREATE TABLE members AS SELECT 'm' || range AS member_id FROM range(3)")
        connection.execute(
            "CREATE VIEW people AS SELECT member_id, 'CEO' AS title, 'X' AS company FROM members"
        )
    scored.data = tmp_path / "data.duckdb"
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == BOTH


def test_a_file_that_changed_just_now_is_not_noted(
    scored: Scored, gathered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portions, "_SETTLED", 2 * 10**9)
    scored()
    assert scored.looked(gathered) == BOTH
    later = time.time_ns() + 3 * 10**9
    monkeypatch.setattr("ssi_rules.bulk.portions.time.time_ns", lambda: later)
    assert scored.looked(gathered) == BOTH
    assert scored.looked(gathered) == []


def test_a_file_that_changes_while_it_is_read_is_looked_over_again(
    scored: Scored, gathered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gather, people = texts.gather_texts, scored.data / "people.parquet"

    def changing(connection: DuckDBPyConnection, column: TextColumn, rows: str) -> None:
        gather(connection, column, rows)
        write_rows(people, rows_of([*TITLES[:-1], "Gérant of sales"]))

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(texts, "gather_texts", changing)
        scored.score(scored.how)
    assert scored.looked(gathered) == BOTH


def test_runs_at_the_same_time_never_claim_texts_that_are_lost(scored: Scored, gathered: list[str]) -> None:
    """One reads the dictionary, another notes a file with its texts, then the first puts its own in place."""
    scored()
    keys = [*verdicts.read(scored.kept, _All())]
    first = Dictionary(scored.kept)
    for key in keys:
        first.known([key])
        first.keep(key, pa.array(["Pilot"]), pa.array([False]))
    write_rows(scored.data / "people.parquet", rows_of([*TITLES[:-1], "Gérant of sales"]))
    assert scored.looked(gathered) == BOTH
    first.write()
    assert scored.looked(gathered) == BOTH


class _All:
    def __contains__(self, _: object) -> bool:
        return True


def test_the_first_form_is_read_and_becomes_the_second(
    scored: Scored, gathered: list[str], asked: list[str]
) -> None:
    scored()
    whole = pq.read_table(scored.kept)
    first = whole.replace_schema_metadata({b"form": b"ssi.dictionary/1"})
    keys = {*first.column("question").to_pylist()}
    with pq.ParquetWriter(scored.kept, first.schema) as writer:
        for key in sorted(keys):  # as it was: yes and no together
            writer.write_table(
                first.filter(pa.compute.equal(first.column("question").cast(pa.string()), key))
            )
    asked.clear()
    gathered.clear()
    scored.score(scored.how)
    assert [each.partition(":")[0] for each in gathered] == BOTH
    assert asked == []
    assert scored.looked(gathered) == []
    assert pq.read_schema(scored.kept).metadata == {b"form": b"ssi.dictionary/2"}
    assert _sorted(pq.read_table(scored.kept)) == _sorted(whole)


def _sorted(table: pa.Table) -> list[str]:
    return sorted(map(json.dumps, table.to_pylist()))


def test_a_row_group_answers_no_or_it_does_not(scored: Scored) -> None:
    scored()
    with pq.ParquetFile(scored.kept) as file:
        groups = [
            {*file.read_row_group(at).column("answer").to_pylist()} for at in range(file.num_row_groups)
        ]
    assert {False} in groups
    assert all(group == {False} or False not in group for group in groups)


def test_only_what_is_not_no_is_read_of_a_seen_file(scored: Scored, monkeypatch: pytest.MonkeyPatch) -> None:
    scored()
    found: list[pa.Table] = []
    told = Dictionary.told

    def seeing(self: Dictionary, *args: object) -> pa.Table | None:
        rows = told(self, *args)  # type: ignore[arg-type]
        assert rows is not None
        found.append(rows)
        return rows

    monkeypatch.setattr(Dictionary, "told", seeing)
    scored()
    answers = [each.column("answer").to_pylist() for each in found]
    assert len(answers) == len(BOTH)
    assert all(False not in each for each in answers)
    assert any(answers)


def test_portions_alone_need_not_be_written(
    scored: Scored, gathered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    scored()
    os.utime(scored.data / "people.parquet", ns=(1, 1))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(pq.ParquetWriter, "write_table", full)
        scored()
    assert scored.looked(gathered) == BOTH


def test_files_that_are_gone_are_forgotten_some_time(scored: Scored, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.bulk.dictionary._OTHERS", 2)
    for at in range(5):
        os.utime(scored.data / "people.parquet", ns=(at, at))
        scored.data = scored.data.rename(scored.data.with_name(f"data{at}"))
        scored()
    kept = verdicts.read(scored.kept, _All())
    assert [len(each.seen) for each in kept.values()] == [3] * len(kept)


@pytest.fixture(scope="module")
def damaged(ruleset: Ruleset, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scored, bytes, str]:
    """A population, its dictionary, and its scores."""
    folder = tmp_path_factory.mktemp("damaged")
    write_population(folder / "data")
    scored = Scored(ruleset, folder / "data", folder / "kept.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portions, "_SETTLED", -(10**18))
        scores = scored.score(scored.how)
    return scored, scored.kept.read_bytes(), scores


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_dictionary_is_refused_or_says_the_same_of_a_seen_file(
    damaged: tuple[Scored, bytes, str], seed: int
) -> None:
    """One bit is turned over, in the rows or in what is told of them."""
    scored, whole, scores = damaged
    made, chance = bytearray(whole), random.Random(seed)
    footer = int.from_bytes(whole[-8:-4], "little") + 8
    made[-chance.randrange(1, footer if seed % 3 else len(whole))] ^= 1 << chance.randrange(8)
    scored.kept.write_bytes(made)
    try:
        assert scored.score(scored.how) == scores
    except DataError as refused:
        assert "no dictionary of verdicts" in refused.message  # noqa: PT017 - either is right
