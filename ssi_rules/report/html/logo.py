"""A logo made part of the page, after a look at whether it is what it says and brings nothing with it."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 200_000
"""Bytes of a logo; it stands in every page again."""

_BEGINNINGS = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "handler", "listener"})
_ADDRESSES = frozenset({"href", "src", "srcset", "poster", "base"})
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|webp|gif)[;,])")
"""A part of the picture itself, or one that holds nothing but points; an SVG in an SVG would have to be looked at, too."""

_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*(?:#|data:))|@import|image-set\(", re.IGNORECASE)
_FETCHES = (
    "takes styles or pictures from outside itself",
    "Embed what it uses, and spell styles without backslashes.",
)
_HTML = "http://www.w3.org/1999/xhtml"


class LogoError(ValueError):
    """A picture cannot be the logo.

    Attributes:
        help: What to do instead.
    """

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


def logo_uri(path: Path) -> str:
    """The picture as a ``data:`` address.

    Args:
        path: A PNG, JPEG, WebP or SVG file of at most LARGEST bytes.

    Raises:
        LogoError: It cannot be read, is too large, is no such picture, or is an SVG that runs or fetches something.
    """
    kind = _TYPES.get(path.suffix.lower())
    if kind is None:
        raise LogoError(
            f"{path.name} is no picture we know by its name", "Use a PNG, JPEG, WebP or SVG file."
        )
    data = _read(path)
    if kind == "image/svg+xml":
        _Look(path.name).over(data)
    elif not _BEGINNINGS[kind].match(data):
        raise LogoError(f"{path.name} is not the {kind} its name says", "Save it again in that format.")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise LogoError(
            f"{path.name} cannot be read: {error.strerror}", "Write the path from the theme file's folder."
        ) from error
    except ValueError as error:  # no file has a NUL in its name
        raise LogoError("it is no name of a file", "Write the path from the theme file's folder.") from error
    if len(data) > LARGEST:
        raise LogoError(
            f"{path.name} is larger than {LARGEST // 1000} KB, and every page carries it",
            "Make it smaller; 400 pixels of width are plenty.",
        )
    return data


class _Look:
    """One reading of an SVG: whatever runs, fetches or expands is refused."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._told.append
        self._parser.ProcessingInstructionHandler = self._instruction
        self._first = True

    def over(self, data: bytes) -> None:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - "final", by position alone
        except expat.ExpatError as error:
            raise LogoError(f"{self._name} is not well-formed: {error}", "Export the SVG again.") from error

    def _doctype(self, *_: object) -> None:
        self._refuse("declares a document type", "Remove the <!DOCTYPE …> line.")

    def _instruction(self, target: str, _: str) -> None:
        self._refuse(f"has a <?{target}?> instruction", "Remove it; styles can stand in a <style> element.")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        plain = _plain(name)
        if self._first and plain != "svg":
            self._refuse(f"begins with <{name}>, not <svg>", "Export it as SVG again.")
        self._first = False
        self._told.clear()
        if plain in _ACTIVE:
            self._refuse(f"has a <{name}> element", "Export it as a plain picture, without scripts.")
        for key, value in attributes.items():
            self._attribute(_plain(key), value)

    def _end(self, name: str) -> None:
        # Only whole: comments and CDATA come in pieces.
        if _plain(name) == "style":
            self._style("".join(self._told))
        self._told.clear()

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"has an {name} attribute, which runs a script", "Export it without scripts.")
        if value.strip() == _HTML:
            self._refuse("has parts in HTML", "Export it as a plain picture.")
        moved = name == "attributename" and _plain(value) in _ADDRESSES
        if moved or (name in _ADDRESSES and not _WITHIN.match(value)):
            self._refuse(f"points outside itself ({name}={value[:60]!r})", "Embed what it uses.")
        if name == "style":
            self._style(value)
        elif _OUTSIDE.search(value):
            self._refuse(*_FETCHES)

    def _style(self, text: str) -> None:
        # A backslash can spell any letter of what is looked for.
        if "\\" in text or _OUTSIDE.search(text):
            self._refuse(*_FETCHES)

    def _refuse(self, what: str, help_: str) -> None:
        raise LogoError(f"{self._name} {what}", help_)


def _plain(name: str) -> str:
    return name.rpartition(":")[2].lower()
