"""What may stand in a market's phrase.

The matcher reduces text and phrases to one normal form; here is only what an author must be told before that.
"""

from __future__ import annotations

import re
import unicodedata

WILDCARD_SIGN = re.compile(r"(?<![^\W_])(?<!\*)\*(?![^\W_]|\*)")
"""A ``*`` that stands by itself: no letter, digit or other ``*`` next to it."""

_SIGNS_READ_AS_NOTHING = re.compile("[\u00a9\u00ae\u2120\u2122\U0001f000-\U0001f0ff\U0001f18e-\U0001faff]")
_WORD = re.compile(r"[^\W_]+")


def phrase_fault(text: str) -> str | None:
    """Why a phrase could not mean anything, as a clause after "this phrase", or None when it can.

    A phrase needs a word to look for; ``*`` stands between words, with a space on either side.
    """
    if not text.strip():
        return "is blank"
    plain = unicodedata.normalize("NFKC", _SIGNS_READ_AS_NOTHING.sub("", text))
    if "*" in WILDCARD_SIGN.sub("", plain):
        return (
            "has a `*` glued to a word; write it with a space on either side, to stand for one to three words"
        )
    if any(word.casefold() != "and" for word in _WORD.findall(plain)):
        return None
    if "*" in plain:
        return "is `*` alone, which would match every text"
    return "has no letter or digit to look for, only what matching reads as nothing or as a separator"
