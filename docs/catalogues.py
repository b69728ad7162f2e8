"""Brings the catalogues of the reports' messages in line with the code, and keeps every translation that still fits.

python -m docs.catalogues
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import ast
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from ssi_rules.report.languages.messages import FOLDER, SPOKEN
from ssi_rules.report.languages.sentences import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = tuple(name for name in SPOKEN if name != "en")
_FORMS = {"text": 1, "plural": 2}
"""Methods of ``Language`` that take messages, and how many of their arguments are."""
_KEPT = ('"Language:', '"Plural-Forms:', '"MIME-Version:', '"Content-')
"""Lines of the header that say something; the others change by the day."""
_COPYRIGHT = (
    "# Messages of ssi-rules' reports. Written by `python -m docs.catalogues`, which keeps translations."
)
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Found:
    """A message in the code: one form, or singular and plural; none where it is no literal.

    Attributes:
        of_language: Whether it is plainly a language that is asked, and not something else with a method of that name.
    """

    forms: tuple[str, ...]
    place: str
    line: int
    of_language: bool


@cache
def found() -> tuple[Found, ...]:
    """Every message that the code asks a language for."""
    files = sorted((ROOT / "ssi_rules").rglob("*.py"))
    return tuple(each for path in files for each in _in_file(path))


def _in_file(path: Path) -> Iterator[Found]:
    place, code = path.relative_to(ROOT).as_posix(), path.read_bytes()
    if not any(f"{method}(".encode() in code for method in _FORMS):
        return  # most files ask nothing, and need not be read
    for node in ast.walk(ast.parse(code, place)):
        method = _method(node.func) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and method in _FORMS:
            wanted = node.args[: _FORMS[method]]
            literal = (each.value for each in wanted if isinstance(each, ast.Constant))
            forms = tuple(each for each in literal if isinstance(each, str))
            receiver = node.func.value if isinstance(node.func, ast.Attribute) else node.func
            yield Found(forms, place, node.lineno, _method(receiver) in ("language", "ENGLISH"))


def _method(function: ast.expr) -> str:
    """Its last name: ``text`` of ``self.language.text``, and of what was put into a name of its own."""
    match function:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def template() -> Catalog:
    """The messages of the code and the sentences of documents, untranslated."""
    catalog = Catalog(project="ssi-rules", charset="utf-8", fuzzy=False)
    for each in found():
        if each.forms:
            catalog.add(each.forms if len(each.forms) > 1 else each.forms[0], locations=[(each.place, 0)])
    for told in TEMPLATES:
        catalog.add(told, locations=[("ssi_rules/report/languages/sentences.py", 0)])
    return catalog


def updated(name: str) -> Catalog:
    """A catalogue in line with the code; what is gone is left out.

    Args:
        name: ``de``, or ``messages`` for the template.
    """
    return template() if name == "messages" else brought_in_line(read(name))


def brought_in_line(catalog: Catalog) -> Catalog:
    """A catalogue with the messages that the code has now, and the translations it had."""
    catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
    return catalog


def read(name: str) -> Catalog:
    """A catalogue as it is kept; an empty one if there is none yet."""
    path, locale = _file(name), None if name == "messages" else name
    if not path.exists():
        return Catalog(locale=locale, project="ssi-rules", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def _file(name: str) -> Path:
    return FOLDER / (f"{name}.pot" if name == "messages" else f"{name}.po")


def text_of(catalog: Catalog) -> str:
    """A catalogue as it is kept, without what changes by the day."""
    catalog.header_comment = _COPYRIGHT
    written = io.BytesIO()
    write_po(written, catalog, width=_WIDTH, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    header, blank, rest = written.getvalue().decode("utf-8").partition("\n\n")
    lines = header.splitlines()
    kept = [line for line in lines if not line.startswith('"') or line.startswith(_KEPT)]
    return "\n".join(kept) + blank + rest


def open_messages(catalog: Catalog) -> list[Message]:
    """Messages without a translation, or with a doubtful one."""
    return [each for each in catalog if each.id and (each.fuzzy or not _whole(each))]


def _whole(message: Message) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(forms) and all(forms)


def main() -> None:
    """Write the template and every catalogue, and say how many messages wait for a translation."""
    for name in ("messages", *TRANSLATED):
        catalog = updated(name)
        _file(name).write_text(text_of(catalog), encoding="utf-8")
        if name != "messages":
            print(f"{name}: {len(open_messages(catalog))} messages wait for a translation")


if __name__ == "__main__":
    main()
