"""A page read back: its elements, and what a person reads on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Element:
    """A start tag."""

    name: str
    attributes: dict[str, str]


@dataclass
class Read:
    """A page: its elements in order, its text, and what stands in its style sheet."""

    elements: list[Element] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    style: str = ""

    @property
    def text(self) -> str:
        """All that can be read or heard, with single spaces."""
        return " ".join(" ".join(self.told).split())

    def all(self, name: str) -> list[Element]:
        return [each for each in self.elements if each.name == name]

    def values(self, attribute: str) -> list[str]:
        return [each.attributes[attribute] for each in self.elements if attribute in each.attributes]


def read(page: str) -> Read:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.read


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self._styled = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.read.elements.append(element)
        self.read.told += [
            element.attributes[key] for key in ("aria-label", "alt") if key in element.attributes
        ]
        self._styled = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._styled = False

    def handle_data(self, data: str) -> None:
        if self._styled:
            self.read.style += data
        else:
            self.read.told.append(data)
