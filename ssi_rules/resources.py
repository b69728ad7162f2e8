"""Where the grammar, the shipped rulesets and the pages of codes are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    shipped = _PACKAGE / "_data"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def grammar_file() -> Path:
    """The one file that says what can be written."""
    return _root() / "grammar" / "ssi.lark"


def rulesets_folder() -> Path:
    """The folder of shipped rulesets, facts and markets."""
    return _root() / "rulesets"


def codes_folder() -> Path:
    """The folder with the page of every code."""
    return _root() / "codes"
