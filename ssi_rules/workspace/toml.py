"""A configuration file read with care: every fault is told with its line and the nearest right name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.suggest import nearest
from ssi_rules.workspace.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_AT_LINE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a configuration file.

    Attributes:
        name: How the file is named to people.
        text: All of it, to find lines in.
        heading: The table's name as its header says it; empty for the top.
        values: What stands in it.
    """

    name: str
    text: str
    heading: str
    values: Mapping[str, object]

    def only(self, known: Iterable[str]) -> None:
        """Refuse any key that means nothing."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                near = nearest(key, names)
                way_out = f"did you mean `{near}`?" if near else f"settings here are {', '.join(names)}"
                raise self.fault(key, f"there is no setting `{key}`{self._place()}", way_out)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when it is not set."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise self.fault(key, f"`{key}` is a list of texts", f'write `{key} = ["...", "..."]`')
        return tuple(value)

    def text_of(self, key: str) -> str | None:
        """A text."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise self.fault(key, f"`{key}` is a text", f'write `{key} = "..."`')
        return value

    def choice(self, key: str, known: Iterable[str]) -> str | None:
        """One of some words."""
        value, words = self.values.get(key), tuple(known)
        if value is None or value in words:
            return None if value is None else str(value)
        near = nearest(value, words) if isinstance(value, str) else None
        way_out = f"did you mean `{near}`?" if near else None
        raise self.fault(key, f"`{key}` is one of {', '.join(words)}", way_out)

    def number(self, key: str, otherwise: int, *, scale: int = 1) -> int:
        """A number above 0 in units of one ``scale``-th, or its usual value."""
        value = self.values.get(key)
        if value is None:
            return otherwise
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(key, f"`{key}` is a number", f"write `{key} = {otherwise // scale}`")
        scaled = value * scale
        if not 0 < scaled < _MOST or round(scaled) != scaled:
            kind = "a whole number above 0" if scale == 1 else "above 0 and has at most two decimals"
            raise self.fault(key, f"`{key}` is {kind}", f"{otherwise // scale} is usual")
        return round(scaled)

    def table(self, key: str) -> Section:
        """A table inside; empty when it is not there."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.fault(
                key, f"`{key}` is a table", f"write `[{self._below(key)}]` and its settings below"
            )
        return Section(self.name, self.text, self._below(key), value)

    def tables(self, key: str) -> list[Section]:
        """A list of tables."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fault(
                key, f"`{key}` is a list of tables", f"write `[[{self._below(key)}]]` before each"
            )
        return [Section(self.name, self.text, self._below(key), each) for each in value]

    def fault(
        self, key: str, message: str, way_out: str | None, value: str | None = None
    ) -> ConfigurationError:
        """What is wrong at a key, or at a text in its value."""
        return ConfigurationError(f"{self.name}, line {self._line(key, value)}: {message}.", way_out)

    def _below(self, key: str) -> str:
        return f"{self.heading}.{key}" if self.heading else key

    def _place(self) -> str:
        return f" in [{self.heading}]" if self.heading else ""

    def _line(self, key: str, value: str | None) -> int:
        """The line of a key under its header, else of its first mention."""
        spelt = rf"[\"']?{re.escape(key)}[\"']?"
        header = rf"^[ \t]*\[+[ \t]*{re.escape(self.heading)}[ \t]*\]+" if self.heading else r"\A"
        patterns: tuple[Callable[[], re.Match[str] | None], ...] = (
            lambda: re.search(rf"{header}(?s:.*?)^[ \t]*(?P<at>{spelt})[ \t]*[=.]", self.text, re.MULTILINE),
            lambda: re.search(rf"^[ \t]*\[+[\w.\s]*(?P<at>{spelt})[ \t]*\]", self.text, re.MULTILINE),
            lambda: re.search(f"(?P<at>{spelt})", self.text),
        )
        found = next((match for search in patterns if (match := search())), None)
        at = 0 if found is None else found.start("at")
        if value is not None:
            at = max(at, self.text.find(value, at))
        return self.text.count("\n", 0, at) + 1


_MOST = 10**9


def read_toml(text: str, name: str) -> Mapping[str, object]:
    """The top of a TOML file.

    Raises:
        ConfigurationError: It is none.
    """
    import tomllib  # noqa: PLC0415 - only runs with a configuration need it

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = text.count("\n") + 1 if found is None or found["line"] is None else int(found["line"])
        said = _AT_LINE.sub("", str(error))
        raise ConfigurationError(f"{name}, line {line}: this is not TOML: {said}.") from error
