from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.scoring.negated_comparison import negated_comparison
from tests.lint.reading import compiled, mended

from .rules import found, mended_alike, scoring, told

if TYPE_CHECKING:
    from pathlib import Path


def test_not_before_a_comparison(tmp_path: Path) -> None:
    text = scoring("measure not (media_items >= 3) earns 10 when yes")
    assert told(negated_comparison, tmp_path, text) == [
        "12: `not` stands before a comparison that has an opposite: `<`. [write `media_items < 3`]"
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("not (media_items >= 3)", "media_items < 3"),
        ("not media_items < 3", "media_items >= 3"),
        ("not((media_items > 3))", "media_items <= 3"),
        ("(not (media_items <= 3)) and has_cover_photo", "(media_items > 3) and has_cover_photo"),
        ("has_cover_photo or not media_items = 3", "has_cover_photo or media_items != 3"),
        ("not (media_items + 1 != (3 + 1))", "media_items + 1 = (3 + 1)"),
        ("not ((media_items else 0) > 3)", "(media_items else 0) <= 3"),
        ("not not (media_items > 3)", "not media_items <= 3"),
    ],
)
def test_the_opposite_scores_everybody_as_before(tmp_path: Path, before: str, after: str) -> None:
    text = scoring(f"measure {before} earns 10 when yes")
    if before.startswith("not not"):
        (each,) = found(negated_comparison, tmp_path, text)
        assert each.fix is not None
        assert each.fix.edits[0].text == "media_items <= 3"
        return
    assert mended_alike(negated_comparison, tmp_path, text) == scoring(f"measure {after} earns 10 when yes")


def test_not_before_a_market_keeps_the_fingerprint(tmp_path: Path) -> None:
    market = 'market heads "Heads" { title has "ceo" }'
    text = scoring(
        "measure count of connections where not title is heads ramp { 0 earns 0 9 earns 10 }", before=market
    )
    (each,) = found(negated_comparison, tmp_path, text)
    assert each.help == "write `title is not heads`"
    before, after = (compiled(tmp_path, one).ruleset for one in (text, mended(each)))
    assert before is not None
    assert after is not None
    assert before.fingerprint == after.fingerprint


def test_what_has_a_comment_inside_is_left_to_its_author(tmp_path: Path) -> None:
    text = scoring("measure not (media_items # all of them\n >= 3) earns 10 when yes")
    (each,) = found(negated_comparison, tmp_path, text)
    assert each.fix is None
    assert each.help == "write it with `<`, without `not`"


@pytest.mark.parametrize(
    "measure",
    [
        "not has_cover_photo",
        "not (media_items > 3 and skills > 3)",
        "not (media_items between 3 and 5)",
        "not (has_cover_photo = yes)",  # told as a flag compared
        "media_items is not known",
    ],
)
def test_near_misses_stay_silent(tmp_path: Path, measure: str) -> None:
    assert told(negated_comparison, tmp_path, scoring(f"measure {measure} earns 10 when yes")) == []
