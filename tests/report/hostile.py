"""What somebody may write into a name, a title or a rule file, and a scorecard full of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from ssi_rules.scorecard import Scorecard

Shown = TypeVar("Shown", bound=BaseModel)

HOSTILE: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](javascript:alert(1)) ![x](https://evil.example/p.png) <https://evil.example>",
    "@everyone https://evil.example www.evil.example dana@evil.example #1 GH-1 :tada:",
    "| a | b |\n| :-- | :-- |\n\n# owned\n\n- x\n```\ncode\n```",
    "**bold** _it_ ~~gone~~ `code` $x$ $$y$$ &lt;b&gt; &#64;dana \\",
    "1. first",
    "- [ ] task",
    "--- ",
    "=== ",
    '=HYPERLINK("https://evil.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "\u202eevil\u2066\u200f\ufeff",
    "\x1b]0;owned\x07\x1b[2J[bold red]x[/] {dana} %s {0}",
    "x" * 10_000,
)
"""Markup, mentions, links, formulas, controls that reorder, escapes, and ten thousand characters."""

_TEXTS = {
    "title", "because", "advice", "basis_note", "source", "reason", "about", "status", "member", "name", "path",
    "version", "origin", "fingerprint", "text",
}  # fmt: skip


def spoilt(card: Scorecard, text: str) -> Scorecard:
    """The card with the text wherever a person or a rule file may have written it."""
    everywhere = _spoilt(card, text)
    return everywhere.model_copy(update={"labels": {"name": text}, "notices": (text,)})


def _spoilt(document: Shown, text: str) -> Shown:
    return document.model_copy(
        update={name: _value(name, getattr(document, name), text) for name in type(document).model_fields}
    )


def _value(name: str, value: object, text: str) -> object:
    match value:
        case str() if name in _TEXTS:
            return text
        case BaseModel():
            return _spoilt(value, text)
        case tuple():
            return tuple(_value("", each, text) for each in value)
        case _:
            return value
