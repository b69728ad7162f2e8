"""Documents with blanks: what is the same for every member is filled in once, in the order the document declares.

A form leaves as a document or as the text that the document would be written as; both come from the document's own
class, so that there is one order of fields and one way to write each of them. Forms may stand in forms.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.trusted import trusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ssi_rules.scorecard import Document

_SIGN = "\0"
"""Stands for a blank: no JSON has it."""


class Blank:
    """One of several blanks in a list."""


BLANK = Blank()


@dataclass(frozen=True)
class Form:
    """A kind of document, most of it written.

    Attributes:
        of: The document's class.
        given: What is the same wherever the form is used, by field: values, forms, or a tuple of forms or blanks.
        blanks: What is left, in order: fields, once for each blank in a list, and after the name of its field and a point
            each blank of a form within.
    """

    of: type[Document]
    given: Mapping[str, object]
    blanks: tuple[str, ...]
    _pieces: list[str] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Guard the order: blanks are filled by place."""
        found = tuple(blank for name in self.of.model_fields for blank in self._blanks(name))
        if found != self.blanks:
            raise AssertionError(f"{self.of.__name__} has the blanks {found}, not {self.blanks}")

    def giving(self, blanks: tuple[str, ...], **given: object) -> Form:
        """The form with more of it written, and what is then left."""
        return Form(self.of, {**self.given, **given}, blanks)

    def document(self, parts: Iterable[object]) -> object:
        """The document, its blanks filled."""
        return self.document_from(iter(parts))

    def document_from(self, parts: Iterator[object]) -> object:
        """The document, its blanks filled with the next of the parts."""
        fields = self._fields.copy()
        for name, within, is_list in self._open:
            found = [each.document_from(parts) if isinstance(each, Form) else next(parts) for each in within]
            fields[name] = tuple(found) if is_list else found[0]
        return trusted(self.of, fields)

    def written(self, parts: Sequence[str]) -> str:
        """The document as JSON, its blanks filled with the JSON of the parts."""
        pieces = self._pieces.copy() or self._split().copy()
        pieces[1::2] = parts
        return "".join(pieces)

    def _split(self) -> list[str]:
        """What is written, and between each two pieces of it a blank; kept in a plain field, which is read fastest."""
        texts = self.text.split(_SIGN)
        self._pieces[:] = [each for text in texts for each in (text, "")][:-1]
        return self._pieces

    @cached_property
    def text(self) -> str:
        """The document as JSON with a sign for each blank."""
        return f"{{{','.join(map(self._field, self.of.model_fields))}}}"

    @cached_property
    def _fields(self) -> dict[str, object]:
        return {each: self.given.get(each) for each in self.of.model_fields}

    @cached_property
    def _open(self) -> tuple[tuple[str, tuple[Form | Blank, ...], bool], ...]:
        """Fields that are blank, or hold blanks or forms: what they hold, and whether it is a list."""
        held = ((each, self.given.get(each, BLANK)) for each in self.of.model_fields)
        return tuple((name, _parts(value), isinstance(value, tuple)) for name, value in held if _parts(value))

    def _blanks(self, name: str) -> Iterator[str]:
        for part in _parts(self.given.get(name, BLANK)):
            yield from (f"{name}.{blank}" for blank in part.blanks) if isinstance(part, Form) else (name,)

    def _field(self, name: str) -> str:
        value = self.given.get(name, BLANK)
        parts = _parts(value)
        if not parts:
            return _field(self.of, name, value)
        texts = ",".join(part.text if isinstance(part, Form) else _SIGN for part in parts)
        key = self.of.model_fields[name].serialization_alias or name
        return f'"{key}":[{texts}]' if isinstance(value, tuple) else f'"{key}":{texts}'


@dataclass(frozen=True)
class Ready:
    """A value of one field of a document, made before any member is read."""

    of: type[Document]
    field: str
    value: object

    @cached_property
    def text(self) -> str:
        """The value as JSON."""
        return _field(self.of, self.field, self.value).partition(":")[2]


def _parts(value: object) -> tuple[Form | Blank, ...]:
    """What of a field is still to be filled."""
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in listed if isinstance(each, Form | Blank))


def _field(of: type[Document], name: str, value: object) -> str:
    """One field as the document itself writes it: its name, a colon and the value."""
    document = trusted(of, {**dict.fromkeys(of.model_fields), name: value})
    return document.model_dump_json(by_alias=True, include={name})[1:-1]
