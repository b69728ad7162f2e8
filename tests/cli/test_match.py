"""``ssi match --dictionary``: verdicts kept for scoring and for warehouses."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from ssi_rules import api
from ssi_rules.bulk.dictionary import Dictionary, question_key
from ssi_rules.engines.columnar.population import population
from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.engines.wide import Detail

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

TITLES = "title\nCEO\nTeacher\nCEO\nFormer CEO\n"


def test_verdicts_are_added_to_a_file(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    kept = project / "kept.parquet"
    first = ssi("match", "executive_title", "titles.csv", "--dictionary", "kept.parquet")
    assert (first.returncode, first.stdout) == (0, "kept.parquet: 3 texts, 3 of them new\n")
    rows = pq.read_table(kept).to_pylist()
    assert {row["text"]: row["answer"] for row in rows} == {
        "CEO": True,
        "Teacher": False,
        "Former CEO": False,
    }
    assert len(rows) == 3
    (project / "titles.csv").write_text(f"{TITLES}Pilot\n", encoding="utf-8")
    again = ssi("match", "executive_title", "titles.csv", "--dictionary", "kept.parquet")
    assert again.stdout == "kept.parquet: 4 texts, 1 of them new\n"
    assert pq.read_table(kept).num_rows == 4


def test_all_markets_answer_whatever_a_ruleset_asks(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    done = ssi("match", "all", "titles.csv", "--rules", "tour.ssi", "--dictionary", "kept.parquet")
    assert done.stdout == "kept.parquet: 3 texts, 3 of them new\n"
    ruleset = api.load_ruleset(str(project / "tour.ssi"))
    tables = {
        name: ProvidedTable(frozenset(column.name for column in table.columns))
        for name, table in ruleset.catalogue.tables.items()
    }
    asked = population(ruleset, Provided(frozenset(ruleset.catalogue.facts), tables), detail=Detail.TOTAL)
    columns = [each for each in asked.texts if each.questions]
    assert columns
    kept = Dictionary(project / "kept.parquet")
    for question in chain.from_iterable(each.questions for each in columns):
        known = kept.known([question_key(question)])
        assert {*known.column("text").to_pylist()} == {"CEO", "Teacher", "Former CEO"}


def test_a_market_that_is_not_there_is_told(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    done = ssi("match", "every", "titles.csv", "--dictionary", "kept.parquet")
    assert done.returncode != 0
    assert "There is no market `every`" in done.stderr
    assert not (project / "kept.parquet").exists()


def test_another_file_is_not_written_over(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    done = ssi("match", "executive_title", "titles.csv", "--dictionary", "titles.csv")
    assert done.returncode == 2
    assert "titles.csv: this is no dictionary of verdicts" in done.stderr
    assert (project / "titles.csv").read_text(encoding="utf-8") == TITLES


def test_what_would_show_verdicts_does_not_go_with_it(ssi: Ssi, project: Path) -> None:
    (project / "titles.csv").write_text(TITLES, encoding="utf-8")
    done = ssi("match", "executive_title", "titles.csv", "--dictionary", "kept.parquet", "--json")
    assert done.returncode == 2
    assert "Leave out --json and --label" in done.stderr
