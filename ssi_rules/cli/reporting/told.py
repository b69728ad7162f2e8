"""What a run of ``ssi report`` says of itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.cli.counts import several
from ssi_rules.cli.streams import say
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ssi_rules.history.previous import Met

_NAMED = 3
"""Members that are named in one line."""


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
        notes: What else is to be told.
    """

    files: Sequence[Path]
    members: int
    pages: int
    fresh: int
    gone: int
    kept: Sequence[str]
    notes: Sequence[str] = ()


def company(since: Met | None, *, hides_names: bool) -> Iterator[str]:
    """Who came and who left since an earlier run.

    Args:
        since: None without one.
        hides_names: Whether they are counted only.
    """
    if since is None or not (since.new or since.left):
        return
    new, left = (_counted(each, hides_names=hides_names) for each in (since.new, since.left))
    told = [*([f"{new} new"] if since.new else []), *([f"{left} gone"] if since.left else [])]
    yield f"since the earlier run, {' and '.join(told)}; {several(len(since.both), 'member')} in both"


def unmet(strangers: Sequence[str], *, hides_names: bool) -> Iterator[str]:
    """Whom LinkedIn's own scores name without their being here."""
    if strangers:
        yield f"{_counted(strangers, hides_names=hides_names)} of the ids in --linkedin-score are nobody's here"


def _counted(members: Sequence[str], *, hides_names: bool) -> str:
    if hides_names:
        return str(len(members))
    more = f" and {len(members) - _NAMED:,} more" if len(members) > _NAMED else ""
    return f"{len(members):,} ({', '.join(map(inert, members[:_NAMED]))}{more})"


def tell(written: Written) -> None:
    """Name the files on stdout; the rest is talk."""
    sys.stdout.writelines(f"{each}\n" for each in written.files)
    whole = written.pages - written.fresh
    left = f"; {several(whole, 'page was', 'pages were')} there already" if whole else ""
    say(f"{several(written.members, 'member')}: {several(written.fresh, 'page')} written{left}")
    if written.gone:
        say(
            f"note: {several(written.gone, 'file')} of an earlier report removed, which this one does not have"
        )
    if written.kept:
        say(
            f"note: kept, though not of this report, because somebody has changed it: {', '.join(written.kept)}"
        )
    for note in written.notes:
        say(f"note: {note}")
