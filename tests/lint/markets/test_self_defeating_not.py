from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.markets.self_defeating_not import self_defeating_not
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import held, market

if TYPE_CHECKING:
    from pathlib import Path

HELP = " [say more words in the `not` phrase, or delete what it leaves without effect]"


def test_a_not_phrase_that_leaves_nothing(tmp_path: Path) -> None:
    text = market('title has "owner", "former ceo", "former cfo"', 'title not "deputy", "former"')
    subject = compiled(tmp_path, text)
    assert told(self_defeating_not, tmp_path, text) == [
        f'3: "former" removes everything that "former ceo" (and 1 more) finds.{HELP}'
    ]
    (found,) = findings(self_defeating_not, subject)
    assert [(each.span.text, each.message) for each in found.labels] == [
        ('"former ceo"', "finds nobody"),
        ('"former cfo"', "finds nobody"),
    ]
    assert held(subject, ["Former CEO", "Owner, former CFO"]) == [False, True]


@pytest.mark.parametrize(
    ("has", "removes"),
    [
        ("owner", "owner"),
        ("chief * officer", "* officer"),
        ("| partner |", "partner"),
        ("| partner |", "| partner |"),
        ("recruiter | owner", "recruiter"),
        ("副社長", "社長"),
    ],
)
def test_wildcards_and_separators(has: str, removes: str, tmp_path: Path) -> None:
    text = market(f'title has "{has}"', f'title not "{removes}"')
    assert told(self_defeating_not, tmp_path, text) == [
        f'3: "{removes}" removes everything that "{has}" finds.{HELP}'
    ]


@pytest.mark.parametrize(
    ("has", "removes"),
    [
        ("owner", "former *"),
        ("owner", "* owner"),
        ("owner", "owner | *"),
        ("chief * officer", "chief * * officer"),
        ("partner", "| partner |"),
        ("社長", "副社長"),
    ],
)
def test_what_leaves_something(has: str, removes: str, tmp_path: Path) -> None:
    text = market(f'title has "{has}"', f'title not "{removes}"')

    assert told(self_defeating_not, tmp_path, text) == []


def test_another_column_removes_nothing(tmp_path: Path) -> None:
    text = market('title has "owner"', 'company not "owner"')
    assert told(self_defeating_not, tmp_path, text) == []
