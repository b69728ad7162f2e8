"""Verdicts kept from run to run: a Parquet file of questions, texts and answers.

A question is known by what it looks for and by the matcher that answers it, so that no answer is ever taken for that of another
market or of another version. Several rulesets may keep theirs in one file.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ssi_rules.files import replacing
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from ssi_rules.engines.columnar.texts import Question

QUESTION: Final = "question"
TEXT: Final = "text"
ANSWER: Final = "answer"

_SCHEMA: Final = pa.schema(
    [
        pa.field(QUESTION, pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field(TEXT, pa.string(), nullable=False),
        pa.field(ANSWER, pa.bool_()),
    ],
    metadata={b"form": b"ssi.dictionary/1"},
)
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
    _known: dict[str, list[pa.Table]] = field(default_factory=dict)
    _grown: bool = False

    def known(self, keys: Iterable[str]) -> pa.Table:
        """What is kept of some questions: rows of question, text and answer; a text may come twice, with the same answer.

        Raises:
            DataError: The file is no dictionary, or is damaged.
            OSError: It cannot be read.
        """
        wanted = sorted({*keys})
        unread = {key for key in wanted if key not in self._known}
        self._known |= {key: [] for key in unread}
        for group in self._groups(unread):
            self._known[_key_of(group)].append(group)
        return pa.concat_tables([_SCHEMA.empty_table(), *chain(*(self._known[key] for key in wanted))])

    def keep(self, key: str, texts: pa.Array, answers: pa.Array) -> None:
        """Add answers to a question that is known, to be written with the others."""
        if len(texts):
            self._known[key].append(_table(key, texts, answers))
            self._grown = True

    def write(self) -> None:
        """Put the file at its place with what was added, if anything was.

        What another run puts there meanwhile may be lost, and is asked again.

        Raises:
            DataError: What is there is damaged.
            OSError: It cannot be written; the old one stays.
        """
        if not self._grown:
            return
        with (
            replacing(self.path) as made,
            pq.ParquetWriter(made, _SCHEMA, compression="zstd", write_page_checksum=True) as writer,
        ):
            for group in self._groups():
                if _key_of(group) not in self._known:
                    writer.write_table(group)
            for tables in filter(None, self._known.values()):
                writer.write_table(pa.concat_tables(tables))
        self._grown = False

    def _groups(self, keys: set[str] | None = None) -> Iterator[pa.Table]:
        """What is there of some questions, or of all, a row group at a time; each is about one question."""
        if not self.path.exists():
            return
        if self.path.is_dir():
            raise _no_dictionary(self.path, "it is a folder")
        try:
            with pq.ParquetFile(self.path, page_checksum_verification=True) as file:
                yield from _read(file, keys)
        except (pa.ArrowException, ValueError, LookupError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            raise _no_dictionary(self.path, "it is another file, or damaged") from error


def _read(file: pq.ParquetFile, keys: set[str] | None) -> Iterator[pa.Table]:
    if not file.schema_arrow.equals(_SCHEMA, check_metadata=True):
        raise ValueError
    for at in range(file.num_row_groups):
        if keys is None or file.metadata.row_group(at).column(0).statistics.min in keys:
            yield file.read_row_group(at)


def _table(key: str, texts: pa.Array, answers: pa.Array) -> pa.Table:
    places = pa.repeat(pa.scalar(0, pa.int32()), len(texts))
    return pa.Table.from_arrays(
        [pa.DictionaryArray.from_arrays(places, [key]), texts, answers], schema=_SCHEMA
    )


def _key_of(group: pa.Table) -> str:
    return str(group.column(QUESTION)[0].as_py())


def _no_dictionary(path: Path, why: str) -> DataError:
    help_ = "Name another file; or delete it, if it was one, and it is made anew."
    return DataError(str(path), f"this is no dictionary of verdicts: {why}", help=help_)


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
