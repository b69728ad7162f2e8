"""The page of a code, and the list of all codes, as text for a terminal."""

from __future__ import annotations

import shutil
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

from ssi_rules.codes import Category

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.formats.palette import Palette
    from ssi_rules.pages import Example, Page

_WIDEST = 100
_ORDER = list(Category)
_STARTS_NO_PARAGRAPH = ("-", "*", "|", "    ", "1.")


def told(page: Page, palette: Palette) -> str:
    """The page of one code."""
    return "\n\n".join(part.rstrip("\n") for part in _parts(page, palette)) + "\n"


def _parts(page: Page, palette: Palette) -> Iterator[str]:
    code = page.code
    number = palette.severity(f"{code.severity.value}[{code.number}]", code.severity)
    yield f"{number} {palette.strong(code.slug)}: {_wrapped(code.summary, lead=len(code.slug) + 16)}"
    yield from map(_wrapped, page.why.split("\n\n") if page.why else ())
    for title, example in (("Bad", page.bad), ("Good", page.good)):
        if example is not None:
            yield f"{palette.frame(title)}\n\n{_shown(example)}"
    if page.fix is not None:
        yield f"{palette.help('Fix')} ({page.fix[0]}): {_wrapped(page.fix[1], lead=15)}"
    yield f"Category: {code.category.value}"


def _wrapped(paragraph: str, lead: int = 0) -> str:
    """A paragraph in lines of the terminal's width; a list or a table stays as it is written."""
    if paragraph.startswith(_STARTS_NO_PARAGRAPH):
        return paragraph
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    return textwrap.fill(
        " ".join(paragraph.split()),
        max(40, width),
        initial_indent=" " * lead,
        break_long_words=False,
        break_on_hyphens=False,
    ).lstrip()


def _shown(example: Example) -> str:
    many = len(example.files) > 1
    texts = (f"{name}:\n{text}" if many else text for name, text in example.files)
    return "\n".join(textwrap.indent(text, "    ") for text in texts)


def listed(pages: Sequence[Page], palette: Palette) -> str:
    """One line for each code, by category: number, level, name, how safe its fix is, what it means."""
    by_category = sorted(pages, key=lambda page: _ORDER.index(page.code.category))
    widest = max(len(page.code.slug) for page in pages)
    groups = []
    for category, group in groupby(by_category, key=lambda page: page.code.category):
        lines = [_line(page, palette, widest) for page in group]
        groups.append("\n".join([palette.strong(category.value), *lines]))
    return "\n\n".join(groups) + "\n"


def _line(page: Page, palette: Palette, widest: int) -> str:
    code = page.code
    level = palette.severity(code.severity.value.ljust(7), code.severity)
    fix = palette.help((f"{page.fix[0]} fix" if page.fix else "").ljust(10))
    return f"  {code.number}  {level}  {code.slug.ljust(widest)}  {fix}  {code.summary}"
