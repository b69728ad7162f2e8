"""The normal form of a text: what matching looks at, the same for phrases and titles, on every engine.

Three steps in order: ``clean`` (what is not writing goes, look-alikes become what they pass for), ``cut`` (segments,
without employers), ``words_of`` (case, accents and punctuation go). All patterns here are constants.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from ssi_rules.markets.confusables import LOOK_ALIKES, fold_look_alikes

_KEPT_FORMS = (
    1024  # the parts of one market ask for the same text one after the other; engines ask once per text
)

_KEPT_WORDS = 16_384  # titles are made of few words

_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ACCENT = re.compile(f"[{_ACCENTS}]")
_ACCENTED_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_ACCENTS}])*")

# Any symbol before U+FE0F is meant as an emoji; others are emoji by themselves (Unicode's Emoji_Presentation).
_EMOJI_BY_SELECTOR = re.compile("[^\\w\\s#*]\ufe0f")
_DROPPED = re.compile(
    "[\u00a9\u00ae\u2120\u2122"  # signs of ownership
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"  # zero width: joiners, marks of direction, selectors, tags
    "\u20e3\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e"
    "\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f004\U0001f0cf\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f18e\U0001f191-\U0001f19a\U0001f1e6-\U0001f202"
    "\U0001f21a\U0001f22f\U0001f232-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001faff]"
)

SEPARATOR = re.compile("[|\u2022\u00b7;/,&+\n\r\u0085\u2028\u2029]|(?<=\\s)[-\u2013\u2014](?=\\s)")
WORD_AND = re.compile(rf"(?<![^\W_])and(?![^\W_]|[{_ACCENTS}])", re.IGNORECASE)
EMPLOYER = re.compile(rf"@|(?<![^\W_])at(?![^\W_]|[{_ACCENTS}])", re.IGNORECASE)

DOTTED = re.compile(r"(?<![^\W_])[^\W\d_](?:\.[^\W\d_])+(?![^\W_])")
_ASCII_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}
# Han, Hiragana, Katakana, Thai: written without spaces.
UNSPACED_RUN = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a text between separators.

    Attributes:
        text: As it was written, cleaned; for people.
        words: Folded words. Letters of scripts without spaces make words of their own, apart from others beside them.
    """

    text: str
    words: tuple[str, ...]

    @property
    def letters(self) -> str:
        """The words without spaces, as phrases in scripts without spaces see them."""
        return "".join(self.words)


@dataclass(frozen=True, slots=True)
class NormalForm:
    """A text ready to be matched.

    Attributes:
        segments: Those with at least one word, in order.
        blank: Whether there was nothing to read: no letter and no digit at all, employers included.
        unspaced: Whether some letter is of a script written without spaces.
    """

    segments: tuple[Segment, ...]
    blank: bool
    unspaced: bool


@lru_cache(maxsize=_KEPT_FORMS)
def normal_form(text: str, *, employers: bool) -> NormalForm:
    """The normal form of a text.

    Args:
        text: Any text.
        employers: Whether the text may name employers after ``@`` or ``at``, which then are dropped.
    """
    cleaned = clean(text)
    pieces = map(without_employer, cut(cleaned)) if employers else cut(cleaned)
    segments = tuple(Segment(piece.strip(), words) for piece in pieces if (words := words_of(piece)))
    blank = not segments and not words_of(cleaned)
    return NormalForm(segments, blank, has_unspaced(cleaned))


def clean(text: str) -> str:
    """Step 1: signs, zero-width characters and emoji dropped; NFKC; look-alike letters folded."""
    if text.isascii():
        return text
    text = _DROPPED.sub("", _EMOJI_BY_SELECTOR.sub("", text))
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFC", " ".join(map(_folded, text.split(" "))))


@lru_cache(maxsize=_KEPT_WORDS)
def _folded(words: str) -> str:
    """What stands between two spaces, without look-alikes."""
    if LOOK_ALIKES.keys().isdisjoint(words):
        return words
    return _ACCENTED_WORD.sub(lambda word: fold_look_alikes(word[0]), words)


def cut(text: str) -> list[str]:
    """Step 2: the pieces of a cleaned text between separators, blank ones included."""
    return [piece for part in SEPARATOR.split(text) for piece in WORD_AND.split(part)]


def without_employer(piece: str) -> str:
    """The piece up to ``@`` or the word ``at``."""
    found = EMPLOYER.search(piece)
    return piece[: found.start()] if found else piece


def words_of(piece: str) -> tuple[str, ...]:
    """Step 3: the folded words of a cleaned piece."""
    folded = piece.casefold()
    if not folded.isascii():
        folded = without_accents(folded)
    folded = without_dots(folded)
    if folded.isascii():
        return tuple(folded.translate(_ASCII_SPACES).split())
    spaced = "".join(map(letter_or_space, folded))
    return tuple(UNSPACED_RUN.sub(r" \g<0> ", spaced).split())


def has_unspaced(cleaned: str) -> bool:
    """Whether a cleaned text has a letter of a script written without spaces."""
    return not cleaned.isascii() and UNSPACED_RUN.search(cleaned) is not None


def without_accents(text: str) -> str:
    """The text without canonical accents."""
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))


def without_dots(text: str) -> str:
    """The text with runs of single letters between dots written as one word."""
    return DOTTED.sub(lambda run: run[0].replace(".", ""), text) if "." in text else text


def letter_or_space(char: str) -> str:
    """Marks count as letters here: accents are gone, what is left spells scripts like Devanagari and Thai."""
    return char if char.isalnum() or unicodedata.category(char).startswith("M") else " "
