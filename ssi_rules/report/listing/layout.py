"""Lines and blocks of a listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.text import Span


def cited(line: str, span: Span | None) -> str:
    """A line with the file and line it comes from, as a comment behind it."""
    return line if span is None else f"{line}  # {span.origin}"


def block(head: str, lines: Iterable[str], span: Span | None = None) -> str:
    """A head, its indented lines in braces, and where the head comes from."""
    inner = "\n".join(f"  {line}" if line else "" for line in lines)
    return f"{cited(f'{head} {{', span)}\n{inner}\n}}"


def aligned(items: Sequence[tuple[str, str]]) -> list[str]:
    """Words and what follows them, in two columns."""
    width = max((len(word) for word, _ in items), default=0)
    return [f"{word:{width}} {rest}" for word, rest in items]
