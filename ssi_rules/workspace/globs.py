"""Patterns for paths, as configuration files write them."""

from __future__ import annotations

import re
from functools import cache

_PARTS = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\[!?[^\]]+\]|.", re.DOTALL)
_MEANINGS = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern names a file or a folder that it lies in.

    Args:
        pattern: ``*`` stands for anything in one name, ``**`` for any folders; one without ``/`` names a file or
            folder wherever it lies.
        path: With forward slashes, relative to the folder of the configuration.
    """
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    said = pattern.removeprefix("./").rstrip("/")
    anywhere = "" if "/" in said else "(?:.*/)?"
    body = "".join(_meaning(part) for part in _PARTS.findall(said.removeprefix("/")))
    return re.compile(f"{anywhere}{body}(?:/.*)?", re.DOTALL)


def _meaning(part: str) -> str:
    if part in _MEANINGS:
        return _MEANINGS[part]
    if len(part) > 1:  # a set of characters
        return f"[{'^' if part[1] == '!' else ''}{re.escape(part[1:-1].removeprefix('!')).replace(chr(92) + '-', '-')}]"
    return re.escape(part)
