"""Makes text safe to show: nothing of it moves a cursor, reorders a line or hides."""

from __future__ import annotations

import unicodedata

_TAB_STOP = 4
_PICTURES = 0x2400
_DELETE = "\x7f"


def visible(text: str) -> str:
    """The text with every control and format character replaced by a sign for it; tabs become blanks."""
    if text.isascii() and text.isprintable():
        return text
    shown = ""
    for char in text:
        shown += " " * (_TAB_STOP - width(shown) % _TAB_STOP) if char == "\t" else _sign(char)
    return shown


def _sign(char: str) -> str:
    if char < " ":
        return chr(_PICTURES + ord(char))
    if char == _DELETE:
        return "␡"
    return char if char.isprintable() else f"<U+{ord(char):04X}>"


def width(shown: str) -> int:
    """Columns that visible text takes in a terminal."""
    return len(shown) if shown.isascii() else sum(map(_columns, shown))


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
