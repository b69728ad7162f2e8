"""The door to languages: a tag, and perhaps the files of a ruleset, make a ``Language``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel import UnknownLocaleError

from ssi_rules.report.languages import pseudo
from ssi_rules.report.languages.errors import LanguageError
from ssi_rules.report.languages.formats import formats
from ssi_rules.report.languages.language import ENGLISH, Language
from ssi_rules.report.languages.messages import SPOKEN
from ssi_rules.report.languages.pseudo import Pseudo
from ssi_rules.report.languages.rules import brought
from ssi_rules.report.languages.translated import Translated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[0-9]{3}))?")


def language(tag: str, near: Iterable[Path] = ()) -> Language:
    """The language of a tag, with the words that rulesets bring in it.

    Args:
        tag: ``de``, or with a region ``de-AT``: German messages, and numbers and days as in Austria.
        near: Rule files whose catalogues are read, if they have one: ``rules.de.po`` beside ``rules.ssi``. Of two that
            translate the same text the first counts. See ``workspace.ruleset_files``.

    Raises:
        LanguageError: There is no such language, or a catalogue cannot be read.
    """
    if tag.lower() == pseudo.NAME:
        return Pseudo()
    exact = known_tag(tag)
    rules = brought(near, dict.fromkeys((exact, exact.partition("-")[0])))
    return Translated(exact, exact.replace("-", "_"), rules) if rules or exact != "en" else ENGLISH


def known_tag(tag: str) -> str:
    """The tag as it is written, if reports speak the language: ``de-AT`` for ``de_at``.

    Raises:
        LanguageError: They do not.
    """
    found = _TAG.fullmatch(tag)
    name, region = (found[1].lower(), (found[2] or "").upper()) if found else ("", "")
    try:
        if name in SPOKEN:
            formats(f"{name}_{region}".rstrip("_"))
            return f"{name}-{region}".rstrip("-")
    except UnknownLocaleError:
        pass
    raise LanguageError(
        f"There are no reports in the language {tag!r}.",
        f"Reports speak {ENGLISH.listed(SPOKEN)}; a region may follow: de-AT.",
    )
