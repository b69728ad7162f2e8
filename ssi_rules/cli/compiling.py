"""What ``ssi compile`` writes, put where it is wanted; a file that it did not write itself stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.targets.told import MARK

if TYPE_CHECKING:
    from pathlib import Path


def put(text: str, path: Path | None) -> None:
    """Write a text, to stdout without a path.

    Raises:
        Trouble: A file is there that was not written by this command, or it cannot be written.
    """
    refuse_foreign(path)
    with destination(path) as stream:
        stream.write(text)


def refuse_foreign(path: Path | None) -> None:
    """See to it that nothing is replaced but what this command wrote.

    Raises:
        Trouble: Something else is there.
    """
    if path is None or not path.is_file():
        return
    if MARK not in path.read_text(encoding="utf-8", errors="replace"):
        raise Trouble(f"{path} is there already, and was not written by ssi compile.", "Name another file.")
