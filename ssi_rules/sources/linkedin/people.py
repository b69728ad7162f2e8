"""Who is who: profile slugs, names as keys, and which slug is the owner's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROFILE = re.compile(r"(?:^|/)in/([^/?#\s]+)", re.IGNORECASE)
_NEARLY_ALL = 0.8


def slug_of(url: str) -> str:
    """The person's key in a profile URL, with or without scheme; "" when it is no profile URL."""
    match = _PROFILE.search(url)
    return unquote(match[1]).strip().casefold() if match else ""


def slugs_of(urls: str) -> tuple[str, ...]:
    """Every person in a list of profile URLs joined by commas or semicolons."""
    return tuple(slug for part in re.split(r"[,;\s]+", urls) if (slug := slug_of(part)))


def name_key(*parts: str) -> str:
    """A name as it is compared: caseless, plain spaces, composed accents."""
    return unicodedata.normalize("NFC", " ".join(" ".join(parts).split())).casefold()


def most_frequent(slugs: Iterable[str]) -> str:
    """The slug that more than half of the rows name; "" when none does."""
    counts = Counter(slug for slug in slugs if slug)
    if not counts:
        return ""
    slug, count = counts.most_common(1)[0]
    return slug if 2 * count > counts.total() else ""


def in_nearly_all(groups: Iterable[Iterable[str]]) -> str:
    """The one slug present in nearly all of at least two conversations; "" when there is none or more than one."""
    counts: Counter[str] = Counter()
    total = 0
    for group in groups:
        total += 1
        counts.update(set(group))
    often = [slug for slug, count in counts.items() if slug and total > 1 and count >= _NEARLY_ALL * total]
    return often[0] if len(often) == 1 else ""
