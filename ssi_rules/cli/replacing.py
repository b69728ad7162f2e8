"""A rule file replaced by a mended one, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.syntax.decode import plain_text

if TYPE_CHECKING:
    from pathlib import Path

_BOM = b"\xef\xbb\xbf"


def replace_text(real: Path, before: str, after: str) -> None:
    """Write a text in place of another; the file keeps its line ends and its byte order mark.

    Args:
        real: The file's real path.
        before: The text that it must still hold.
        after: What it is to hold, lines ending in LF.

    Raises:
        Trouble: The file has changed, or cannot be written.
    """
    try:
        data = real.read_bytes()
        writable = (
            real.stat().st_mode & 0o222
        )  # another file in its place would pass over what its owner wants
    except OSError as error:
        raise Trouble(f"{real} cannot be read: {error.strerror}.") from error
    if not writable:
        raise Trouble(f"{real} is read-only.", "Allow writing, and run this again.")
    if plain_text(data) != before:
        raise Trouble(f"{real} has changed while it was checked, and stays as it is.", "Run this again.")
    text = after.replace("\n", "\r\n") if b"\r\n" in data else after
    with destination(real) as stream:
        stream.write(("\ufeff" if data.startswith(_BOM) else "") + text)
