"""The file of a dictionary: Parquet with a row for each question, text and answer, as warehouses load it too.

A row group is about one question, and answers no throughout or not at all, so that what is not no can be read alone. The file's metadata
say what each row group is about, and which portions of data hold no texts but those of a question.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final
from zlib import crc32

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ssi_rules.files import replacing
from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping
    from pathlib import Path

QUESTION: Final = "question"
TEXT: Final = "text"
ANSWER: Final = "answer"

_FORM: Final = b"ssi.dictionary/2"
_FORMS: Final = (b"ssi.dictionary/1", _FORM)
"""The first knew nothing of portions."""

_CONTENTS: Final = b"contents"
_ROWS: Final = 1 << 20
"""Rows of a row group, at most."""

SCHEMA: Final = pa.schema(
    [
        pa.field(QUESTION, pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field(TEXT, pa.string(), nullable=False),
        pa.field(ANSWER, pa.bool_()),
    ],
    metadata={b"form": _FORM},
)


@dataclass(frozen=True, slots=True)
class Group:
    """What a row group is about.

    Attributes:
        key: The question.
        told: Whether some answer is not no.
        rows: How many there are; None where nobody counted them.
    """

    key: str
    told: bool
    rows: int | None = None


@dataclass(slots=True)
class Contents:
    """What a file holds: its row groups in order, and for each question the state of portions that have no other texts."""

    groups: list[Group] = field(default_factory=list)
    seen: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Verdicts:
    """What is kept of one question.

    Attributes:
        tables: Rows of question, text and answer; a text may come twice, with the same answer.
        seen: The state of each portion of data that has no texts but these.
    """

    tables: list[pa.Table] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)

    def unseen(self, states: Mapping[str, str | None]) -> set[str]:
        """The portions that may have other texts in these states; None is the state of one of which that is always so."""
        return {place for place, state in states.items() if state is None or self.seen.get(place) != state}


def read(path: Path, keys: Container[str]) -> dict[str, Verdicts]:
    """All that is kept of some questions, at one moment.

    Raises:
        DataError: The file is no dictionary, or is damaged.
        OSError: It cannot be read.
    """
    with _opened(path) as file:
        return {} if file is None else _read(file, keys)


def read_told(path: Path, keys: Container[str], states: Mapping[str, str | None]) -> dict[str, Verdicts]:
    """What is not no, of those questions that know all texts of portions in these states.

    Raises:
        DataError: The file is no dictionary, or is damaged.
        OSError: It cannot be read.
    """
    with _opened(path) as file:
        if file is None:
            return {}
        contents = _contents(file)
        seen = {key for key, each in contents.seen.items() if not Verdicts(seen=each).unseen(states)}
        return _read(file, [key for key in seen if key in keys], told=True)


def write(path: Path, held: Mapping[str, Verdicts]) -> None:
    """Put a file at its place with what is held, and with what is there of other questions.

    Raises:
        DataError: What is there is damaged.
        OSError: It cannot be written; the old one stays.
    """
    contents = Contents(seen={key: each.seen for key, each in held.items()})
    with (
        replacing(path) as made,
        pq.ParquetWriter(made, SCHEMA, compression="zstd", write_page_checksum=True) as writer,
    ):
        for key, rows in _others(path, held, contents):
            contents.groups += _write(writer, key, rows)
        for key, each in held.items():
            contents.groups += _write(writer, key, pa.concat_tables([SCHEMA.empty_table(), *each.tables]))
        writer.add_key_value_metadata({_CONTENTS: _signed(json.dumps(asdict(contents)))})


def _others(path: Path, held: Container[str], contents: Contents) -> Iterator[tuple[str, pa.Table]]:
    """What is there of other questions, a row group at a time; what they have seen is added to the contents."""
    with _opened(path) as file:
        if file is None:
            return
        there = _contents(file)
        contents.seen |= {key: each for key, each in there.seen.items() if key not in held}
        for at, group in enumerate(there.groups):
            if group.key not in held:
                yield group.key, _rows(file, at, group)


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile | None]:
    """A dictionary to read from; None where there is no file."""
    if not path.exists():
        yield None
        return
    if path.is_dir():
        raise _no_dictionary(path, "it is a folder")
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            _check(file)
            yield file
    except (pa.ArrowException, ValueError, TypeError, AttributeError, LookupError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise _no_dictionary(path, "it is another file, or damaged") from error


def _check(file: pq.ParquetFile) -> None:
    """See that a file is a dictionary.

    Raises:
        ValueError: It is not.
    """
    told = file.schema_arrow.metadata or {}
    if not file.schema_arrow.equals(SCHEMA) or told.get(b"form") not in _FORMS:
        raise ValueError


def _read(file: pq.ParquetFile, keys: Container[str], *, told: bool = False) -> dict[str, Verdicts]:
    """What is kept of some questions: all of it, or what is not no."""
    contents = _contents(file)
    found = {key: Verdicts(seen=each) for key, each in contents.seen.items() if key in keys}
    for at, group in enumerate(contents.groups):
        if group.key in keys and (group.told or not told):
            found.setdefault(group.key, Verdicts()).tables.append(_rows(file, at, group))
    return found


def _rows(file: pq.ParquetFile, at: int, group: Group) -> pa.Table:
    """A row group; statistics are not asked, as Arrow ends the process over damaged ones.

    Raises:
        ValueError: It is not what it is said to be.
    """
    rows = file.read_row_group(at)
    if group.rows not in (None, len(rows)) or _key(rows) != group.key:
        raise ValueError
    return rows


def _key(rows: pa.Table) -> str:
    return str(rows.column(QUESTION)[0].as_py())


def _contents(file: pq.ParquetFile) -> Contents:
    """What a file says that it holds; the first form did not say.

    Raises:
        ValueError: It is damaged.
    """
    if file.schema_arrow.metadata[b"form"] == _FORM:
        told = json.loads(_checked(file.metadata.metadata[_CONTENTS]))
        return Contents([Group(**each) for each in told["groups"]], told["seen"])
    keys = (_key(file.read_row_group(at, [QUESTION])) for at in range(file.num_row_groups))
    return Contents([Group(key, told=True) for key in keys])


def _signed(text: str) -> bytes:
    """A text with its checksum: Parquet has none for what it says of itself."""
    return b"%08x" % crc32(text.encode()) + text.encode()


def _checked(text: bytes) -> bytes:
    """The text that was signed.

    Raises:
        ValueError: It is another one.
    """
    if b"%08x" % crc32(text[8:]) != text[:8]:
        raise ValueError
    return text[8:]


def _write(writer: pq.ParquetWriter, key: str, rows: pa.Table) -> Iterator[Group]:
    """Write rows of a question by their answers; says in which row groups."""
    is_told = pc.fill_null(rows.column(ANSWER), fill_value=True)
    for told, those in ((True, rows.filter(is_told)), (False, rows.filter(pc.invert(is_told)))):
        for start in range(0, len(those), _ROWS):
            group = those.slice(start, _ROWS)
            writer.write_table(group, row_group_size=_ROWS)
            yield Group(key, told, len(group))


def _no_dictionary(path: Path, why: str) -> DataError:
    help_ = "Name another file; or delete it, if it was one, and it is made anew."
    return DataError(str(path), f"this is no dictionary of verdicts: {why}", help=help_)
