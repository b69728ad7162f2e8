"""A view in every rendering, read back as a person reads it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from rich.console import Console

from ssi_rules.report import terminal
from ssi_rules.report.html.page import Pages
from ssi_rules.report.markdown import markdown
from tests.report.html.reading import Read, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pytest

    from ssi_rules.report.member.view import Explanation

_PAGES = Pages()
_WIDE = 20_000


def printed(explanation: Explanation, width: int = terminal.WIDEST) -> str:
    """What a terminal of this many columns shows."""
    stream = io.StringIO()
    terminal.print_explanation(explanation, Console(file=stream, width=width))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def unwrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let terminals be so wide that no text is broken."""
    monkeypatch.setattr(terminal, "WIDEST", _WIDE)
    monkeypatch.setattr(terminal, "LABEL", _WIDE)


def as_page(text: str) -> Read:
    """Markdown as sites show it, with tables and struck-out text."""
    return read(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


READINGS: Mapping[str, Callable[[Explanation], str]] = {
    "terminal": lambda explanation: printed(explanation, _WIDE),
    "markdown": lambda explanation: as_page(markdown(explanation)).text,
    "html": lambda explanation: read(_PAGES.member(explanation, {})).text,
}
