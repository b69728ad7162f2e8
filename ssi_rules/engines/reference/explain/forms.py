"""Documents with blanks: what is the same for every member is filled in once, in the order the document declares.

A form leaves as a document or as the text that the document would be written as; both come from the document's own
class, so that there is one order of fields and one way to write each of them. Forms may stand in forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

from ssi_rules.engines.reference.explain.trusted import trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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

    def written(self, parts: Iterable[str]) -> str:
        """The document as JSON, its blanks filled with the JSON of the parts."""
        return self._woven(*parts)

    def writing(self, arguments: int, places: tuple[int, ...]) -> Callable[..., str]:
        """What writes the document as JSON of so many arguments; each blank has the place of the one that fills it."""
        return _weaver(arguments, places)(*self.text.split(_SIGN))

    @cached_property
    def _woven(self) -> Callable[..., str]:
        return self.writing(len(self.blanks), tuple(range(len(self.blanks))))

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


@lru_cache(maxsize=256)
def _weaver(arguments: int, places: tuple[int, ...]) -> Callable[..., Callable[..., str]]:
    """Makes, of one text more than there are blanks, what puts its arguments between them.

    It is an f-string with so many places, which is quicker than joining a list; the texts are no part of the code.
    """
    texts = ", ".join(f"t{each}" for each in range(len(places) + 1))
    parts = ", ".join(f"p{each}" for each in range(arguments))
    woven = "".join(f"{{t{number}}}{{p{each}}}" for number, each in enumerate(places))
    made = eval(f"lambda {texts}: lambda {parts}: f'{woven}{{t{len(places)}}}'")  # noqa: S307 - made of numbers alone
    return cast("Callable[..., Callable[..., str]]", made)


def _parts(value: object) -> tuple[Form | Blank, ...]:
    """What of a field is still to be filled."""
    listed = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in listed if isinstance(each, Form | Blank))


def _field(of: type[Document], name: str, value: object) -> str:
    """One field as the document itself writes it: its name, a colon and the value."""
    document = trusted(of, {**dict.fromkeys(of.model_fields), name: value})
    return document.model_dump_json(by_alias=True, include={name})[1:-1]
