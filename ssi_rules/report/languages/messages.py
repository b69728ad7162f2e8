"""The catalogues of our own messages, read once a process from the text that translators edit."""

from __future__ import annotations

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent / "catalogues"
"""Where ``de.po`` and the others are."""

SPOKEN = ("en", "de", "fr", "es")
"""Languages there are; English needs no catalogue."""


@cache
def messages(name: str) -> gettext.NullTranslations:
    """The messages of one language of ``SPOKEN``.

    Args:
        name: Language without a region.
    """
    if name == "en":
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with (FOLDER / f"{name}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=name))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
