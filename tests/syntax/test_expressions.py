from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.language.windows import Length, Unit, Window
from ssi_rules.syntax import ast
from ssi_rules.syntax.printer import print_expression
from tests.syntax.reading import clean, codes, expression, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.text import Span


@pytest.mark.parametrize(
    ("loose", "explicit"),
    [
        ("a else b or c", "a else (b or c)"),
        ("a or b and c", "a or (b and c)"),
        ("not a and b", "(not a) and b"),
        ("not a = b", "not (a = b)"),
        ("a = b + c", "a = (b + c)"),
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b / c", "(a / b) / c"),
        ("a else b else c", "a else (b else c)"),
        ("x between 1 and 2 and y", "(x between 1 and 2) and y"),
        ("count of t where p or q else 0", "(count of t where (p or q)) else 0"),
        ("count of t over 90 days >= 3", "(count of t over 90 days) >= 3"),
        ("count of a / count of b", "(count of a) / (count of b)"),
        ("0 else count of t where p", "0 else (count of t where p)"),
        ("x is not known", "not (x is known)"),
        ("a - -5", "a - (-5)"),
    ],
)
def test_binding(loose: str, explicit: str) -> None:
    assert expression(loose) == expression(explicit)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("((a) + (b))", "a + b"),
        ("(a else b) else c", "(a else b) else c"),
        ("(a or b) and c", "(a or b) and c"),
        ("a - (b - c)", "a - (b - c)"),
        ("count of a / 2", "(count of a) / 2"),
        ("(count of a where b)", "count of a where b"),
        ("not (x is known)", "not x is known"),
    ],
)
def test_prints_with_few_parentheses(text: str, least: str) -> None:
    assert print_expression(expression(text)) == least


def test_literals() -> None:
    assert expression("13%") == ast.Number(130_000, percent=True, whole=False, span=_nowhere())
    assert expression("0.5%") == ast.Number(5_000, percent=True, whole=False, span=_nowhere())
    assert expression("-2.5") == ast.Number(-2_500_000, percent=False, whole=False, span=_nowhere())
    assert expression("7") == ast.Number(7_000_000, percent=False, whole=True, span=_nowhere())
    assert expression("2026-06-30") == ast.Date(date(2026, 6, 30), span=_nowhere())
    assert expression(r'"a \"b\" \\ c"') == ast.Text(r'a "b" \ c', span=_nowhere())
    assert expression("yes") == ast.Flag(value=True, span=_nowhere())
    assert expression("as_of") == ast.AsOf(span=_nowhere())


def _nowhere() -> Span:
    return clean("").span


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("over 1 day", Window(Length(1, Unit.DAY))),
        ("over 2 weeks", Window(Length(2, Unit.WEEK))),
        ("over 3 months ending 1 year ago", Window(Length(3, Unit.MONTH), Length(1, Unit.YEAR))),
        ("over 0 days", Window(Length(0, Unit.DAY))),
    ],
)
def test_windows(text: str, window: Window) -> None:
    aggregate = expression(f"count of shares {text}")
    assert isinstance(aggregate, ast.Aggregate)
    assert aggregate.window == window
    assert aggregate.window_span is not None
    assert aggregate.window_span.text == text


@pytest.mark.parametrize(
    ("text", "function", "column"),
    [
        ("count of t", "count", None),
        ("count of t.c", "count", "c"),
        ("count distinct t.c", "count distinct", "c"),
        ("share of t where x", "share", None),
        ("sum of t.c", "sum", "c"),
        ("average of t.c over 2 days where x", "average", "c"),
        ("largest of t.c", "largest", "c"),
        ("smallest of t.c", "smallest", "c"),
        ("days since last t", "days since last", None),
    ],
)
def test_aggregates(text: str, function: str, column: str | None) -> None:
    aggregate = expression(text)
    assert isinstance(aggregate, ast.Aggregate)
    assert (aggregate.function, aggregate.column.text if aggregate.column else None) == (function, column)
    assert aggregate.span.text == text


@pytest.mark.parametrize(
    "name", ["source", "level", "share", "count", "days", "worth", "table", "from", "test", "in"]
)
def test_words_of_the_language_name_facts_where_nothing_else_is_meant(name: str) -> None:
    text = f"""
facts {{
  other : count "Other"
  {name} : count "Named"
  table {name}s {{
    first : text "First"
    {name} : count
  }}
}}
market m {{
  title has "a"
  {name} has "b"
}}
let a = {name} + {name} * {name}
let b = count of {name} where {name} > 1 and {name} < 3
criterion_holder_is_below
"""
    clean(
        text.replace(
            "criterion_holder_is_below\n", f'pillar {name} "P" worth 1 {{ cap at 1 when {name} > {name} }}\n'
        )
    )


@pytest.mark.parametrize(
    "word", ["and", "or", "not", "is", "else", "yes", "no", "as_of", "where", "over", "between"]
)
def test_words_that_mean_something_in_expressions_name_nothing(word: str) -> None:
    assert codes(f"facts {{ {word} : count }}") == ["SSI113"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b < c", ["SSI108"]),
        ("a = b is known", ["SSI108"]),
        ("1 + count of a where p", ["SSI112"]),
        ("1.1234567", ["SSI107"]),
        ("12.12345%", ["SSI107"]),
        ("1000000000001", ["SSI107"]),
        ("1000000000000", []),
        ("2026-02-30", ["SSI107"]),
        (r'"\n"', ["SSI110"]),
        ("1.1234567 + 2026-02-30", ["SSI107", "SSI107"]),
        ("count of t over 1.5 days", ["SSI107"]),
    ],
)
def test_faults(text: str, expected: Sequence[str]) -> None:
    assert codes(f"let it = {text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200 + "a" + ")" * 200,
        " and ".join(["a"] * 200),
        " or ".join(["a"] * 200),
        " + ".join(["a"] * 5_000),
        "not " * 200 + "a",
        " else ".join(["a"] * 200),
    ],
)
def test_nesting_has_a_limit(text: str) -> None:
    assert codes(f"let it = {text}") == ["SSI105"]
    assert codes(f"let it = {text}\nlet other = 1 +") == ["SSI105", "SSI101"]


def test_markets_nest_no_deeper() -> None:
    assert codes(f"market m = {'(' * 300}a{')' * 300}") == ["SSI105"]


def test_what_no_nesting_hides_is_kept() -> None:
    file, _ = read(f"let deep = {'(' * 200}a{')' * 200}\nlet fine = 1")
    assert [node.name.text for node in file.declarations if isinstance(node, ast.Let)] == ["fine"]
    assert file.partial
