"""Verdicts kept from run to run: a Parquet file of questions, texts and answers.

A question is known by what it looks for and by the matcher that answers it, so that no answer is ever taken for that of another
market or of another version. Several rulesets may keep theirs in one file.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyarrow as pa

from ssi_rules.bulk.verdicts import SCHEMA, Verdicts, read, read_told, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from ssi_rules.engines.columnar.texts import Question

_OTHERS: Final = 10_000
"""Portions of other data that are remembered, the latest: files that are gone are forgotten some time."""

_MATCHER: Final = ("markets", "language/phrases.py")
"""The code that decides an answer."""


def question_key(question: Question) -> str:
    """What a question is known by; the market's name and the lines it does not ask of do not count."""
    market, vetoes = question.market, question.vetoes is not None
    column = question.vetoes or market.has_column
    lines = sorted([line.vetoes, sorted({*line.phrases})] for line in market.lines if line.column == column)
    told = json.dumps([_matcher(), vetoes, lines])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass
class Dictionary:
    """A dictionary that is there, or will be.

    Attributes:
        path: Its file.
    """

    path: Path
    _held: dict[str, Verdicts] = field(default_factory=dict)
    _learned: bool = False
    _noted: bool = False

    def known(self, keys: Iterable[str]) -> pa.Table:
        """What is kept of some questions: rows of question, text and answer; a text may come twice, with the same answer.

        Raises:
            DataError: The file is no dictionary, or is damaged.
            OSError: It cannot be read.
        """
        wanted = sorted({*keys})
        if unread := {key for key in wanted if key not in self._held}:
            found = read(self.path, unread)
            self._held |= {key: found.get(key) or Verdicts() for key in unread}
        return _together(self._held[key] for key in wanted)

    def told(self, keys: Iterable[str], states: Mapping[str, str | None]) -> pa.Table | None:
        """Rows of some questions that hold all that is not no; None unless portions in these states have no unknown texts.

        Args:
            keys: The questions.
            states: The state of each portion of data, None where that does not tell what it holds.

        Raises:
            DataError: The file is no dictionary, or is damaged.
            OSError: It cannot be read.
        """
        wanted = {*keys}
        if any(key in self._held for key in wanted):
            rows = self.known(wanted)
            return None if self.unseen(wanted, states) else rows
        told = read_told(self.path, wanted, states)
        return _together(told.values()) if len(told) == len(wanted) else None

    def unseen(self, keys: Iterable[str], states: Mapping[str, str | None]) -> set[str]:
        """The portions that may have texts that are not kept of questions that are known."""
        return set[str]().union(*(self._held[key].unseen(states) for key in keys))

    def keep(self, key: str, texts: pa.Array, answers: pa.Array) -> None:
        """Add answers to a question that is known, to be written with the others."""
        if len(texts):
            self._held[key].tables.append(_table(key, texts, answers))
            self._learned = True

    def note(self, keys: Iterable[str], states: Mapping[str, str | None]) -> None:
        """Note that portions, as they were in these states, have no texts but those that are kept of questions that are known."""
        now = {place: state for place, state in states.items() if state is not None}
        for verdicts in (self._held[key] for key in keys):
            if verdicts.unseen(now):
                others = [each for each in verdicts.seen.items() if each[0] not in now]
                verdicts.seen = dict(others[-_OTHERS:]) | now
                self._noted = True

    def write(self) -> None:
        """Put the file at its place with what was added, if anything was.

        What another run puts there meanwhile may be lost, and is asked again.

        Raises:
            DataError: What is there is damaged.
            OSError: Answers cannot be written; the old file stays. Where portions alone were noted, nothing is lost but time.
        """
        if not self._learned and not self._noted:
            return
        with suppress(*(() if self._learned else (OSError,))):
            write(self.path, self._held)
        self._learned = self._noted = False


def _together(verdicts: Iterable[Verdicts]) -> pa.Table:
    return pa.concat_tables([SCHEMA.empty_table(), *chain.from_iterable(each.tables for each in verdicts)])


def _table(key: str, texts: pa.Array, answers: pa.Array) -> pa.Table:
    places = pa.repeat(pa.scalar(0, pa.int32()), len(texts))
    return pa.Table.from_arrays(
        [pa.DictionaryArray.from_arrays(places, [key]), texts, answers], schema=SCHEMA
    )


@cache
def _matcher() -> str:
    """The matcher as it is: its code, and what this Python knows of letters."""
    found = hashlib.sha256(unicodedata.unidata_version.encode())
    for module in chain.from_iterable(_modules(files("ssi_rules").joinpath(name)) for name in _MATCHER):
        found.update(module.read_bytes())
    return found.hexdigest()


def _modules(place: Traversable) -> list[Traversable]:
    if place.is_file():
        return [place]
    return sorted((each for each in place.iterdir() if each.name.endswith(".py")), key=lambda each: each.name)
