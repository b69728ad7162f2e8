r"""Letters that pass for Latin ones: a subset of Unicode's confusables, kept as a table.

Each row pairs small letters with the Latin letters they, or their capitals, look like. A capital folds like its small
letter, so that matching does not depend on case; where the two look like different letters (Greek nu is N and v) the
capital decides, because that is how titles are disguised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CYRILLIC = (
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u0475\u04af\u04cf",
    "abekmhopctyxijshdqwvyl",
)
_GREEK = (
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2\u03f3",
    "abezhikmnoptyxcj",
)
_ARMENIAN = ("\u0585\u0578\u057d\u0570\u057f\u056c\u0581\u0566", "onuhslgq")
_CHEROKEE = (
    "\u13aa\u13f4\u13df\u13a0\u13ac\u13c0\u13bb\u13ab\u13e6\u13de\u13b7\u13e2\u13a1\u13da\u13a2\u13d9\u13d4\u13c3\u13be",
    "abcdeghjklmprstvwzo",
)
_LISU = (
    "\ua4ee\ua4d0\ua4da\ua4d3\ua4f0\ua4dd\ua4d6\ua4e7\ua4f2\ua4d9\ua4d7\ua4e1\ua4df\ua4e0\ua4f3\ua4d1\ua4e3\ua4e2\ua4d4\ua4f4\ua4e6\ua4ea\ua4eb\ua4ec\ua4dc",
    "abcdefghijklmnoprstuvwxyz",
)
# Latin by script, yet other letters: the small capitals that fancy-text generators write, script g, dotless i.
_LATIN_VARIANTS = (
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22\u0251\u0261\u0131",
    "abcdefghijklmnoprstuvwyzagi",
)


def _cases(letter: str, latin: str) -> Iterator[tuple[str, str]]:
    for variant in {letter, letter.lower(), letter.upper()}:
        if not variant.isascii():
            yield variant, latin.upper() if variant.isupper() else latin


LOOK_ALIKES: Final[Mapping[str, str]] = {
    variant: folded
    for letters, latins in (_CYRILLIC, _GREEK, _ARMENIAN, _CHEROKEE, _LISU, _LATIN_VARIANTS)
    for letter, latin in zip(letters, latins, strict=True)
    for variant, folded in _cases(letter, latin)
}
"""The Latin letter each look-alike passes for, in the look-alike's own case."""

_LATIN_BLOCKS = (
    ("\u00c0", "\u02af"),
    ("\u1d00", "\u1dbf"),
    ("\u1e00", "\u1eff"),
    ("\u2c60", "\u2c7f"),
    ("\ua720", "\ua7ff"),
    ("\uab30", "\uab6f"),
)


def is_latin(char: str) -> bool:
    """Whether a letter is of the Latin script."""
    return char.isalpha() and (char.isascii() or any(low <= char <= high for low, high in _LATIN_BLOCKS))


def fold_look_alikes(word: str) -> str:
    """The word with look-alikes replaced, if it has a Latin letter or its letters are look-alikes only.

    Args:
        word: A run of letters, digits and accents, decomposed, so that an accent hides no letter.
    """
    letters = [char for char in word if char.isalpha()]
    if any(map(is_latin, letters)) or all(letter in LOOK_ALIKES for letter in letters):
        return "".join(LOOK_ALIKES.get(char, char) for char in word)
    return word
