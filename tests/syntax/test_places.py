"""Whatever is said is said of a place in the file."""

from __future__ import annotations

import pytest

from tests.syntax.reading import read


@pytest.mark.parametrize(
    "text",
    [
        'test "t" {\n  given connections {\n    1 of { connected_on = ',
        "let a = (",
        "pillar p {",
        "market m{{",
        "facts {",
    ],
)
def test_what_breaks_off_is_said_at_the_end_of_the_file(text: str) -> None:
    file, found = read(text)
    assert found
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in found)
    assert all(each.span.end <= len(text) for each in file.declarations)
