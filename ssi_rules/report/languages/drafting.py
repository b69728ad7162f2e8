"""A rule file's catalogue for its translators: every text its members read, and what is translated already."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.workspace import Wording

_WIDTH = 110
_WRAPPED = 5_000
"""Characters of a text that is broken into lines; Babel takes minutes over one much longer."""

_KEPT = ('"Language:', '"MIME-Version:', '"Content-')
"""Lines of the header that say something; the others change by the day, and plurals do not occur."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A catalogue to be written.

    Attributes:
        text: All of it.
        count: Texts of the rule file.
        missing: Those without a translation, or with one marked fuzzy.
    """

    text: str
    count: int
    missing: int


def drafted(words: Sequence[Wording], tag: str, before: Catalog | None = None) -> Draft:
    """The catalogue of a rule file's words.

    Args:
        words: What members read of it.
        tag: The language, as the catalogue's header says it: ``de``.
        before: The catalogue as it was; its translations are kept, those of texts that are gone as comments.
    """
    locale = tag.replace("-", "_")
    template = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    for each in words:
        template.add(each.text, auto_comments=[each.what], locations=[(each.path, each.line)])
    catalog = before or Catalog(locale=locale, charset="utf-8", fuzzy=False)
    for gone in catalog.obsolete.values():
        catalog[gone.id] = gone  # it may be there again
    catalog.obsolete.clear()
    catalog.update(template, no_fuzzy_matching=True)
    catalog.charset = "utf-8"  # whatever its header says: that is how catalogues are read
    catalog.header_comment = f"# What members read of {words[0].path}, in {catalog.locale_identifier}."
    missing = sum(bool(each.id) and (each.fuzzy or not each.string) for each in catalog)
    return Draft(_text(catalog), len(template), missing)


def _text(catalog: Catalog) -> str:
    written = BytesIO()
    longest = max((len(str(each.string)) for each in catalog), default=0)
    write_po(written, catalog, width=_WIDTH if longest <= _WRAPPED else 0)
    header, blank, rest = written.getvalue().decode("utf-8").partition("\n\n")
    kept = [line for line in header.splitlines() if not line.startswith('"') or line.startswith(_KEPT)]
    return "\n".join(kept) + blank + rest
