"""No text raises anything, and everything said of it can be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.diagnostics import Problems
from ssi_rules.formats import RENDERERS
from ssi_rules.syntax.decode import decode
from ssi_rules.syntax.parser import parse
from ssi_rules.syntax.printer import print_file
from tests.fuzz.ssi_text import ssi_texts
from tests.syntax.reading import clean

TOUR = (Path(__file__).parent.parent / "language" / "tour.ssi").read_text(encoding="utf-8")


def _survives(data: bytes) -> None:
    problems = Problems()
    source = decode(data, "rules.ssi", problems)
    assert source is not None or problems.has_errors
    if source is None:
        return
    file = parse(source, problems)
    assert problems.has_errors or not file.partial
    for name, render in RENDERERS.items():
        shown = render(problems)
        assert name == "json" or shown.replace("\n", "").isprintable()
    for each in problems:
        assert 0 <= each.span.start <= each.span.end <= len(source.text)
    if not problems.has_errors:
        assert clean(print_file(file)).declarations == file.declarations


@given(ssi_texts())
def test_texts_of_the_language_in_disorder(text: str) -> None:
    _survives(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    _survives(data)


@given(st.text(max_size=200))
def test_text(text: str) -> None:
    _survives(text.encode("utf-8", "surrogatepass"))


@given(
    st.integers(0, len(TOUR)),
    st.integers(0, 200),
    st.sampled_from(["", "{", "}", '"', "\n", "(", "0", "x", "#"]),
)
def test_tour_with_a_stretch_replaced(at: int, length: int, instead: str) -> None:
    _survives((TOUR[:at] + instead + TOUR[at + length :]).encode())


@pytest.mark.parametrize(
    "text",
    [
        "{" * 50_000,
        "}" * 50_000,
        "(" * 50_000,
        '"' * 50_001,
        "let a = " + "not " * 20_000,
        "a\n" * 5_000,
        "{\n" * 20_000,
    ],
    ids=lambda text: text[:9],
)
def test_large_and_senseless(text: str) -> None:
    _survives(text.encode())
