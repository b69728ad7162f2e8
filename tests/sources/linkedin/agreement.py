"""Compares a member as read with the truth an export was generated from."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from ssi_rules.synthetic import COLUMNS, Truth
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from ssi_rules.language.types import Value
    from ssi_rules.sources.dataset import Member, Rows

_MILLION = 1_000_000

NEVER_HELD = {
    "has_cover_photo",
    "media_items",
    "followers",
    "followers_gained",
    "engagement_received",
    "article_engagement_received",
    "profile_views",
    "prospect_views",
    "inbound_views",
    "advanced_searches",
    "leads_saved",
    "accounts_saved",
    "research_views",
    "coworkers",
}


def assert_agrees(member: Member, truth: Truth) -> None:
    """Every fact, every row and every gap; nothing more and nothing less."""
    assert member.as_of == truth.as_of
    assert dict(member.facts) == {name: _held(value) for name, value in truth.facts.items()}
    assert set(member.missing) == truth.missing | NEVER_HELD
    assert set(member.tables) == set(truth.tables)
    for name, rows in truth.tables.items():
        assert _rows(member.tables[name], COLUMNS[name]) == Counter(rows), name
    _assert_told(member)


def _assert_told(member: Member) -> None:
    """Every fact has an origin, every gap a reason; every table has every declared column in full."""
    assert set(member.origins) == set(member.facts)
    assert all(member.origins.values())
    assert all(missing.reason and missing.origin for missing in member.missing.values())
    for name, rows in member.tables.items():
        assert list(rows.columns) == [column.name for column in CATALOGUE.tables[name].columns]
        assert all(len(cells) == rows.count for cells in rows.columns.values())
        assert rows.origin


def _rows(rows: Rows, columns: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    return Counter(zip(*(rows.columns[column] for column in columns), strict=True))


def _held(value: int | bool | str | Fraction) -> Value:
    if isinstance(value, (bool, str)):
        return value
    exact = Fraction(value) * _MILLION
    return int(exact + Fraction(1, 2))
