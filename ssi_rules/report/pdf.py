"""A member's page as a PDF: tagged, on A4 or Letter, by WeasyPrint."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

Paper = Literal["a4", "letter"]


class PdfUnavailable(Exception):  # noqa: N818 - named for what is the case
    """PDFs cannot be written here.

    Attributes:
        help: What to install.
    """

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


def write_pdf(html: str, paper: Paper = "a4") -> bytes:
    """The PDF of a page; the same page gives the same bytes.

    Args:
        html: A whole page. What it names outside itself is refused; pictures stand in it as ``data:`` addresses.
        paper: Size of a sheet.

    Raises:
        PdfUnavailable: WeasyPrint, or a library of the system that it needs, is missing.
    """
    require_pdf()
    from weasyprint import CSS, HTML  # noqa: PLC0415 - heavy, and an extra
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - the same

    fonts = _fonts()
    sheet = CSS(string=f"@page {{ size: {paper} }}", font_config=fonts)
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    written = document.write_pdf(
        stylesheets=[sheet],
        font_config=fonts,
        pdf_variant="pdf/ua-1",  # tagged, for readers of the screen
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
    if not isinstance(written, bytes):
        raise TypeError("WeasyPrint was asked for bytes")
    return written


@cache
def require_pdf() -> None:
    """Find out before any work is done whether PDFs can be written.

    Raises:
        PdfUnavailable: They cannot.
    """
    try:
        import weasyprint  # noqa: F401, PLC0415 - the question is whether it loads
    except ImportError as error:
        raise PdfUnavailable("PDFs need WeasyPrint.", 'pip install "ssi-rules[pdf]"') from error
    except OSError as error:
        raise PdfUnavailable(
            "WeasyPrint misses a library of the system.",
            "install Pango (Debian and Ubuntu: libpango-1.0-0 and libpangoft2-1.0-0; macOS: brew install pango)",
        ) from error


@cache
def _fonts() -> FontConfiguration:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - the same

    return FontConfiguration()
