"""The two files that fix the syntax."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ssi_rules.syntax import ast
from ssi_rules.syntax.printer import print_file
from tests.syntax.reading import clean

NORMATIVE = Path(__file__).parent.parent / "language"


def _text(name: str) -> str:
    return (NORMATIVE / name).read_text(encoding="utf-8")


def test_tour_reads_whole() -> None:
    kinds = Counter(type(node).__name__ for node in clean(_text("tour.ssi")).declarations)
    assert kinds == {
        "Use": 2, "RulesetHeader": 1, "Facts": 1, "Market": 2, "Let": 3, "Pillar": 2, "Level": 3, "Action": 2, "Test": 1,
    }  # fmt: skip


def test_wholesale_reads_whole() -> None:
    kinds = [type(node) for node in clean(_text("wholesale.ssi")).declarations]
    assert kinds == [
        ast.Use, ast.RulesetHeader, ast.ChangeMarket, ast.ChangeLet, ast.ChangeParts, ast.Remove, ast.InPillar,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["tour.ssi", "wholesale.ssi"])
def test_prints_as_written_but_for_comments(name: str) -> None:
    text = _text(name)
    code = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert print_file(clean(text)) == code.lstrip("\n")


def test_spans_cover_what_was_written() -> None:
    pillar = next(node for node in clean(_text("tour.ssi")).declarations if isinstance(node, ast.Pillar))
    criterion = pillar.items[0]
    assert isinstance(criterion, ast.Criterion)
    assert criterion.name.span.text == "inmail_reply_rate"
    assert criterion.worth.span.text == "5"
    assert [part.span.text.split()[0] for part in criterion.parts] == [
        "applies", "measure", "needs", "bands", "advice", "basis", "source",
    ]  # fmt: skip
    assert criterion.span.text.endswith("}")
    assert pillar.span.line == 42
