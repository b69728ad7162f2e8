"""What is at a path now, so that what was found in it before can be trusted or not."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

from ssi_rules.syntax.decode import plain_text
from ssi_rules.workspace.places import real_path

Content: TypeAlias = "tuple[str, str]"
"""The real path of a file and the hash of its text; two empty texts where there is no file, or none that is a text."""

NOTHING: Content = ("", "")


@dataclass(slots=True)
class Contents:
    """The state of paths, each looked at once in a run."""

    _seen: dict[str, Content] = field(default_factory=dict)

    def at(self, path: str) -> Content:
        """What is at a path; never raises."""
        if path not in self._seen:
            self._seen[path] = _content(Path(path))
        return self._seen[path]


def content(real: Path, text: str) -> Content:
    """What is at a path that leads to a file with this text."""
    return str(real), blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def _content(path: Path) -> Content:
    try:
        text = plain_text(path.read_bytes())
    except (OSError, ValueError):
        return NOTHING
    return NOTHING if text is None else content(real_path(path), text)
