from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.markets.dead_phrase import dead_phrase
from tests.lint.reading import compiled
from tests.lint.scoring.rules import told

from .rules import held, market

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("phrase", "sign"),
    [
        ("partner at deloitte", "at"),
        ("partner @ deloitte", "@"),
        ("VP At Acme", "At"),
        ("* @acme", "@"),
        ("at acme", "at"),
    ],
)
def test_phrases_that_name_an_employer(phrase: str, sign: str, tmp_path: Path) -> None:
    text = market('title has "owner"', f'title not "{phrase}"')
    assert told(dead_phrase, tmp_path, text) == [
        (
            f'3: No text matches "{phrase}": `{sign}` and the employer behind it are cut off first.'
            f" [keep what stands before `{sign}`, and look for employers in a column of their own]"
        )
    ]
    alone = compiled(tmp_path, market(f'title has "{phrase}"'))
    assert held(alone, [phrase.replace("*", "x"), f"Senior {phrase.replace('*', 'x')}"]) in (
        [False, False],
        [None, False],
    )


@pytest.mark.parametrize("phrase", ["attorney", "a.t. kearney", "chat * operator", "état major", "partner @"])
def test_phrases_that_name_none(phrase: str, tmp_path: Path) -> None:
    text = market(f'title has "{phrase}"')
    assert told(dead_phrase, tmp_path, text) == []
    assert held(compiled(tmp_path, text), [phrase.replace("*", "x")]) == [True]


def test_other_columns_keep_their_words(tmp_path: Path) -> None:
    assert told(dead_phrase, tmp_path, market('title has "owner"', 'company not "school at home"')) == []
