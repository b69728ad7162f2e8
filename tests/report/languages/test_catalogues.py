"""Every message of the code and every sentence of documents is translated, with the same values in it."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, TypeAlias

import pytest
from babel.messages.pofile import read_po

from docs import catalogues

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_VALUE = re.compile(r"\{(\w*)\}")
Text: TypeAlias = str | list[str] | tuple[str, ...] | None
MEND = "Run `python -m docs.catalogues`, and translate what is empty."


def test_messages_are_literals() -> None:
    """A message put together at run time is one that no translator ever sees."""
    loose = [
        f"{each.place}:{each.line}"
        for each in catalogues.found()
        if not each.forms and "languages/" not in each.place and each.of_language
    ]
    assert not loose


@pytest.mark.parametrize("name", ["messages", *catalogues.TRANSLATED])
def test_catalogues_hold_the_messages_of_the_code(name: str) -> None:
    """Where a message stands may have moved since; what it says may not."""
    wanted = {each.id for each in catalogues.template() if each.id}
    assert {each.id for each in catalogues.read(name) if each.id} == wanted, MEND


@pytest.mark.parametrize("name", catalogues.TRANSLATED)
def test_doing_it_again_changes_nothing(name: str) -> None:
    once = catalogues.text_of(catalogues.updated(name))
    again = catalogues.text_of(catalogues.brought_in_line(read_po(StringIO(once), locale=name)))
    assert again == once


@pytest.mark.parametrize("name", catalogues.TRANSLATED)
def test_every_message_is_translated(name: str) -> None:
    assert [each.id for each in catalogues.open_messages(catalogues.read(name))] == [], MEND


@pytest.mark.parametrize("name", catalogues.TRANSLATED)
def test_nothing_else_is_kept(name: str) -> None:
    assert not catalogues.read(name).obsolete


@pytest.mark.parametrize("name", catalogues.TRANSLATED)
def test_translations_have_the_same_values(name: str) -> None:
    assert [each.id for each in catalogues.read(name) if _is_whole(each) and not _fits(each)] == []


def _is_whole(message: Message) -> bool:
    return bool(message.id) and all(_forms(message.string))


def _fits(message: Message) -> bool:
    (one, *_, many), (single, *_, plural) = map(_both, (message.id, message.string))
    # A language may say the count of one in words, as English does.
    return _values(many) == _values(plural) and _values(one) <= _values(single) <= _values(many)


def _both(text: Text) -> tuple[str, ...]:
    """Singular and plural; a message without a plural stands for both."""
    return _forms(text) * 2 if isinstance(text, str) else _forms(text)


def _values(text: str) -> set[str]:
    return set(_VALUE.findall(text))


@pytest.mark.parametrize("name", catalogues.TRANSLATED)
def test_translations_begin_and_end_as_their_messages(name: str) -> None:
    """Full stops and blanks at the ends hold sentences together."""
    forms = [
        (form, string)
        for each in catalogues.read(name)
        if _is_whole(each)
        for form, string in zip(_forms(each.id), _forms(each.string), strict=True)
    ]
    assert [form for form, string in forms if form.endswith(".") != string.endswith(".")] == []
    assert [form for form, string in forms if string != string.strip() and form == form.strip()] == []


def _forms(text: Text) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)
