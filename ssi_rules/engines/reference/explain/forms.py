"""Documents with blanks: what is the same for every member is filled in once, in the order the document declares.

A form leaves as a document or as the text that the document would be written as; both come from the document's own
class, so that there is one order of fields and one way to write each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ssi_rules.engines.reference.explain.trusted import trusted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.scorecard import Document


@dataclass(frozen=True)
class Form:
    """A kind of document, most of it written.

    Attributes:
        of: The document's class.
        given: What is the same wherever the form is used, by field.
        blanks: All other fields, in declared order.
    """

    of: type[Document]
    given: Mapping[str, object]
    blanks: tuple[str, ...]

    def __post_init__(self) -> None:
        """Guard the order: blanks are filled by place."""
        blanks = tuple(each for each in self.of.model_fields if each not in self.given)
        if blanks != self.blanks:
            raise AssertionError(f"{self.of.__name__} has the blanks {blanks}, not {self.blanks}")

    @cached_property
    def fields(self) -> dict[str, object]:
        """All fields in declared order, blanks empty."""
        return {each: self.given.get(each) for each in self.of.model_fields}

    @cached_property
    def text(self) -> str:
        """The document as JSON, with ``%s`` for each blank."""
        fields = (self._blank(each) if each in self.blanks else self._written(each) for each in self.fields)
        return f"{{{','.join(fields)}}}"

    def _blank(self, name: str) -> str:
        return f'"{self.of.model_fields[name].serialization_alias or name}":%s'

    def _written(self, name: str) -> str:
        return _field(self.of, name, self.given[name]).replace("%", "%%")


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


def _field(of: type[Document], name: str, value: object) -> str:
    """One field as the document itself writes it: its name, a colon and the value."""
    document = trusted(of, {**dict.fromkeys(of.model_fields), name: value})
    return document.model_dump_json(by_alias=True, include={name})[1:-1]
