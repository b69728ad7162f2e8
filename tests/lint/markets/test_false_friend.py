from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.markets.false_friend import false_friend
from ssi_rules.lint.markets.friends import FRIENDS, Friend
from ssi_rules.markets.compile import compile_phrase
from tests.lint.reading import compiled
from tests.lint.scoring.rules import told

from .rules import counted, held, market, ruleset

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [row for rows in FRIENDS.values() for row in rows]


def test_a_word_with_false_friends(tmp_path: Path) -> None:
    assert told(
        false_friend, tmp_path, market('title has "Owner", "landlord"', 'title not "assistant to"')
    ) == [
        (
            '2: "Owner" also finds "Product Owner", who speaks for users to developers,'
            ' and "Process Owner", who answers for a procedure.'
            ' [take out who is not meant with `title not "product owner", "process owner"`, or say more words here]'
        )
    ]


def test_a_guard_is_proposed_once(tmp_path: Path) -> None:
    assert told(false_friend, tmp_path, market('title has "ceo", "cfo"')) == [
        (
            '2: "ceo" also finds "Assistant to the CEO", who assists one.'
            ' [take out who is not meant with `title not "assistant to"`, or say more words here]'
        )
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ('title has "owner"', 'title not "assistant to", "product", "process owner"'),
        ('title has "owner", "product owner", "process owner"', 'title not "assistant to"'),
        ('title has "| owner |", "owner of *"',),
        ('title has "business owner"',),
        ('company has "owner"',),
    ],
)
def test_guarded_or_meant(lines: tuple[str, ...], tmp_path: Path) -> None:
    assert told(false_friend, tmp_path, market(*lines)) == []


def test_a_formula_around_it_guards(tmp_path: Path) -> None:
    others = market('title has "assistant", "product owner", "process *"', name="others")
    owners = market('title has "owner"', name="owners")
    formula = "market sought = owners and not others\n"
    assert told(false_friend, tmp_path, owners + others + formula) == []
    assert told(false_friend, tmp_path, ruleset(owners + others + formula, counted("sought"))) == []
    both = ruleset(owners + others + formula, counted("sought", "owners"))
    assert len(told(false_friend, tmp_path, both)) == 1


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_every_row_is_found_by_its_phrase_and_taken_out_by_its_guard(row: Friend, tmp_path: Path) -> None:
    assert " ".join(compile_phrase(row.phrase).tokens) == row.phrase
    has = f'title has "{row.phrase}"'
    assert held(compiled(tmp_path, market(has)), [row.title]) == [True]
    assert held(compiled(tmp_path, market(has, f'title not "{row.guard}"')), [row.title, row.phrase]) == [
        False,
        True,
    ]


def test_every_phrase_has_a_row() -> None:
    assert len({(row.phrase, row.title) for row in ROWS}) == len(ROWS)
    assert all(row.reason.startswith("who ") for row in ROWS)
