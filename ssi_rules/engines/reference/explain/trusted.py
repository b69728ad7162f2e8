"""Documents from values that are right by construction.

Validation guards the border against foreign data. What comes from a record has the declared types already, and
checking every line of every member again would cost half of the time an explanation takes. Tests validate what is
built here instead.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from ssi_rules.scorecard import Document

Built = TypeVar("Built", bound=Document)

_set = object.__setattr__


def trusted(of: type[Built], fields: dict[str, object]) -> Built:
    """A document with exactly these fields: all of them, in the declared order and of the declared types."""
    document = of.__new__(of)
    _set(document, "__dict__", fields)
    _set(document, "__pydantic_fields_set__", _names(of))
    _set(document, "__pydantic_extra__", None)
    _set(document, "__pydantic_private__", None)
    return document


@cache
def _names(of: type[Document]) -> set[str]:
    return set(of.model_fields)
