from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.html.contrast import TEXT, ratio
from ssi_rules.report.html.palette import DARK, LIGHT, Scheme
from ssi_rules.report.html.tints import SHADES, shade, tints

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours)
def test_ink_is_readable_on_every_shade(accent: str) -> None:
    for scheme in (LIGHT, DARK):
        theirs = Scheme(scheme.page, scheme.ink, accent, scheme.pillars)
        assert all(ratio(theirs.ink, each) >= TEXT for each in tints(theirs))


def test_shades_of_our_own_colours_tell_apart() -> None:
    for scheme in (LIGHT, DARK):
        assert len(set(tints(scheme))) == SHADES
        assert ratio(tints(scheme)[0], tints(scheme)[-1]) > 1.5


def test_more_points_never_have_a_fainter_shade() -> None:
    shades = [shade(Decimal(i) / 100) for i in range(101)]
    assert shades == sorted(shades)
    assert (shades[0], shades[-1]) == (0, SHADES - 1)
