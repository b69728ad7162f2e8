"""Rule texts with the same words in the same order, and a layout that nobody would choose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

PIECE = re.compile(
    r'#[^\n]*|"(?:[^"\\\n]|\\.)*"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(?:\.[0-9]+)?%?|\w+|[<>!]=|[^\s]'
)
"""A comment, a text, a number, a word or a sign."""

_TIGHT = set("(){},=<>:+*/")
_COMMENTS = (
    "#", "# why", "#why", "# a  b", '# "quoted" { [', "## }", "# ssi: ignore[cliff] reason", "# 日本語 é", "#!  ",
    "# a comment that is so long that no line has room for it " + "x" * 90,
)  # fmt: skip


def scrambled(text: str, rng: Random) -> str:
    """The words of a text, blanks, line breaks and new comments strewn between them at random."""
    density = rng.choice((0.0, 0.01, 0.05, 0.3))
    loose = rng.random()
    written = _gap(rng, density, loose)
    before = ""
    for piece in PIECE.findall(text):
        if before.startswith("#"):
            written += "\n" + _indent(rng)
        elif before and not _may_touch(before, piece):
            written += " "
        written += piece
        # What begins a line after `change` would begin a declaration of its own.
        gap = " " if piece == "change" else _gap(rng, density, loose)
        # A comment goes on to the end of its line, so a gap behind one must not begin with another.
        written += "\n" * piece.startswith("#") + gap
        before = "" if piece.startswith("#") or gap else piece
    return written


def _may_touch(before: str, piece: str) -> bool:
    return before in _TIGHT - set("<>=") or (piece in _TIGHT and before not in "<>=!")


def _gap(rng: Random, density: float, loose: float) -> str:
    """Blanks and comments; a comment always with the end of its line."""
    gap = _blank(rng, loose)
    while rng.random() < density:
        gap += f"{rng.choice((' ', '', '   '))}{rng.choice(_COMMENTS)}{rng.choice((' ', ''))}\n{_indent(rng)}"
        gap += _blank(rng, loose) if rng.random() < 0.5 else ""
    return gap


def _blank(rng: Random, loose: float) -> str:
    if rng.random() > loose:
        return rng.choice(("", " "))
    return rng.choice((" ", "   ", "\n", "\n\n", "\n \n\n")) + _indent(rng)


def _indent(rng: Random) -> str:
    # The first column is where declarations begin, so a word in it would not always be read as before.
    return " " * rng.choice((1, 2, 4, 9))
