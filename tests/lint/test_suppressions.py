"""Comments that leave findings out: what they count for, and what is said of those that should not stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.suppressions import suppress, suppressions
from ssi_rules.text import Source, Span
from ssi_rules.workspace.edits import edited

if TYPE_CHECKING:
    from ssi_rules.codes import Code

CLIFF, ADVICE = codes.CLIFF, codes.MISSING_ADVICE


def left(text: str, *found: tuple[Code, str], judged: bool = True) -> list[tuple[str, str]]:
    """What is left, by slug and the text it points at, when each code is found at the first place with its text."""
    source = Source("rules.ssi", text)
    problems = [
        Diagnostic(code, "found", Span(source, text.index(at), text.index(at) + len(at)))
        for code, at in found
    ]
    return [(each.code.slug, each.span.text) for each in suppress(source, problems, lambda _: judged)]


@pytest.mark.parametrize(
    "text",
    [
        "from 4 earns 5 # ssi: ignore[cliff] because",
        "# ssi: ignore[cliff] because\nfrom 4 earns 5",
        "# ssi: ignore[cliff] because\n\n# another comment\nfrom 4 earns 5",
        "#ssi:ignore[ SSI801 ,missing-advice ]: because\nfrom 4 earns 5",
        "# a note # ssi: ignore[cliff] because\nfrom 4 earns 5",
        'bands { # ssi: ignore[cliff] because "}"\n  note "}"\n  from 4 earns 5\n}',
        '# ssi: ignore[cliff] because\ncriterion a "A {" {\n  bands {\n  }\n  from 4 earns 5\n}',
    ],
)
def test_it_counts_for_its_line_the_next_one_or_the_block_that_opens_there(text: str) -> None:
    assert left(text, (CLIFF, "from 4"), judged=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "from 3 earns 4 # ssi: ignore[cliff] because\nfrom 4 earns 5",
        "# ssi: ignore[missing-advice] because\nfrom 4 earns 5",
        'title "# ssi: ignore[cliff] because" from 4 earns 5',
        "bands { # ssi: ignore[cliff] because\n}\nfrom 4 earns 5",
    ],
)
def test_it_counts_for_nothing_else(text: str) -> None:
    assert left(text, (CLIFF, "from 4"), judged=False) == [("cliff", "from 4")]


def test_the_nearest_of_two_is_the_one_in_use() -> None:
    text = "# ssi: ignore[cliff] all\nbands {\n  from 4 earns 5 # ssi: ignore[cliff] this one\n}"
    assert left(text, (CLIFF, "from 4")) == [("unused-suppression", "# ssi: ignore[cliff] all")]


def test_findings_in_other_files_stay() -> None:
    other = Source("other.ssi", "from 4")
    found = Diagnostic(CLIFF, "found", Span(other, 0, 6))
    source = Source("rules.ssi", "from 4 # ssi: ignore[cliff] because")
    assert suppress(source, [found], lambda _: False) == [found]


@pytest.mark.parametrize(
    ("text", "slug", "place"),
    [
        ("a # ssi: ignore[cliff]", "suppression-without-reason", "# ssi: ignore[cliff]"),
        ("a # ssi: ignore[cliff] -", "suppression-without-reason", "# ssi: ignore[cliff] -"),
        ("a # ssi: ignore[clif] because", "unknown-suppression", "clif"),
        ("a # ssi: ignore[unknown-name] because", "unknown-suppression", "unknown-name"),
        ("a # ssi: ignore[unused-suppression] because", "unknown-suppression", "unused-suppression"),
        ("a # ssi: ignore", "unknown-suppression", "# ssi: ignore"),
        ("a # ssi: ignore[] because", "unknown-suppression", "# ssi: ignore[] because"),
        ("a # ssi: ignroe[cliff] because", "unknown-suppression", "# ssi: ignroe[cliff] because"),
    ],
)
def test_what_should_not_stand_is_told_at_its_place(text: str, slug: str, place: str) -> None:
    assert left(text, (CLIFF, "a"), judged=False)[-1] == (slug, place)


def test_the_nearest_name_is_offered() -> None:
    source = Source("rules.ssi", "a # ssi: ignore[clif] because")
    (found,) = suppress(source, (), lambda _: True)
    assert found.help == "did you mean `cliff`?"


def test_an_error_is_never_left_out() -> None:
    text = "a # ssi: ignore[unknown-name] because"
    assert left(text, (codes.UNKNOWN_NAME, "a"))[0] == ("unknown-name", "a")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("a # ssi: ignore[cliff] because\nb\n", "a\nb\n"),
        ("a\n  # ssi: ignore[cliff] because  \nb\n", "a\nb\n"),
        ("a # ssi: ignore[cliff, missing-advice] because\n", "a # ssi: ignore[missing-advice] because\n"),
        ("a # ssi: ignore[missing-advice,cliff] because\n", "a # ssi: ignore[missing-advice] because\n"),
        ("a\n# ssi: ignore[cliff] because", "a\n"),
    ],
)
def test_the_fix_removes_what_is_unused_and_nothing_else(text: str, mended: str) -> None:
    source = Source("rules.ssi", text)
    advice = Diagnostic(ADVICE, "found", Span(source, 0, 1))
    (found,) = [each for each in suppress(source, [advice], lambda _: True) if each.fix]
    assert found.fix is not None
    assert edited(text, found.fix.edits) == mended


def test_what_was_not_looked_for_is_not_called_unused() -> None:
    assert left("a # ssi: ignore[cliff] because", judged=False) == []
    assert left("a # ssi: ignore[cliff] because")[0][0] == "unused-suppression"


def test_text_without_the_mark_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.lint.suppressions._SIGN", re.compile("(?!)"))
    assert suppressions(Source("rules.ssi", "# nothing\n" * 1000)) == []
