"""The texts of a run's files, each read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ssi_rules.diagnostics import Problems
from ssi_rules.syntax.decode import decode, read_source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source
    from ssi_rules.workspace.places import Home

Overlay: TypeAlias = "Mapping[Path, str] | Mapping[Path, bytes]"
"""What stands in place of files, by real path: texts as an editor holds them, or bytes as they come from outside."""

Text: TypeAlias = "tuple[Source | None, tuple[Diagnostic, ...]]"
"""The text of a file, None when there is none to go on with, and what was found while reading it."""


def text_of(real: Path, home: Home, overlay: Overlay, texts: dict[Path, Text]) -> Text:
    """The text of a file.

    Args:
        real: Its real path.
        home: Where it lies.
        overlay: What stands in place of files.
        texts: What has been read; keeps what is read now.
    """
    if real not in texts:
        problems, shown = Problems(), home.shown(real)
        if real in overlay:
            data = overlay[real]
            as_bytes = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
            source = decode(as_bytes, shown, problems, home.inside)
        else:
            source = read_source(real, shown, problems, home.inside)
        texts[real] = source, tuple(problems.found)
    return texts[real]
