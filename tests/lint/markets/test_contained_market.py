from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ssi_rules.language.phrases import phrase_fault
from ssi_rules.lint.markets.contained_market import contained_market
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import held, market

if TYPE_CHECKING:
    from pathlib import Path

LINES = {
    "wide": ['title has "director", "head of *"'],
    "narrow": ['title has "sales director", "head of sales"'],
    "former_out": ['title has "director", "head of *"', 'title not "former"'],
    "narrow_former_out": ['title has "sales director"', 'title not "former", "ex"'],
    "elsewhere": ['company has "director"'],
    "bosses": ['title has "boss"'],
}
MARKETS = "".join(market(*lines, name=name) for name, lines in LINES.items())


def formula(text: str) -> str:
    return f"{MARKETS}market sought = {text}\n"


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        (
            "wide or narrow",
            "`narrow` adds nothing to `wide`, which finds all that it finds. [delete `or narrow`",
        ),
        (
            "narrow or wide",
            "`narrow` adds nothing to `wide`, which finds all that it finds. [delete `or narrow`",
        ),
        ("wide and narrow", "`wide` takes nothing from `narrow`, all of which it finds. [delete `and wide`"),
        ("wide or bosses or wide", "`wide` stands twice beside `or`. [delete `or wide`"),
        (
            "former_out or narrow_former_out",
            (
                "`narrow_former_out` adds nothing to `former_out`, which finds all that it finds."
                " [delete `or narrow_former_out`"
            ),
        ),
        (
            "bosses or (wide and narrow_former_out)",
            "`wide` takes nothing from `narrow_former_out`, all of which it finds. [delete `and wide`",
        ),
        (
            "bosses and not wide and not narrow",
            "`not narrow` takes nothing from `not wide`, all of which it finds. [delete `and not narrow`",
        ),
    ],
)
def test_operands_that_change_nothing(text: str, told_of: str, tmp_path: Path) -> None:
    line = formula(text).count("\n")
    assert told(contained_market, tmp_path, formula(text)) == [
        f"{line}: {told_of}, or look for the phrase that makes one too wide]"
    ]


def test_through_other_formulas(tmp_path: Path) -> None:
    text = (
        MARKETS + "market any = wide or bosses\nmarket few = narrow and bosses\nmarket sought = any or few\n"
    )
    (found,) = findings(contained_market, compiled(tmp_path, text))
    assert found.message == "`few` adds nothing to `any`, which finds all that it finds."
    assert [(each.span.text, each.message) for each in found.labels] == [("any", "this alone means the same")]


@pytest.mark.parametrize(
    "text",
    [
        "wide or bosses",
        "narrow and bosses",
        "narrow or former_out",
        "wide and not narrow",
        "elsewhere or narrow",
        "(wide and bosses) or narrow",
        "wide or not narrow",
    ],
)
def test_operands_that_matter(text: str, tmp_path: Path) -> None:
    assert told(contained_market, tmp_path, formula(text)) == []


_PIECE = st.sampled_from(["a", "b", "c", "*", "|"])
_LINE = st.lists(st.lists(_PIECE, min_size=1, max_size=3).map(" ".join), max_size=3)
_TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "|"]), max_size=8).map(" ".join)
_FORMULAS = st.sampled_from(["m or n", "m and n", "m or n and k", "m and not n and not k", "(m or k) and n"])


def _market(name: str, has: list[str], removes: list[str]) -> str:
    said = {
        verb: ", ".join(f'"{each}"' for each in phrases if phrase_fault(each) is None)
        for verb, phrases in (("has", has), ("not", removes))
    }
    assume(said["has"])
    return market(*(f"title {verb} {phrases}" for verb, phrases in said.items() if phrases), name=name)


@settings(suppress_health_check=list(HealthCheck), max_examples=100, deadline=None)
@given(st.lists(_LINE, min_size=6, max_size=6), _FORMULAS, st.lists(_TEXTS, min_size=20, max_size=40))
def test_deleting_what_is_named_changes_nobody(
    tmp_path: Path, lines: list[list[str]], text: str, texts: list[str]
) -> None:
    named = zip("mnk", lines[::2], lines[1::2], strict=True)
    written = "".join(_market(name, has, removes) for name, has, removes in named)
    subject = compiled(tmp_path, f"{written}market sought = {text}\n")
    for found in findings(contained_market, subject)[:1]:
        start, end, whole = found.span.start, found.span.end, subject.source.text
        operator = "or" if found.help and found.help.startswith("delete `or") else "and"
        neutral = "(m and not m)" if operator == "or" else "(m or not m)"
        without = compiled(tmp_path, whole[:start] + neutral + whole[end:])
        known = [each for each in texts if held(subject, [each], "m") != [None]]
        assert held(without, known) == held(subject, known), whole
