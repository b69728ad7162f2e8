"""Words that begin things and words that go on with them, for cutting a file into pieces before it is read."""

from __future__ import annotations

import re

DECLARATIONS = (
    "use", "ruleset", "facts", "market", "let", "pillar", "level", "action", "test", "change", "remove", "in",
)  # fmt: skip
"""The words that begin a declaration."""

INFIX = frozenset({"and", "or", "else", "where", "over", "ending", "between", "is", "ago", "of", "when"})
"""Words that go on with an expression when they begin a line."""

GOES_ON = INFIX | {"from", "worth", "not", "has", "dated", "to", "per", "earns"}
"""Words that go on with a declaration when they begin a line outside every block."""

_FORM = re.compile(
    r"""
      use \s* "
    | (?: facts | test ) \s* ["{]
    | (?: ruleset | pillar | level | action ) \s+ \w+ \s* "
    | market \s+ \w+ \s* ["{=]
    | let \s+ \w+ \s* =
    | in \s+ \w+ \s* \{
    | (?: change | remove ) \s+ (?! (?: has | not | is | and | or | else | between | where | over ) \b ) [^\W\d]
    """,
    re.VERBOSE,
)
_COLUMN_OF_A_MARKET = re.compile(r"\w+\s+(?:has|not)\b")


def is_declaration_form(text: str, start: int) -> bool:
    """Whether a declaration surely begins here: its word, and after it what only a declaration has there."""
    return _FORM.match(text, start) is not None and _COLUMN_OF_A_MARKET.match(text, start) is None
