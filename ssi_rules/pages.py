"""The page of a code: what it means, why it matters, a bad and a good example, and how safe its fix is.

Pages lie in ``codes/``, one file for each slug: a paragraph or two that say why, then fenced blocks headed ``ssi bad`` and
``ssi good``. ``ssi bad NAME.ssi`` names a file, for examples of several; ``ssi bad in FRAME`` is a piece of the rule file
``codes/frames/FRAME.ssi``, standing where that says ``# here``. All else on a page is drawn from the catalogue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.codes import CATALOGUE, Code
from ssi_rules.resources import codes_folder

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(
    r"^```ssi (?P<kind>bad|good)(?: in (?P<frame>\w+))?(?: (?P<name>\S+\.ssi))?\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_HERE = "# here\n"
_FIX = re.compile(r"^Fix \((safe|unsafe)\): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """Rule files that show a finding, or its absence.

    Attributes:
        files: What is shown, by file name; the last is the one to look at.
        frame: The rule file that the one text shown is a piece of; None when all of it is shown.
    """

    files: tuple[tuple[str, str], ...]
    frame: str | None = None

    def whole(self) -> tuple[tuple[str, str], ...]:
        """The files as they are checked, frame included."""
        if self.frame is None:
            return self.files
        around = (codes_folder() / "frames" / f"{self.frame}.ssi").read_text(encoding="utf-8")
        return tuple((name, around.replace(_HERE, text)) for name, text in self.files)


@dataclass(frozen=True, slots=True)
class Page:
    """What is told about one code.

    Attributes:
        why: Markdown: why it matters, and what to do.
        bad: Raises the code.
        good: The same without it: checks clean.
        fix: How safe the fix of ``ssi check --fix`` is, and what it does; None when a person has to think.
    """

    code: Code
    why: str
    bad: Example | None
    good: Example | None
    fix: tuple[str, str] | None


def find_code(name: str) -> Code | None:
    """The code of a slug or a number, in any case."""
    wanted = name.strip().casefold()
    return next((each for each in CATALOGUE.values() if wanted in (each.slug, each.number.casefold())), None)


def page_file(code: Code) -> Path:
    """Where the page of a code lies."""
    return codes_folder() / f"{code.slug}.md"


def load_page(code: Code) -> Page:
    """Read the page of a code.

    Raises:
        FileNotFoundError: The installation lacks it.
    """
    text = page_file(code).read_text(encoding="utf-8")
    fix = _FIX.search(text)
    return Page(
        code,
        why=_FIX.sub("", _BLOCK.sub("", text)).strip(),
        bad=_example(text, "bad"),
        good=_example(text, "good"),
        fix=(fix[1], fix[2]) if fix else None,
    )


def page_of(code: Code) -> Page:
    """The page of a code; one without text where the installation lacks it."""
    try:
        return load_page(code)
    except FileNotFoundError:
        return Page(code, why="", bad=None, good=None, fix=None)


def _example(text: str, kind: str) -> Example | None:
    found = [each for each in _BLOCK.finditer(text) if each["kind"] == kind]
    files = tuple((each["name"] or "example.ssi", each["text"]) for each in found)
    return Example(files, found[0]["frame"]) if found else None


def markdown(page: Page) -> str:
    """The whole page."""
    code = page.code
    parts = [
        f"# {code.number} `{code.slug}`\n\n**{code.summary}**",
        f"{code.severity.value}, {code.category.value}"
        + (f"; fix: {page.fix[0]}. {page.fix[1]}" if page.fix else ""),
        page.why,
    ]
    parts += [_shown("Bad", page.bad)] if page.bad else []
    parts += [_shown("Good", page.good)] if page.good else []
    return "\n\n".join(filter(None, parts)).rstrip("\n") + "\n"


def _shown(title: str, example: Example) -> str:
    many = len(example.files) > 1
    fences = (
        f"`{name}`\n\n```ssi\n{text}```" if many else f"```ssi\n{text}```" for name, text in example.files
    )
    return f"## {title}\n\n" + "\n\n".join(fences)
