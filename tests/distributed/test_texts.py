"""The verdict relation is what the one matcher says, text by text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from ssi_rules import api
from ssi_rules.distributed.texts import verdicts
from ssi_rules.engines.columnar.texts import Question, TextColumn
from ssi_rules.language.texts import plain_text
from ssi_rules.markets.compile import compile_phrases
from ssi_rules.markets.match import answer_text
from ssi_rules.model import PhraseMarket

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TEXTS = [
    "CEO",
    " CEO ",
    "Assistant to the CEO",
    "Cafe\u0301 owner",
    "•",
    "Financial Advisor | CFP®",
    "Teacher",
]


def test_texts_are_answered_once_and_plain_noes_left_out(spark: SparkSession) -> None:
    rules = api.load_ruleset("financial-advisor-practice")
    markets = [each for each in rules.markets.values() if isinstance(each, PhraseMarket)][:2]
    rows = spark.createDataFrame(pa.table({"title": [*_TEXTS, *_TEXTS, None]}))
    column = TextColumn("_texts_t_title", "t", "title", tuple(map(Question, markets)), plain=False)
    expected = {
        text: tuple(answer_text(compile_phrases(each), text, {}) for each in markets) for text in _TEXTS
    }
    found = [tuple(row) for row in verdicts(rows, column).collect()]
    assert len(found) == len({row[0] for row in found})
    assert {text: tuple(answers) for text, *answers in found} == {
        text: answers for text, answers in expected.items() if any(each is not False for each in answers)
    }
    asked = TextColumn("_texts_t_title", "t", "title", (), plain=True)
    assert {tuple(row) for row in verdicts(rows, asked).collect()} == {
        (text, plain_text(text)) for text in _TEXTS
    }
