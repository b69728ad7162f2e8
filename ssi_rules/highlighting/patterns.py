"""What is coloured, as patterns that both Python and Oniguruma read; TextMate and Pygments each give them their names.

Patterns are tried in order at each place of a line. A word of the language is one only where the grammar has a place for
it; lines tell enough of that: what begins a line, what a name follows, what stands beside a point or a colon.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from ssi_rules.highlighting.grammar_words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(Enum):
    """What a piece of text is."""

    COMMENT = "comment"
    TEXT = "text"
    ESCAPE = "escape"
    KEYWORD = "keyword"
    NAMED = "named"
    TYPE = "type"
    FUNCTION = "function"
    OPERATOR_WORD = "operator word"
    OPERATOR = "operator"
    CONSTANT = "constant"
    NUMBER = "number"
    DAY = "day"
    UNIT = "unit"
    NAME = "name"
    PUNCTUATION = "punctuation"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A piece of a line.

    Attributes:
        regex: What it looks like; its groups cover all of it.
        kinds: What each group is.
    """

    regex: str
    kinds: tuple[Kind, ...]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, reverse=True))


_NAME = "[A-Za-z_][A-Za-z0-9_]*"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?%?"
_BEGINS = r"((?:^|(?<=[{}]))[ \t]*)"
_APART = r"(?<![A-Za-z0-9_.])"
_NO_NAME = r"\b(?![ \t]*[.:=])"
_NO_COLUMN = r'(?![ \t]+(?:has|not)[ \t]*(?:["#]|$))'
_AFTER_FUNCTION = "(?:{0})(?:[ \\t]+(?:{0}))*".format(_any(WORDS.after_function))

ESCAPE = Pattern(r'(\\["\\])', (Kind.ESCAPE,))
"""Inside a text."""


def _chosen() -> Iterable[Pattern]:
    for word, some in WORDS.choices:
        yield Pattern(
            rf"([ \t]*){_APART}({word})([ \t]+)({_any(some)})\b",
            (Kind.BLANK, Kind.KEYWORD, Kind.BLANK, Kind.CONSTANT),
        )


PATTERNS: tuple[Pattern, ...] = (
    Pattern(r"(#.*)", (Kind.COMMENT,)),
    Pattern(r'("(?:[^"\\\n]|\\.)*"?)', (Kind.TEXT,)),
    Pattern(
        rf"({_NAME})([ \t]*)(:)([ \t]*)({_any(WORDS.types)})\b",
        (Kind.NAMED, Kind.BLANK, Kind.PUNCTUATION, Kind.BLANK, Kind.TYPE),
    ),
    Pattern(
        rf"{_BEGINS}(?:(change)([ \t]+))?({_any(WORDS.named)})([ \t]+)({_NAME}){_NO_COLUMN}",
        (Kind.BLANK, Kind.KEYWORD, Kind.BLANK, Kind.KEYWORD, Kind.BLANK, Kind.NAMED),
    ),
    *_chosen(),
    Pattern(rf"{_BEGINS}({_any(WORDS.leading)}){_NO_NAME}{_NO_COLUMN}", (Kind.BLANK, Kind.KEYWORD)),
    Pattern(rf'{_APART}({_any(WORDS.leading)})(?=[ \t]*["{{])', (Kind.KEYWORD,)),
    Pattern(
        rf"{_APART}({_any(WORDS.functions)})([ \t]+)({_AFTER_FUNCTION})\b",
        (Kind.FUNCTION, Kind.BLANK, Kind.FUNCTION),
    ),
    Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\b", (Kind.DAY,)),
    Pattern(rf"({_NUMBER})([ \t]+)({_any(WORDS.units)})\b", (Kind.NUMBER, Kind.BLANK, Kind.UNIT)),
    Pattern(rf"({_NUMBER})", (Kind.NUMBER,)),
    Pattern(rf"{_APART}({_any(WORDS.constants)})\b", (Kind.CONSTANT,)),
    Pattern(rf"{_APART}({_any(WORDS.operators)}){_NO_NAME}", (Kind.OPERATOR_WORD,)),
    Pattern(rf"{_APART}({_any(WORDS.inner)}){_NO_NAME}", (Kind.KEYWORD,)),
    Pattern(rf"({_NAME})", (Kind.NAME,)),
    Pattern(r"([<>!]=|[=<>+*/-])", (Kind.OPERATOR,)),
    Pattern(r"([{}(),.:])", (Kind.PUNCTUATION,)),
)
"""Everything that stands outside texts, in the order in which it is tried."""
