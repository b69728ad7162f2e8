"""A member as a test gives them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.ruletest.given import given_block
from ssi_rules.sources.dataset import Member, Rows

if TYPE_CHECKING:
    from ssi_rules.language.types import Value

CATALOGUE = Catalogue(
    {"seat": Fact("seat", Type.FLAG, "Seat"), "calls": Fact("calls", Type.COUNT, "Calls")},
    {
        "posts": Table("posts", None, "Posts", (Column("title", Type.TEXT), Column("likes", Type.COUNT))),
        "visits": Table("visits", None, "Visits", (Column("likes", Type.COUNT),)),
    },
)


def test_a_table_is_one_block_with_equal_rows_together() -> None:
    cells: dict[str, tuple[Value | None, ...]] = {
        "title": ('a "b"', None, 'a "b"'),
        "likes": (2 * SCALE, None, 2 * SCALE),
    }
    tables = {"posts": Rows(cells, 3, "made up"), "visits": Rows({"likes": ()}, 0, "made up")}
    member = Member("one", None, {"calls": 12 * SCALE}, tables=tables)
    assert given_block(member, date(2026, 6, 30), CATALOGUE) == [
        "as of 2026-06-30",
        "given calls = 12",
        "given posts {",
        '  2 of { title = "a \\"b\\"", likes = 2 }',
        "  1 of { }",
        "}",
        "given visits { }",
    ]


def test_of_whom_nothing_is_known_nothing_is_given() -> None:
    assert given_block(Member("one", None, {}), None, CATALOGUE) == []
