"""A repost cannot become one's own post: the page tells of a new one, and that is enough when it is made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.report.member.ahead import ahead
from ssi_rules.report.member.gains import next_gain
from ssi_rules.sources.dataset import Member, Rows
from ssi_rules.workspace import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.language.types import Value

DAY = date(2026, 6, 30)
FACTS = """use "facts/linkedin.ssi"
facts { table visits dated visited_on { visited_on : date long : flag } }
"""
FLAGS = {
    "shares": ("shared_on", "original"),
    "messages": ("sent_on", "sent"),
    "visits": ("visited_on", "long"),
    "inmails": ("sent_on", "replied"),
    "invitations": ("sent_on", "accepted"),
}


def evaluator(folder: Path, measure: str, cut: str = "50%") -> Evaluator:
    path = folder / "made.ssi"
    rules = 'ruleset r "R" { version "1.0.0" worth 1 }\n'
    block = f'criterion c "C" worth 1 {{ measure {measure} bands {{ from {cut} earns 1 }} basis chosen }}'
    path.write_text(f'{FACTS}{rules}pillar p "P" worth 1 {{ {block} }}\n', encoding="utf-8")
    return Evaluator(load_ruleset(path))


def member(table: str, answers: str) -> Member:
    day, flag = FLAGS[table]
    cells: dict[str, list[Value | None]] = {
        day: [DAY] * len(answers),
        flag: [each == "y" for each in answers],
    }
    return Member("m", DAY, {}, tables={table: Rows(cells, len(answers), "test")})


def told(rules: Evaluator, who: Member) -> str:
    card = rules.scorecard(who, DAY)
    (pillar,) = card.pillars
    (criterion,) = pillar.criteria
    return ahead(criterion, next_gain(card, pillar, criterion))


@pytest.mark.parametrize(
    ("table", "new"),
    [
        ("shares", "2 more posts of your own are enough"),
        ("messages", "2 more messages from you are enough"),
        ("visits", "2 more rows of visits (long) are enough"),
    ],
)
@pytest.mark.parametrize("form", ["share of {0} where {1}", "(count of {0} where {1}) / (count of {0})"])
def test_what_was_settled_takes_new_rows(tmp_path: Path, form: str, table: str, new: str) -> None:
    flag = FLAGS[table][1]
    rules, before = evaluator(tmp_path, form.format(table, flag)), "ynnn"
    assert told(rules, member(table, before)) == f"From 50% you earn 1 point: {new}."
    assert not rules.score(member(table, before + "y"), DAY).total
    assert rules.score(member(table, before + "yy"), DAY).total == 100


@pytest.mark.parametrize("form", ["share of {0} where {1}", "(count of {0} where {1}) / (count of {0})"])
@pytest.mark.parametrize(
    ("table", "old"), [("inmails", "one more reply"), ("invitations", "one more accepted invitation")]
)
def test_an_answer_may_still_come(tmp_path: Path, form: str, table: str, old: str) -> None:
    rules = evaluator(tmp_path, form.format(table, FLAGS[table][1]))
    assert told(rules, member(table, "ynnn")) == f"From 50% you earn 1 point: {old} is enough."
    assert rules.score(member(table, "yynn"), DAY).total == 100


def test_no_answer_is_taken_back(tmp_path: Path) -> None:
    rules = evaluator(tmp_path, "share of inmails where not replied")
    assert "same" not in told(rules, member("inmails", "yyn"))


def test_where_no_new_row_can_make_it_whole_no_way_is_told(tmp_path: Path) -> None:
    rules = evaluator(tmp_path, "share of shares where original", "100%")
    assert told(rules, member("shares", "yn")) == (
        "From 100% you earn 1 point. That takes 50 percentage points more."
    )
