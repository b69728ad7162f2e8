"""Texts that look like rule files: whole lines, cut and shuffled ones, and anything between."""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    'use "facts/linkedin.ssi"', 'ruleset r "R" {', "version", '"1.0"', "worth 25", "missing zero", "facts {",
    "hours : number", 'seat : flag "Seat"', 'table visits dated day "Visits" {', "day : date", "market m {",
    'title has "ceo", "cfo"', 'title not "assistant to"', "market n = m or not (o and p)", "let a = ", "let b = 1 + 2",
    'pillar find "Find" worth 25 {', 'criterion c "C" worth 5 {', "applies when seat", "measure ", "needs ", "bands {",
    "from 5% earns 2", "ramp {", "0 earns 0", "50 earns 5", "earns 5 when yes", 'advice "Write."', "basis chosen",
    'source "Here"', "cap at 20 when ", "deduct 2 when ", 'because "Why"', 'level low "Low" from 3',
    'action post "Post" {', "adds 1 row to visits { day = as_of }", "adds 1 to hours", "sets seat to yes",
    "takes 30 minutes", "limit 5 per week", 'test "t" {', "as of 2026-06-30", "given seat = yes", "given visits {",
    "30 of { minutes = 3 }", "expect total >= 5", "expect find.c is unknown", "expect level is low",
    'claim "c" {', "assume not seat", "assume ",
    "change find.c {", "change market m {", "change let a = 2", "remove find.c", "in find {", "}", "{", "(", ")",
    "count of visits", "sum of visits.minutes", "share of visits where", "days since last visits",
    "over 90 days", "ending 7 days ago", "where", "else", "and", "or", "not", "is known", "is m", "between 1 and 2",
    "=", "!=", "<", ">=", "+", "-", "*", "/", "13%", "0.5", "1000000000001", "1.1234567", "2026-02-30", "yes", "as_of",
    "hours", "title", "level", "# comment", '"', '"unclosed', "“curly”", "==", "&&", ";", ":", ",", ".", "\t", "\x00",
    "\u202e", "\u0440ath", "\ufeff", "\r\n", "é", "字", "\\", '"\\n"', "%", "'", "½", "٣",
)  # fmt: skip

_LINES = st.lists(st.sampled_from(FRAGMENTS), max_size=60)
_GLUE = st.sampled_from(("\n", " ", "\n  ", "", "\n\n", " # x\n"))
_ANYTHING = st.text(max_size=20)


@st.composite
def ssi_texts(draw: st.DrawFn) -> str:
    """A text made of fragments of the language, with some noise between."""
    pieces = draw(_LINES)
    glue = draw(_GLUE)
    text = glue.join(pieces)
    if draw(st.booleans()):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(_ANYTHING) + text[at:]
    if draw(st.booleans()):
        start, length = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        text = text[:start] + text[start + length :]
    return text
