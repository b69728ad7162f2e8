"""The catalogue of codes: every finding about a rule file has one, and keeps it for ever.

Numbers go by room: SSI0 texts and files, SSI1 syntax, SSI2 names and reuse, SSI3 types, SSI4 the arithmetic of scoring,
SSI5 value ranges, SSI6 markets, SSI7 actions and tests.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters: an error stops scoring, a warning does not, information asks for nothing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding.

    Attributes:
        number: ``SSI`` and three digits.
        slug: The same in words, unique, for suppressions and links.
        severity: What it does to a run.
        summary: One sentence for the catalogue's page.
    """

    number: str
    slug: str
    severity: Severity
    summary: str


CATALOGUE: dict[str, Code] = {}
"""Every code by slug, in order of number."""


def _code(number: int, slug: str, severity: Severity, summary: str) -> Code:
    code = Code(f"SSI{number:03}", slug, severity, summary)
    if slug in CATALOGUE or any(each.number == code.number for each in CATALOGUE.values()):
        raise ValueError(f"{code.number} {slug} is taken")
    CATALOGUE[slug] = code
    return code


def _error(number: int, slug: str, summary: str) -> Code:
    return _code(number, slug, Severity.ERROR, summary)


def _warning(number: int, slug: str, summary: str) -> Code:
    return _code(number, slug, Severity.WARNING, summary)


# Texts and files (workspace, syntax/decode).
UNREADABLE_FILE = _error(1, "unreadable-file", "A rule file is missing or cannot be opened.")
NOT_UTF8 = _error(2, "not-utf-8", "A rule file is not UTF-8 text.")
FILE_TOO_LARGE = _error(3, "file-too-large", "A rule file is larger than the language reads.")
CONTROL_CHARACTER = _error(4, "control-character", "A control character stands in a rule file.")
BIDI_CONTROL = _error(5, "bidi-control", "A character that reorders text stands in a rule file.")
TAB = _warning(6, "tab", "A tab stands where spaces are meant.")

# Syntax (syntax).
SYNTAX = _error(101, "syntax", "A declaration cannot be read.")
UNCLOSED_BLOCK = _error(102, "unclosed-block", "A block is opened and never closed.")
UNCLOSED_TEXT = _error(103, "unclosed-text", "A quoted text does not end on its line.")
UNKNOWN_DECLARATION = _error(104, "unknown-declaration", "A line begins with a word that starts no declaration.")
TOO_DEEP = _error(105, "too-deep", "An expression or block is nested too deeply.")
MIXED_SCRIPT = _error(106, "mixed-script", "A name mixes look-alike letters or is not plain letters.")
BAD_LITERAL = _error(107, "bad-literal", "A literal has too many decimals, is too large or is no such date.")
CHAINED_COMPARISON = _error(108, "chained-comparison", "Two comparisons stand in a row.")
"""Further codes are added in the rooms that need them."""
