"""Figures of a comparison in words: a little is not nothing, nearly all is not all, and what is kept back stays so."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ssi_rules.difference.data.conditions import Judged, read_condition
from ssi_rules.difference.meaning.change import Change, Kind
from ssi_rules.report.movement import telling


def change(part: str, subject: str, kind: Kind = Kind.CHANGED) -> Change:
    return Change(kind, part, subject, None, None, None, None)


@pytest.mark.parametrize(
    ("members", "of", "told"),
    [
        (0, 100, "0 %"),
        (1, 100_000, "under 0.1 %"),
        (1, 1000, "0.1 %"),
        (1, 8, "12.5 %"),
        (99_999, 100_000, "over 99.9 %"),
        (7, 7, "100 %"),
    ],
)
def test_shares(members: int, of: int, told: str) -> None:
    assert telling.percent(members, of) == told


@pytest.mark.parametrize(
    ("net", "members", "told"),
    [
        (0, 50, "0"),
        (100, 3, "+0.33"),
        (-5, 10, "-0.01"),
        (1, 50, "under +0.01"),
        (-1, 50, "under -0.01"),
        (-123_400, 1, "-1,234"),
    ],
)
def test_means(net: int, members: int, told: str) -> None:
    assert telling.mean(net, members) == told


def test_what_is_kept_back_has_no_share() -> None:
    assert telling.share(None, 100) == telling.KEPT_BACK
    assert telling.share(0, 100) == "0"
    assert telling.share(25, 100) == "25 (25 %)"


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (change("award", "brand.skills"), "brand.skills: award"),
        (change("criterion", "brand.skills", Kind.ADDED), "brand.skills added"),
        (change("cap", "brand", Kind.REMOVED), "brand: cap removed"),
        (change("market", "advisors"), "market advisors"),
        (change("missing", ""), "missing"),
        (change("let", "a\x1b[31mb"), "let a\N{REPLACEMENT CHARACTER}[31mb"),
    ],
)
def test_a_change_is_named_by_what_it_is_of(of: Change, told: str) -> None:
    assert telling.named(of) == told


def test_what_changes_brought_is_told_the_most_first_and_not_on_and_on() -> None:
    parts = [
        ([change("let", name)], brought)
        for name, brought in zip("abcde", (0, 50, -300, 100, -25), strict=True)
    ]
    assert telling.brought(parts) == "let c -3, let d +1, let b +0.5, and 1 more"
    assert telling.brought([([], 100)]) == "only words +1"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Fraction(11, 2), "5.5 %"),
        (Fraction(1, 3), "0.33 %"),
        (Fraction(1, 30_000), "0.000033 %"),
        (Fraction(1, 3000), "0.0003 %"),
        (None, telling.KEPT_BACK),
    ],
)
def test_a_condition_says_what_its_figure_is(value: Fraction | None, told: str) -> None:
    judged = Judged(read_condition("levels_changed > 5%"), holds=True, value=value)
    assert telling.judged(judged) == ("levels_changed > 5%", told, "fails")
