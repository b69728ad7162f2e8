"""What SARIF tells of a code: its page."""

from __future__ import annotations

from ssi_rules.codes import Code, Severity
from ssi_rules.pages import Page, markdown, page_of

LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_LONGEST = 1024
_CUT = "…"


def rule(code: Code) -> dict[str, object]:
    """The reporting descriptor of a code; one whose page the installation lacks has its summary for help."""
    page = page_of(code)
    help_ = markdown(page)
    return {
        "id": code.number,
        "name": code.slug,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": _full(page)},
        "help": {"text": help_, "markdown": help_},
        "defaultConfiguration": {"level": LEVEL[code.severity]},
        "properties": {"problem.severity": _PROBLEM[code.severity], "tags": [code.category.value]},
    }


def _full(page: Page) -> str:
    first = " ".join(page.why.partition("\n\n")[0].split())
    text = f"{page.code.summary} {first}".strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
