"""Contrast between colours by the arithmetic of WCAG 2.2, and the nearest colour that has enough of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TEXT = 4.5
"""Least ratio of text to what it stands on (WCAG 1.4.3, AA)."""

GRAPHIC = 3.0
"""Least ratio of a meaningful mark to what it stands on (WCAG 1.4.11)."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_BRIGHTEST = 255
_LINEAR_UP_TO = 0.04045
_STEPS = 100
_WHITE, _BLACK = (_BRIGHTEST,) * 3, (0,) * 3


def is_colour(text: str) -> bool:
    """Whether a text is a colour as themes write it: ``#0f766e`` or ``#fff``."""
    return _HEX.fullmatch(text) is not None


def ratio(one: str, other: str) -> float:
    """How far apart two colours are in brightness, from 1 (alike) to 21 (black and white).

    Args:
        one: A colour, ``#rrggbb`` or ``#rgb``.
        other: Another; the order makes no difference.
    """
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part / _BRIGHTEST) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(front: str, back: str, amount: float) -> str:
    """The colour that so much of ``front`` (0 to 1) over ``back`` gives."""
    return _blend(_parts(front), _parts(back), amount)


def nearest(colour: str, backs: Sequence[str], least: float) -> str | None:
    """The colour nearest to the wanted one that has enough contrast, by making it darker or brighter in small steps.

    Args:
        colour: The wanted one; it is given back when it passes.
        backs: Every colour it is seen on.
        least: Ratio to reach on each.

    Returns:
        None when neither darker nor brighter passes on all.
    """
    return next((each for each in _around(colour) if all(ratio(each, back) >= least for back in backs)), None)


def _around(colour: str) -> Iterator[str]:
    parts = _parts(colour)
    for step in range(_STEPS + 1):
        yield _blend(_BLACK, parts, step / _STEPS)
        yield _blend(_WHITE, parts, step / _STEPS)


def _blend(front: Sequence[int], back: Sequence[int], amount: float) -> str:
    mixed = (round(f * amount + b * (1 - amount)) for f, b in zip(front, back, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, ...]:
    digits = colour.removeprefix("#")
    wide = "".join(digit * 2 for digit in digits) if len(digits) == len("rgb") else digits
    return tuple(int(wide[start : start + 2], 16) for start in (0, 2, 4))


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else ((part + 0.055) / 1.055) ** 2.4
