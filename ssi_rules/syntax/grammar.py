"""Loads ``grammar/ssi.lark`` once, from the user's cache folder when it was built before."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark

from ssi_rules.resources import grammar_file
from ssi_rules.syntax.build import actions
from ssi_rules.syntax.lexer import WordLexer

STARTS = (
    "declaration", "ruleset_line", "fact_item", "column", "clause", "pillar_item", "criterion_part", "band",
    "ramp_point", "reason", "action_part", "test_line", "given_rows", "claim_line", "change_part",
)  # fmt: skip
"""What can be read by itself."""


def options() -> dict[str, Any]:
    """How the grammar is built, for reading and for the test that builds it strictly."""
    return {
        "parser": "lalr",
        "start": list(STARTS),
        "keep_all_tokens": True,
        "maybe_placeholders": False,
        "lexer": WordLexer,
        "transformer": actions(),
    }


@cache
def grammar() -> Lark:
    """The parser of all that can be read by itself."""
    return Lark(grammar_file().read_text(encoding="utf-8"), **options(), cache=_cache_file() or False)


def _cache_file() -> str | None:
    said = Path(os.environ.get("XDG_CACHE_HOME") or "")
    try:
        # A relative one would lie in the project.
        base = said if said.is_absolute() else Path.home() / ".cache"
        folder = base / "ssi-rules"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: nobody's home
        return None
    return str(folder / "grammar.pickle") if os.access(folder, os.W_OK) else None
