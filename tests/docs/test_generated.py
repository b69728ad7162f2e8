"""The generated pages are as the code has it."""

from __future__ import annotations

import pytest

from docs.generate import COMMAND, HERE, pages
from ssi_rules.codes import CATALOGUE


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=pages().keys())
def test_page_is_up_to_date(name: str, text: str) -> None:
    path = HERE / name
    assert path.exists(), f"docs/{name} is missing; run `{COMMAND}`"
    assert path.read_text(encoding="utf-8") == text, (
        f"docs/{name} has drifted; run `{COMMAND}` and read the difference"
    )


def test_every_code_is_in_a_room() -> None:
    page = pages()["codes.md"]
    assert [each.number for each in CATALOGUE.values() if f"| {each.number} |" not in page] == []


def test_no_page_is_left_of_a_code_that_is_gone() -> None:
    written = {path.relative_to(HERE).as_posix() for path in (HERE / "codes").glob("*")}
    assert written <= pages().keys()
