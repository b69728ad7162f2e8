"""One hostile input: files, what is done with them, and how it is kept so that it can be tried again."""

from __future__ import annotations

import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NOTE = "case.json"


@dataclass(frozen=True, slots=True)
class Case:
    """What a room made, before it is tried.

    Attributes:
        room: Which room tries it.
        seed: What it was made from; trying it draws its random facts from the same.
        files: Contents by relative path.
        arguments: What the room is told: a command line with ``{}`` for the folder, the path to open.
        zipped: Name of the archive that the files are packed into; None leaves them in their folder.
    """

    room: str
    seed: int
    files: Mapping[str, bytes]
    arguments: tuple[str, ...] = ()
    zipped: str | None = None

    def lay_out(self, folder: Path) -> None:
        """Write the files as whoever tries them expects them."""
        if self.zipped is None:
            _write(self.files, folder)
            return
        with zipfile.ZipFile(folder / self.zipped, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files.items():
                archive.writestr(name, content)

    def save(self, folder: Path, failure: Failure) -> None:
        """Keep it with its failure, the files as they are."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(self.files, folder / "files")
        note = {
            "room": self.room,
            "seed": self.seed,
            "files": list(self.files),
            "arguments": list(self.arguments),
            "zipped": self.zipped,
        }
        (folder / _NOTE).write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
        (folder / "failure.txt").write_text(failure.story, encoding="utf-8", errors="backslashreplace")

    @classmethod
    def load(cls, folder: Path) -> Case:
        """A case that was kept."""
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        files = {name: (folder / "files" / name).read_bytes() for name in note["files"]}
        return cls(note["room"], note["seed"], files, tuple(note["arguments"]), note["zipped"])


@dataclass(frozen=True, slots=True)
class Failure:
    """What must not have happened.

    Attributes:
        kind: The same for the same fault: type of the exception and the place in our code it came out of.
        story: The traceback.
    """

    kind: str
    story: str = field(compare=False)


class Broken(Exception):  # noqa: N818 - named for what it says of a promise
    """Something came back that must never come back."""


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
