"""What a run of ``ssi report`` says of itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.cli.streams import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Written:
    """How a run ended.

    Attributes:
        files: Files that a person would open, the first of them first.
        members: Members with pages.
        pages: Files of theirs.
        fresh: How many of these were written now.
        gone: Files of an earlier run that were removed.
        kept: Files of an earlier run that stay, because somebody has changed them.
    """

    files: Sequence[Path]
    members: int
    pages: int
    fresh: int
    gone: int
    kept: Sequence[str]


def tell(written: Written) -> None:
    """Name the files on stdout; the rest is talk."""
    sys.stdout.writelines(f"{each}\n" for each in written.files)
    whole = written.pages - written.fresh
    left = f"; {_several(whole, 'page was', 'pages were')} there already" if whole else ""
    say(f"{_several(written.members, 'member')}: {_several(written.fresh, 'page')} written{left}")
    if written.gone:
        say(
            f"note: {_several(written.gone, 'file')} of an earlier report removed, which this one does not have"
        )
    if written.kept:
        say(
            f"note: kept, though not of this report, because somebody has changed it: {', '.join(written.kept)}"
        )


def _several(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
