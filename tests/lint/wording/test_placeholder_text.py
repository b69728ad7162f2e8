from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.wording.placeholder_text import placeholder_text
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [write what its readers are meant to read, or delete the line]"
TITLE_HELP = " [write what its readers are meant to read]"


@pytest.mark.parametrize(
    ("parts", "told_of"),
    [
        ('advice "TODO: write this"', "This advice still says `TODO`"),
        ('basis chosen "TBD"', "This note still says `TBD`"),
        ('source "see XXX, page 3"', "This source still says `XXX`"),
        ('advice "Lorem ipsum dolor sit amet."', "This advice still says `Lorem ipsum`"),
        ('advice "Advice."', "This advice is only the word `Advice.`"),
        ('advice "Your text"', "This advice is only `Your text`"),
        ('advice "..."', "This advice says nothing in words"),
        ('advice "…"', "This advice says nothing in words"),
        ('advice ""', "This advice says nothing in words"),
    ],
)
def test_texts_left_for_later(parts: str, told_of: str, tmp_path: Path) -> None:
    assert told(placeholder_text, tmp_path, ruleset(criterion(parts))) == [f"12: {told_of}.{HELP}"]


def test_titles_reasons_and_the_description(tmp_path: Path) -> None:
    pillar = criterion(title="Title") + '\n  deduct 1 when skills = 0 { because "-" }'
    assert told(placeholder_text, tmp_path, ruleset(pillar, header='about "FIXME"')) == [
        f"5: This description still says `FIXME`.{HELP}",
        f"9: This title is only the word `Title`.{TITLE_HELP}",
        f"14: This reason says nothing in words.{HELP}",
    ]


@pytest.mark.parametrize(
    "advice",
    [
        "Hazlo todo el día.", "Write down your to-do list.", "Say what your title promises.", "Give advice.",
        "Meet the TODOS team.", "10", "关注", "Keep the description of your job short.",
    ],
)  # fmt: skip
def test_texts_that_only_sound_like_it(advice: str, tmp_path: Path) -> None:
    assert told(placeholder_text, tmp_path, ruleset(criterion(f'advice "{advice}"'))) == []


def test_a_column_of_titles_may_be_called_title(tmp_path: Path) -> None:
    text = 'facts {\n  name : text "Name"\n  table posts { title : text "Title"\n text : text "TBD" }\n}\n'
    assert told(placeholder_text, tmp_path, text) == [f"4: This title still says `TBD`.{TITLE_HELP}"]
