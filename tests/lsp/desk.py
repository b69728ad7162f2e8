"""Small projects on a desk: texts with a `|` where the cursor is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ssi_rules.lsp.desk import Desk
from ssi_rules.workspace.places import shipped_home

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.lsp.index import Sheet

HEAD = (
    'use "facts/linkedin.ssi"\nuse "markets/titles.ssi"\nruleset r "R" {\n  version "1.0.0"\n  worth 5\n}\n'
)
"""What a small ruleset begins with."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one file of a project."""

    desk: Desk
    path: Path
    offset: int

    @property
    def sheet(self) -> Sheet:
        return self.desk.sheet(self.path)


def cursor(folder: Path, **texts: str) -> Cursor:
    """A project of unsaved files, by their names without suffix; one of the texts has the cursor."""
    (folder / "ssi.toml").touch()
    files = {folder.resolve() / f"{name}.ssi": text for name, text in texts.items()}
    path = next(path for path, text in files.items() if "|" in text)
    desk = _with_shipped_files().with_texts({each: text.replace("|", "", 1) for each, text in files.items()})
    return Cursor(desk, path, files[path].index("|"))


@cache
def _with_shipped_files() -> Desk:
    """A desk that has read what came with ssi, so that not every test reads it."""
    desk = Desk()
    for each in ("markets/titles.ssi", "facts/linkedin.ssi"):
        desk.unit(shipped_home().folder / each)
    return desk
