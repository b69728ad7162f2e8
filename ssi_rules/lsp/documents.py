"""The texts that are open in the editor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from ssi_rules.lsp.positions import Encoding, Lines, Place
from ssi_rules.workspace.places import real_path

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Change:
    """One edit that the editor tells of; without ``start`` and ``end`` the text takes the place of all."""

    text: str
    start: Place | None = None
    end: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An open text.

    Attributes:
        uri: How the editor names it; it is answered by the same name.
        path: Where it is, or would be if it were saved, without symbolic links.
        version: Counts the editor's changes.
        text: As the editor has it, line ends included.
    """

    uri: str
    path: Path
    version: int | None
    text: str

    def changed(self, changes: Iterable[Change], version: int | None, encoding: Encoding) -> Document:
        """The document after some edits, each made to what the one before left."""
        text = self.text
        for change in changes:
            if change.start is None or change.end is None:
                text = change.text
            else:
                lines = Lines(text, encoding)
                start, end = sorted((lines.offset(change.start), lines.offset(change.end)))
                text = text[:start] + change.text + text[end:]
        return replace(self, text=text, version=version)

    @property
    def line_end(self) -> str:
        """What its lines end with."""
        return "\r\n" if "\r\n" in self.text else "\n"


def path_of(uri: str, folder: Path) -> Path:
    """The file of a URI; a text that was never saved counts as a file of its name in a folder."""
    parts = urlsplit(uri)
    if parts.scheme == "file":
        host = f"//{parts.netloc}" if parts.netloc and parts.netloc != "localhost" else ""
        return real_path(Path(url2pathname(host + parts.path)))
    name = unquote(parts.path).replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "")
    return real_path(folder / (name if name not in ("", ".", "..") else "untitled.ssi"))


def uri_of(path: Path) -> str:
    """The URI of a file."""
    return path.as_uri()
