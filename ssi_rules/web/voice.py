"""The language that a text's own titles and advice are told in: what its authors translated stands beside rule files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.errors import LanguageError
from ssi_rules.workspace import ruleset_files

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.report.languages.language import Language
    from ssi_rules.web.project import Opened


class Voice(NamedTuple):
    """A language with the words of a text's rule files; ``fault`` is why it has to do without them."""

    language: Language
    fault: tuple[str, str | None] | None = None


def voice(plain: Language, opened: Opened) -> Voice:
    """How to tell a text: by the catalogues beside it, beside what it extends and uses, and beside what it is a copy of.

    Args:
        plain: The bench's own language.
        opened: The text; nothing needs to be saved yet.
    """
    near = (each for start in (opened.real, opened.source) for each in _files(start))
    try:
        return Voice(language(plain.tag, dict.fromkeys(near)))
    except LanguageError as error:
        return Voice(plain, (error.message, error.help))


def _files(start: Path) -> tuple[Path, ...]:
    return ruleset_files(start) if start.is_file() else ()
