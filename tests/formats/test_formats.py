from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.formats import RENDERERS
from ssi_rules.formats.tally import tally
from ssi_rules.text import Source, Span

if TYPE_CHECKING:
    from tests.conftest import Golden

FOLDER = Path(__file__).parent / "golden"

RULES = Source(
    "rules.ssi",
    'pillar find "Find" worth 25 {\n  # 漢字 and\ta tab \x1b[31m\n}\nlet long = ' + "x + " * 100 + "y\n",
)
FACTS = Source("facts/own.ssi", "facts {\n  referrals : count\n}\n")


def _at(source: Source, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


FINDINGS = (
    Diagnostic(
        codes.SYNTAX,
        "Pillar `find` says something else.",
        _at(RULES, "worth 25"),
        (Label(_at(RULES, "find"), "named here"), Label(_at(FACTS, "referrals"), "declared here")),
        "write something else",
    ),
    Diagnostic(codes.SYNTAX, "Wide letters.", _at(RULES, "字 and")),
    Diagnostic(codes.CONTROL_CHARACTER, "Hostile \x1b[2J text.", _at(RULES, "\x1b")),
    Diagnostic(codes.SYNTAX, "Far to the right.", _at(RULES, "y\n")),
    Diagnostic(
        codes.UNCLOSED_BLOCK, "Several lines.", Span(RULES, RULES.text.index("{"), RULES.text.index("}"))
    ),
    Diagnostic(codes.FILE_TOO_LARGE, "Nothing to show.", Span(Source("empty.ssi", ""), 0, 0)),
)


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_each_format(name: str, golden: Golden) -> None:
    golden(FOLDER / f"{name}.out", RENDERERS[name](FINDINGS))


def test_colour(golden: Golden) -> None:
    golden(FOLDER / "coloured.out", RENDERERS["full"](FINDINGS[:1], colour=True))


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_order_and_repetition_of_what_comes_in_do_not_matter(name: str) -> None:
    render = RENDERERS[name]
    assert render((*reversed(FINDINGS), FINDINGS[0])) == render(FINDINGS)


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_nothing_reaches_the_terminal_but_what_can_be_seen(name: str) -> None:
    shown = RENDERERS[name](FINDINGS).replace("\n", "")
    assert shown.isprintable()


def test_nothing_found() -> None:
    assert (RENDERERS["full"]([]), RENDERERS["concise"]([])) == ("", "")
    assert json.loads(RENDERERS["json"]([])) == {"schema": "ssi.diagnostics/1", "diagnostics": []}


def test_tally() -> None:
    assert tally([]) == "no findings"
    assert tally(FINDINGS[:1]) == "1 error"
    assert tally([*FINDINGS, FINDINGS[0]]) == "6 errors"
