"""Collects the lines of one generated function.

No name of the model enters the source as code: values are numbered locals, and every text, date or object is an entry
of a table of constants that the function finds in its namespace.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT = "  "


@dataclass
class Writer:
    """Lines, numbered locals and constants of a function under construction.

    Attributes:
        constants: What the function's namespace holds besides the names it was promised.
    """

    constants: dict[str, object] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)
    _names: dict[tuple[type, object], str] = field(default_factory=dict)
    _depth: int = 0
    _locals: int = 0

    def line(self, text: str) -> None:
        """Add a line at the current depth."""
        self._lines.append(INDENT * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Add a line that ends in a colon, and indent what follows; an empty block is filled."""
        self.line(head)
        self._depth += 1
        before = len(self._lines)
        yield
        if len(self._lines) == before:
            self.line("pass")
        self._depth -= 1

    def local(self) -> str:
        """A name that no other local has."""
        self._locals += 1
        return f"v{self._locals}"

    def constant(self, value: object) -> str:
        """Source text for a value: small ones as literals, everything else by its name in the table."""
        if value is None or isinstance(value, int):
            return repr(value)
        if not isinstance(value, str | date):
            return self.thing(value)
        key = (type(value), value)
        if key not in self._names:
            self._names[key] = self.thing(value)
        return self._names[key]

    def thing(self, value: object) -> str:
        """The name of a new entry of the table."""
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    @property
    def source(self) -> str:
        """The function's text."""
        return "\n".join(self._lines) + "\n"
