"""Translations that a ruleset's authors bring: ``rules.de.po`` beside ``rules.ssi``, from its texts to theirs."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, read_po

from ssi_rules.report.languages.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from babel.messages.catalog import Catalog

LARGEST = 2_000_000
"""Bytes of a catalogue; a large ruleset's has a hundredth of it."""

_LINE = re.compile(r'(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*")?')
_LINES = 'Each line is a comment, `msgid "…"`, `msgstr "…"`, or more of the text above in quotes.'
_REWRITE = "`ssi translate` writes a whole catalogue; what is translated already is kept."


def brought(files: Iterable[Path], tags: Collection[str]) -> dict[str, str]:
    """From a rule file's text to its translation, for all the files that have a catalogue.

    Args:
        files: Rule files; of two that translate the same text the first counts.
        tags: Names of the language, the closest first: ``de-AT``, ``de``.

    Raises:
        LanguageError: A catalogue is there, but cannot be read.
    """
    found: dict[str, str] = {}
    for file in dict.fromkeys(files):
        for tag in tags:
            for text, translation in translations(beside(file, tag)).items():
                found.setdefault(text, translation)
    return found


def beside(file: Path, tag: str) -> Path:
    """Where the translations of a rule file are."""
    return file.with_name(f"{file.stem}.{tag}.po")


def translations(path: Path) -> dict[str, str]:
    """What a catalogue translates; nothing where there is none, and what is empty or marked fuzzy is passed over.

    Raises:
        LanguageError: It is there, but cannot be read.
    """
    catalog = catalogue(path)
    return {
        each.id: each.string
        for each in catalog or ()
        if isinstance(each.id, str)
        and each.id
        and isinstance(each.string, str)
        and each.string
        and not each.fuzzy
    }


def catalogue(path: Path) -> Catalog | None:
    """The catalogue in a file, or None where there is no file.

    Raises:
        LanguageError: It cannot be read, is too large, or is no catalogue.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LanguageError(f"{path}: {error.strerror or error}.") from None
    if len(content) > LARGEST:
        raise LanguageError(
            f"{path}: larger than {LARGEST:,} bytes.", "A catalogue holds one ruleset's words."
        )
    return _read(path, content)


def _read(path: Path, content: bytes) -> Catalog:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise LanguageError(f"{path}:{line}: not UTF-8.", "Save the catalogue as UTF-8.") from None
    for number, row in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(row.strip()):
            raise LanguageError(f"{path}:{number}: no line of a catalogue: {row.strip()[:60]!r}.", _LINES)
    try:
        return read_po(StringIO(text), abort_invalid=True)
    except PoFileError as error:
        said = str(error).removesuffix(f" on {error.lineno}")
        raise LanguageError(f"{path}:{error.lineno + 1}: {said}.", _LINES) from None
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        # Babel trusts what stands in a header.
        raise LanguageError(f"{path}: no catalogue of translations ({error}).", _REWRITE) from None
