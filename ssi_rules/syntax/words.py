"""Words that begin things and words that go on with them, for cutting a file into pieces before it is read."""

from __future__ import annotations

import re

DECLARATIONS = (
    "use", "ruleset", "facts", "market", "let", "pillar", "level", "action", "test", "claim", "change", "remove", "in",
)  # fmt: skip
"""The words that begin a declaration."""

INFIX = frozenset({"and", "or", "else", "where", "over", "ending", "between", "is", "ago", "of", "when"})
"""Words that go on with an expression when they begin a line."""

GOES_ON = INFIX | {"from", "worth", "not", "has", "dated", "to", "per", "earns"}
"""Words that go on with a declaration when they begin a line outside every block."""

_FORM = re.compile(
    r"""
      use \s* "
    | (?: facts | test | claim ) \s* ["{]
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


FORMS = {
    "use": 'use "facts/linkedin.ssi"',
    "ruleset": 'ruleset name "Title" { … }',
    "facts": 'facts { name : count "Meaning" }',
    "table": 'table name dated column "Title" { column : type }',
    "market": 'market name "Title" { title has "phrase", "phrase" }',
    "let": "let name = expression",
    "pillar": 'pillar name "Title" worth 25 { … }',
    "criterion": 'criterion name "Title" worth 5 { … }',
    "applies": "applies when condition",
    "measure": "measure expression",
    "needs": "needs condition",
    "bands": "bands { from 10 earns 2 }",
    "ramp": "ramp { 0 earns 0  50 earns 5 }",
    "earns": "earns 5 when yes",
    "missing": "missing zero",
    "advice": 'advice "What to do about it."',
    "basis": 'basis chosen "Why"',
    "source": 'source "Where the number stands"',
    "cap": "cap at 20 when condition",
    "deduct": "deduct 2 when condition",
    "because": 'because "What the member is told."',
    "level": 'level name "Title" from 15',
    "action": 'action name "Title" { … }',
    "adds": "adds 1 row to table { column = value }",
    "sets": "sets fact to value",
    "takes": "takes 30 minutes",
    "limit": "limit 5 per week",
    "test": 'test "what is tested" { … }',
    "as": "as of 2026-06-30",
    "given": "given fact = value",
    "expect": "expect pillar.criterion = 5",
    "claim": 'claim "what always holds" { … }',
    "assume": "assume condition",
    "change": "change pillar.criterion { … }",
    "remove": "remove pillar.criterion",
    "in": "in pillar { … }",
    "extends": 'extends "base.ssi"',
    "version": 'version "1.0.0"',
    "status": 'status "draft"',
    "about": 'about "What it is for."',
    "worth": "worth 100",
    "title": 'title "Title"',
}
"""How a line that begins with a word is written."""

LINES = {
    "fact_item": 'name : count "Meaning"',
    "column": "name : text",
    "clause": 'title has "phrase", "phrase"',
    "band": "from 10 earns 2",
    "ramp_point": "50 earns 5",
    "given_rows": "30 of { column = value }",
}
"""How a line is written that begins with no word of the language, by its rule."""

_HOMES = {
    "a `pillar` or an `in` block": ("criterion", "cap", "deduct"),
    "a `criterion`": ("applies", "measure", "needs", "bands", "ramp", "earns", "advice"),
    "a `criterion`, a `cap` or a `deduct`": ("basis",),
    "a `cap` or a `deduct`": ("because",),
    "`facts`": ("table",),
    "an `action`": ("adds", "sets", "takes", "limit"),
    "a `test`": ("as", "given"),
    "a `test` or a `claim`": ("expect",),
    "a `claim`": ("assume",),
    "a `ruleset`": ("extends", "version", "status", "about"),
}
HOMES = {word: home for home, words in _HOMES.items() for word in words}
"""Where lines stand that cannot stand at the top of a file."""
