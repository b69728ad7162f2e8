"""A whole export, with what must be found in it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.synthetic.eras import Era, Quirk
from ssi_rules.synthetic.files import Writer
from ssi_rules.synthetic.life import live
from ssi_rules.synthetic.persona import Persona
from ssi_rules.synthetic.sheets import render
from ssi_rules.synthetic.truth import ABSENT, Truth, truth_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.synthetic.life import Life

AS_OF = date(2026, 6, 30)
"""The day of generated exports unless another is given."""

_STAMP = (1980, 1, 1, 0, 0, 0)
"""One time for every entry, so that the same seed gives the same bytes."""


@dataclass(frozen=True, slots=True)
class GeneratedExport:
    """An export that nobody ever had.

    Attributes:
        name: The archive's name without ending.
        files: Contents by path in the archive.
        truth: The facts and tables that a reader must find.
    """

    name: str
    files: Mapping[str, bytes]
    truth: Truth

    def write(self, folder: Path, name: str | None = None) -> Path:
        """Write the ZIP into a folder and say where; the same export gives the same bytes."""
        path = folder / f"{name or self.name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry, content in self.files.items():
                info = zipfile.ZipInfo(entry, _STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return path

    def write_unzipped(self, folder: Path) -> Path:
        """Write the files into a folder of the archive's name and say where."""
        root = folder / self.name
        for entry, content in self.files.items():
            path = root / entry
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return root


def generate(
    seed: int,
    persona: Persona | None = None,
    era: Era = Era.Y2026,
    quirks: frozenset[Quirk] = frozenset(),
    as_of: date = AS_OF,
) -> GeneratedExport:
    """Invent an export.

    Args:
        seed: The same seed and switches give the same bytes.
        persona: Whose; a salesperson with some forty connections by default.
        era: How files looked that year.
        quirks: What is odd about this one.
        as_of: The day it was made.
    """
    life = live(persona or Persona(), seed, as_of, quirks)
    rng = Random(f"{seed} files")  # noqa: S311 - repeatable on purpose, no secret
    absent = {name for quirk in quirks for name in ABSENT.get(quirk, ())}
    if Quirk.MISSING_FILES in quirks:
        absent |= {"Likes.csv", "Ad Targeting.csv", "Reactions_4711000815.csv"}
    sheets = [sheet for sheet in Writer(life, era, quirks, rng).sheets() if sheet.name not in absent]
    files = {sheet.name: render(sheet, quirks, rng) for sheet in sheets}
    files |= {
        f"Articles/Articles/2025-0{n % 9 + 1}-01 post {n}.html": b"<p>text</p>"
        for n in range(life.persona.articles)
    }
    name = _name(life, quirks)
    return GeneratedExport(name, _packed(files, name, quirks), truth_of(life, era, quirks))


def _name(life: Life, quirks: frozenset[Quirk]) -> str:
    if Quirk.RENAMED in quirks:
        return "my data"
    kind = "Basic" if Quirk.BASIC in quirks else "Complete"
    return f"{kind}_LinkedInDataExport_{life.as_of:%m-%d-%Y}"


def _packed(files: dict[str, bytes], name: str, quirks: frozenset[Quirk]) -> dict[str, bytes]:
    if Quirk.REZIPPED_TWICE in quirks:
        inner = {f"export/export 2/{path}": content for path, content in files.items()}
        clutter = {f"__MACOSX/export/export 2/._{path}": b"\x00\x05\x16\x07" for path in files}
        return {"export/.DS_Store": b"\x00", **clutter, **inner}
    if Quirk.SUBFOLDER in quirks:
        folder = "LinkedIn" if Quirk.RENAMED in quirks else name
        return {f"{folder}/{path}": content for path, content in files.items()}
    return files
