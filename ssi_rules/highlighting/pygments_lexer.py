"""The lexer that Pygments finds by its entry point; nothing else may load this, since Pygments need not be there."""

from __future__ import annotations

import re
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, using
from pygments.token import (
    Comment,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from ssi_rules.highlighting.patterns import ESCAPE, PATTERNS, Kind, Pattern

_TOKENS = {
    Kind.COMMENT: Comment.Single,
    Kind.TEXT: String.Double,
    Kind.ESCAPE: String.Escape,
    Kind.KEYWORD: Keyword,
    Kind.NAMED: Name.Variable,
    Kind.TYPE: Keyword.Type,
    Kind.FUNCTION: Name.Builtin,
    Kind.OPERATOR_WORD: Operator.Word,
    Kind.OPERATOR: Operator,
    Kind.CONSTANT: Keyword.Constant,
    Kind.NUMBER: Number,
    Kind.DAY: Literal.Date,
    Kind.UNIT: Keyword.Pseudo,
    Kind.NAME: Name,
    Kind.PUNCTUATION: Punctuation,
    Kind.BLANK: Whitespace,
}


class TextLexer(RegexLexer):  # type: ignore[misc] # Pygments ships no types
    """The inside of a quoted text."""

    tokens: ClassVar = {
        "root": [(ESCAPE.regex, String.Escape), (r"[^\\]+|\\", String.Double)],
    }


def _rule(pattern: Pattern) -> tuple[str, object]:
    if pattern.kinds == (Kind.TEXT,):
        return pattern.regex, using(TextLexer)
    return pattern.regex, bygroups(*(_TOKENS[each] for each in pattern.kinds))


class SsiLexer(RegexLexer):  # type: ignore[misc] # the same
    """Rule files of ssi-rules."""

    name = "ssi-rules"
    aliases: ClassVar = ["ssi", "ssi-rules"]
    filenames: ClassVar = ["*.ssi"]
    mimetypes: ClassVar = ["text/x-ssi"]
    flags = re.MULTILINE
    tokens: ClassVar = {
        "root": [*map(_rule, PATTERNS), (r"\n|[ \t]+", Whitespace), (r".", Text)],
    }
