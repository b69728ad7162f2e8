from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.diagnostics import Safety
from ssi_rules.language.phrases import phrase_fault
from ssi_rules.lint.markets.shadowed_phrase import shadowed_phrase
from tests.lint.reading import compiled, findings, mended
from tests.lint.scoring.rules import told

from .rules import held, market

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [delete the longer one, unless the shorter one finds too much]"


def test_a_longer_phrase_beside_a_shorter_one(tmp_path: Path) -> None:
    text = market('title has "chief executive officer", "Chief Executive", "boss"')
    assert told(shadowed_phrase, tmp_path, text) == [
        '2: "Chief Executive" is found wherever "chief executive officer" is, so that finds nothing more.'
        + HELP
    ]
    (found,) = findings(shadowed_phrase, compiled(tmp_path, text))
    assert [(each.span.text, each.message) for each in found.labels] == [
        ('"Chief Executive"', "the shorter one is here")
    ]
    assert found.fix is not None
    assert found.fix.safety is Safety.UNSAFE
    assert mended(found) == market('title has "Chief Executive", "boss"')


@pytest.mark.parametrize(
    "phrases",
    [
        '"chief * officer", "chief financial officer"',
        '"chief * officer", "chief * * officer"',
        '"partner", "| partner |"',
        '"partner", "tax, partner"',
        '"社長", "副社長"',
        '"owner", "* owner"',
    ],
)
def test_wildcards_separators_and_scripts_without_spaces(phrases: str, tmp_path: Path) -> None:
    shadowed = len(findings(shadowed_phrase, compiled(tmp_path, market(f"title has {phrases}"))))
    assert shadowed == (0 if "* *" in phrases else 1)


@pytest.mark.parametrize(
    "phrases",
    [
        '"president", "presidents", "vicepresident"',
        '"| partner |", "managing partner"',
        '"chief * officer", "chief officer"',
        '"chief * officer", "chief of staff and officer"',
        '"head * sales", "head * * * * sales"',
        '"vice president", "president of vice"',
        '"a, b", "b, a"',
    ],
)
def test_phrases_that_find_something_of_their_own(phrases: str, tmp_path: Path) -> None:
    assert told(shadowed_phrase, tmp_path, market(f"title has {phrases}")) == []


def test_phrases_of_different_lines(tmp_path: Path) -> None:
    text = market(
        'title has "chief executive officer"', 'title has "chief"', 'title not "chief of"', 'title not "of"'
    )
    assert told(shadowed_phrase, tmp_path, text) == []


def test_a_not_phrase_across_separators_removes_more(tmp_path: Path) -> None:
    lines = 'title has "ceo"', 'title not "former", "former | ceo", "former president"'
    assert told(shadowed_phrase, tmp_path, market(*lines)) == [
        '3: "former" is found wherever "former president" is, so that finds nothing more.' + HELP
    ]


_PIECE = st.sampled_from(["a", "b", "c", "*", "|"])
_PHRASES = st.lists(
    st.lists(_PIECE, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=7, unique=True
)
_TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "|"]), max_size=9).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(_PHRASES, _PHRASES, st.lists(_TEXTS, min_size=20, max_size=40))
def test_fixes_leave_every_market_as_it_was(
    tmp_path: Path, has: list[str], removed: list[str], texts: list[str]
) -> None:
    lines = {"has": has, "not": removed}
    said = {verb: [each for each in phrases if phrase_fault(each) is None] for verb, phrases in lines.items()}
    if not said["has"]:
        return
    text = market(
        *(f"title {verb} " + ", ".join(f'"{p}"' for p in said[verb]) for verb in said if said[verb])
    )
    before = subject = compiled(tmp_path, text)
    while found := findings(shadowed_phrase, subject):
        subject = compiled(tmp_path, mended(found[0]))
    assert held(subject, texts) == held(before, texts), subject.source.text
