"""Finds headers whose block begins without its brace, so that the lines of the block are not blamed for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNOPENED = re.compile(
    r"""
    ^ [ \t]* (?P<header>
        (?: pillar \s+ \w+ (?: \s+ (?:TEXT) )? \s+ worth \s+ [\d.]+ | in \s+ \w+ ) (?= GAP (?: criterion | cap | deduct ) \b )
      | criterion \s+ \w+ (?: \s+ (?:TEXT) )? \s+ worth \s+ [\d.]+
            (?= GAP (?: applies | measure | needs | bands | ramp | earns | missing | advice | basis | source ) \b )
      | ruleset \s+ \w+ (?: \s+ (?:TEXT) )?
            (?= GAP (?: extends | version | status | about | source | worth | missing ) \b )
      | facts (?= GAP (?: \w+ [ \t]* : | table \s+ \w+ ) )
      | market \s+ (?! (?: has | not ) \b ) \w+ (?: \s+ (?:TEXT) )? (?= GAP \w+ \s+ (?: has | not ) \s+ " )
      | action \s+ \w+ (?: \s+ (?:TEXT) )? (?= GAP (?: adds | sets | takes | limit ) \b )
      | test \s+ (?:TEXT) (?= GAP (?: as \s+ of | given | expect ) \b )
      | claim \s+ (?:TEXT) (?= GAP (?: assume | expect ) \b )
      | bands (?= GAP from \b )
      | ramp (?= GAP \d [\d.%]* \s+ earns \b )
    ) (?! \#)
    """.replace("TEXT", r'"(?:[^"\\\n]|\\.)*"').replace(
        "GAP", r"[ \t]*(?:\#[^\n]*)?\n(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]*"
    ),
    re.VERBOSE | re.MULTILINE,
)


def unopened(text: str) -> Iterator[tuple[int, int]]:
    """Where each header begins and ends whose block has no opening brace; no text without faults has any."""
    return (found.span("header") for found in _UNOPENED.finditer(text))
