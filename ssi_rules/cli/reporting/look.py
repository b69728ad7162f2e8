"""How a report is to look: theme, language and paper, found out before any member is read."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import ssi_rules
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.batch.pages import Look
from ssi_rules.report.html.theme import PLAIN, ThemeError, load_theme
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.errors import LanguageError
from ssi_rules.report.pdf import PdfUnavailable, require_pdf
from ssi_rules.workspace import ruleset_files

if TYPE_CHECKING:
    from ssi_rules.cli.reporting.request import Request

_SHOWN_BY = ("report/**/*.py", "report/**/*.j2", "report/**/*.po", "scorecard.py")


def open_look(request: Request) -> Look:
    """The look that a report was asked for; what is known only later, as peers, is left out.

    Raises:
        Trouble: There is no such language, the theme cannot be used, or PDFs cannot be written here.
    """
    near = ruleset_files(request.ruleset)
    try:
        spoken = language(request.tag, near)
        theme = load_theme(request.theme) if request.theme else PLAIN
        if "pdf" in request.formats:
            require_pdf()
    except LanguageError as error:
        raise Trouble(error.message, error.help) from error
    except ThemeError as error:
        raise Trouble(f"{error}.", error.help) from error
    except PdfUnavailable as error:
        raise Trouble(str(error), error.help) from error
    html = "html" in request.formats
    links = ({"index": "../index.html"} if html else {}) | ({"team": "../team.html"} if request.team else {})
    return Look(
        formats=request.formats,
        tag=request.tag,
        near=near,
        theme=theme,
        paper=request.paper,
        links=links,
        without_values="values" in request.redact,
        stamp=_stamp(repr(spoken)),
    )


@cache
def _stamp(spoken: str) -> str:
    """Changes with the program that makes pages, and with the translations that a ruleset brings."""
    package = Path(ssi_rules.__file__).parent
    said = hashlib.sha256(f"{ssi_rules.__version__}\n{spoken}".encode())
    for pattern in _SHOWN_BY:
        for file in sorted(package.glob(pattern)):
            said.update(file.read_bytes())
    return said.hexdigest()
