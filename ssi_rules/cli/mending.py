"""Writes fixes and comments into rule files, for ``ssi check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli import exits
from ssi_rules.cli.counts import several
from ssi_rules.cli.replacing import replace_text
from ssi_rules.cli.streams import say
from ssi_rules.formats.visible import visible
from ssi_rules.workspace.fixes import mend
from ssi_rules.workspace.ignores import with_ignores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.workspace.inspect import Inspected
    from ssi_rules.workspace.targets import Options


def carry_out(files: Sequence[Inspected], options: Options, *, unsafe: bool, quiet: bool) -> int:
    """Carry out fixes, file by file.

    Returns:
        Trouble where a fix would have done more than it says: then it is left, and the fault is ours.

    Raises:
        Trouble: A file cannot be written.
    """
    count, code = 0, exits.CLEAN
    for each in mend(files, options, unsafe=unsafe):
        if each.before != each.after:
            replace_text(each.target.real, each.before, each.after)
        count += each.count
        for title in each.refused:
            code = exits.TROUBLE
            shown = visible(each.target.home.shown(each.target.real))
            say(f"error: {shown}: the fix `{visible(title)}` would do more than it says, so it was not made.")
            say("help: this is a fault of ssi; please report it with the file")
    if not quiet:
        say(f"{several(count, 'fix', 'fixes')} made")
    return code


def add_ignores(files: Sequence[Inspected], reason: str, *, quiet: bool) -> int:
    """Write comments that leave out what is found.

    Raises:
        Trouble: A file cannot be written.
    """
    total = 0
    for each in files:
        if each.found and not each.target.home.shipped:
            text, count = with_ignores(each.source, each.found, reason)
            if count:
                replace_text(each.target.real, each.source.text, text)
            total += count
    if not quiet:
        say(f"{several(total, 'finding is', 'findings are')} left out by comments")
    return exits.CLEAN
