"""People's own text made safe to show: names and titles come from files that anyone may have written."""

from __future__ import annotations

import unicodedata

LONGEST = 500
"""Characters shown of one piece of foreign text."""

_JOINERS = "\u200c\u200d"  # Persian and Indic spelling and joined emoji need them; they move nothing
_SPACES = ("\n", "\r", "\t", "\v", "\f", "\u0085", "\u2028", "\u2029")


def inert(text: str) -> str:
    """The text on one line, with nothing in it that a terminal or a page would obey.

    Escape sequences, control characters and characters that reorder text become a visible replacement mark, line
    breaks and tabs a space; very long text is cut.

    Args:
        text: Anything that came from data or a rule file.

    Returns:
        At most LONGEST characters, fit to be printed anywhere.
    """
    shown = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(map(_inert_character, shown))


def _inert_character(char: str) -> str:
    if char in _SPACES:
        return " "
    if char not in _JOINERS and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return "\N{REPLACEMENT CHARACTER}"
    return char
