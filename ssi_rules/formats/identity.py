"""What tells a finding from all others, from one commit to the next."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.diagnostics import Diagnostic


def identified(found: Iterable[Diagnostic]) -> Iterator[tuple[Diagnostic, str, int]]:
    """Each finding with a hash of its code, file and line, and which of those with that hash it is, from 1.

    The line counts by what it says and not by its number, so that a finding stays the same when lines above come and go.
    """
    seen: Counter[str] = Counter()
    for each in found:
        words = " ".join(each.span.source.line(each.span.line).split())
        said = f"{each.code.number}\0{each.span.source.repository_path}\0{words}"
        digest = sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
        seen[digest] += 1
        yield each, digest, seen[digest]
