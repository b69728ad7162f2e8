from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssi_rules.report.html.contrast import GRAPHIC, TEXT, is_colour, mix, nearest, ratio
from ssi_rules.report.html.palette import DARK, LIGHT, Pair, Scheme, pairs

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#fff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_arithmetic_is_wcags(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected, abs=0.005)


@given(colours, colours)
def test_it_makes_no_difference_which_stands_on_which(one: str, other: str) -> None:
    assert 1 <= ratio(one, other) == ratio(other, one) <= 21


@pytest.mark.parametrize("pair", [*pairs(LIGHT), *pairs(DARK)], ids=str)
def test_every_pair_of_our_colours_has_the_contrast_it_takes(pair: Pair) -> None:
    assert ratio(pair.front, pair.back) >= pair.least


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_colour_that_means_something_is_among_the_pairs(scheme: Scheme) -> None:
    fronts = {each.front for each in pairs(scheme)}
    given_colours = {
        getattr(scheme, each.name) for each in fields(scheme) if each.name not in {"page", "pillars"}
    }
    assert given_colours | {*scheme.pillars, scheme.muted} == fronts
    assert {each.back for each in pairs(scheme)} == {scheme.page, scheme.track}


@settings(deadline=None)
@given(colours, colours)
def test_the_nearest_passes_or_there_is_none(colour: str, back: str) -> None:
    found = nearest(colour, [back], TEXT)
    assert found is not None
    assert ratio(found, back) >= TEXT
    if ratio(colour, back) >= TEXT:
        assert found == colour


def test_no_shade_passes_on_black_and_on_white_at_once() -> None:
    assert nearest("#777777", ["#000000", "#ffffff"], 7.0) is None


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_is_a_colour_and_its_ends_are_what_is_mixed(front: str, back: str, amount: float) -> None:
    assert is_colour(mix(front, back, amount))
    assert mix(front, back, 1) == front
    assert mix(front, back, 0) == back


@settings(deadline=None)
@given(colours)
def test_muted_text_is_as_readable_as_text_on_any_page(page: str) -> None:
    ink = nearest("#888888", [page], TEXT)
    assert ink is not None
    scheme = Scheme(page, ink, ink, (ink,))
    muted = [each for each in pairs(scheme) if each.front == scheme.muted]
    assert scheme.muted == ink or all(ratio(each.front, each.back) >= GRAPHIC for each in muted)
