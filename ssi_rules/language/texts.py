"""When two texts are the same to ``=`` and to ``count distinct``."""

from __future__ import annotations

import unicodedata


def plain_text(text: str) -> str:
    """The text trimmed and in Unicode's canonical composition: the form in which texts are compared."""
    trimmed = text.strip()
    return trimmed if trimmed.isascii() else unicodedata.normalize("NFC", trimmed)
