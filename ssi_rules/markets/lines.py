"""The normal form of many texts at once: a line for each, which is what patterns are matched on.

A line holds a text's segments as ``[ chief officer ][ board ]``. Texts are strung together, so that each step of the normal form
is one call over thousands of them; ``tests/markets/test_lines.py`` holds this to ``normal_form``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ssi_rules.markets.normal import (
    DOTTED,
    EMPLOYER,
    SEPARATOR,
    UNSPACED_RUN,
    WORD_AND,
    NormalForm,
    clean,
    letter_or_space,
    normal_form,
    without_accents,
    without_dots,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_END = "\0"
# Between two texts: no accent, selector or word reaches over a space, and what ends a segment needs one on its other side too.
_JOINT = f"{_END} "

_EMPLOYER_TO_END = re.compile(f"(?:{EMPLOYER.pattern})[^|{_END}]*", EMPLOYER.flags)
_AT_TO_END = re.compile(f" at [^|{_END}]*")


class _Spelling(dict[int, str]):
    """Letters, digits and marks as they are, a separator and an end with spaces about it, a space for all else."""

    def __missing__(self, code: int) -> str:
        self[code] = spelt = letter_or_space(chr(code))
        return spelt


_SPELLING: Final = _Spelling({ord("|"): " | ", ord(_END): f" {_END} "})

_MEANT: Final = (
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u2022", "|"),
    ("\u00b7", "|"),
)  # nothing before the cut changes them

# The same in two steps for plain texts, where every sign becomes one sign: a dash separates between blanks only.
_ASCII = [chr(code) for code in range(128)]
_SEPARATORS_OF_ASCII = {ord(sign): "|" for sign in _ASCII if SEPARATOR.fullmatch(sign)}
_BLANKS_OF_ASCII = {ord(sign): " " for sign in _ASCII if sign.isspace()}
_LOWER = {ord(sign): sign.lower() for sign in _ASCII}
_FIRST: Final = _LOWER | _BLANKS_OF_ASCII | _SEPARATORS_OF_ASCII
_SECOND: Final = {ord(sign): sign if sign.isalnum() or sign in f"|@{_END}" else " " for sign in _ASCII}


def lines_of(texts: Sequence[str], *, employers: bool) -> list[str]:
    """A line for each text, empty if it has no segment.

    Args:
        texts: Any texts; a few thousand at once are soonest done.
        employers: As ``normal_form`` has it.
    """
    lines = [""] * len(texts)
    texts = [text if text.isascii() else _simpler(text) for text in texts]
    plain = [place for place, text in enumerate(texts) if text.isascii() and not _has_dotted(text)]
    others = sorted({*range(len(texts))}.difference(plain))
    for places, spell in ((plain, _spell_plain), (others, _spell)):
        group = [texts[place] for place in places]
        for place, line in zip(places, _lines(group, spell, employers=employers), strict=True):
            lines[place] = line
    return lines


def _simpler(text: str) -> str:
    """The text with signs of ASCII for those that mean the same, if that makes it one of ASCII."""
    simpler = text
    for sign, meant in _MEANT:
        simpler = simpler.replace(sign, meant)
    return simpler if simpler.isascii() else text


def _has_dotted(text: str) -> bool:
    return "." in text and DOTTED.search(text) is not None


def line_of(form: NormalForm) -> str:
    """The line of one text."""
    return "".join(f"[ {' '.join(segment.words)} ]" for segment in form.segments)


def _lines(texts: list[str], spell: Callable[..., str], *, employers: bool) -> Iterable[str]:
    strung = _JOINT.join(texts)
    if strung.count(_END) != len(texts) - 1:  # none at all, or one that holds what ends a text
        return [line_of(normal_form(text, employers=employers)) for text in texts]
    words = " ".join(["[", *spell(strung, employers=employers).split(), "]"])
    return words.replace(_END, "]\n[").replace("|", "][").replace("[ ]", "").split("\n")


def _spell(strung: str, *, employers: bool) -> str:
    parted = WORD_AND.sub("|", SEPARATOR.sub("|", clean(strung)))
    if employers:
        parted = _EMPLOYER_TO_END.sub("", parted)
    folded = without_dots(without_accents(parted.casefold()))
    return UNSPACED_RUN.sub(r" \g<0> ", folded.translate(_SPELLING))


def _spell_plain(strung: str, *, employers: bool) -> str:
    """The same for texts of ASCII without letters between dots, several times sooner."""
    parted = strung.translate(_FIRST).replace(" - ", " | ").translate(_SECOND)
    spaced = f" {parted} ".replace("|", " | ").replace(_END, f" {_END} ")
    for _ in range(2):  # two in a row share a space
        spaced = spaced.replace(" and ", " | ")
    return _AT_TO_END.sub(" ", spaced.replace("@", " at ")) if employers else spaced.replace("@", " ")
