"""When two texts are the same to ``=`` and to ``count distinct``."""

from __future__ import annotations

import unicodedata

_LAST_BLANK = 0x3000
"""Unicode has none behind it, and going through all of it takes long."""

BLANKS = "".join(filter(str.isspace, map(chr, range(_LAST_BLANK + 1))))
"""All that Unicode takes for a blank: what is trimmed from both ends of a text."""


def plain_text(text: str) -> str:
    """The text trimmed and in Unicode's canonical composition: the form in which texts are compared."""
    trimmed = text.strip()
    return trimmed if trimmed.isascii() else unicodedata.normalize("NFC", trimmed)
