"""Which shipped file declares a name, for authors who have not said `use` yet."""

from __future__ import annotations

import re
from functools import cache

from ssi_rules.resources import rulesets_folder

CATALOGUE = "facts/linkedin.ssi"
MARKETS = "markets/titles.ssi"
_DECLARED = {
    CATALOGUE: re.compile(r"^  (?:table )?(\w+)(?= +:| dated)", re.MULTILINE),
    MARKETS: re.compile(r"^market (\w+)", re.MULTILINE),
}


def declaring(name: str, path: str) -> str | None:
    """What to write to have a name that one of the two shipped files declares; None where it declares none of it."""
    return f'write `use "{path}"` at the top of the file' if name in _names(path) else None


@cache
def _names(path: str) -> frozenset[str]:
    text = (rulesets_folder() / path).read_text(encoding="utf-8")
    return frozenset(_DECLARED[path].findall(text))
