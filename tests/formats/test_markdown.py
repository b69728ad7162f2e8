"""Markdown, read by a Markdown parser."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from ssi_rules.diagnostics import Diagnostic
from ssi_rules.formats import markdown
from ssi_rules.formats.markdown import LIMIT, MARKER
from tests.formats.samples import FILES, FINDINGS, hostile


@pytest.mark.parametrize("found", [FINDINGS, hostile()], ids=["usual", "hostile"])
def test_all_that_is_not_ours_stands_in_fences(found: tuple[Diagnostic, ...]) -> None:
    text = markdown.render(found, FILES)
    kinds = [each.type for each in MarkdownIt("gfm-like", {"linkify": False}).parse(text)]
    assert kinds == ["html_block", "heading_open", "inline", "heading_close", *["fence"] * len(found)]


def test_the_first_line_is_the_mark_that_a_bot_looks_for() -> None:
    first, heading, *_ = markdown.render(FINDINGS, FILES).splitlines()
    assert (first, heading) == (MARKER, "### ssi: 6 errors, 1 warning and 2 info in 4 files")
    assert markdown.render([], FILES) == f"{MARKER}\n### ssi: no findings in 4 files\n"
    assert markdown.render([], FILES[:1]).endswith("in 1 file\n")


def test_files_are_named_as_the_repository_has_them() -> None:
    assert "--> sales/team a/rules.ssi:1:20" in markdown.render(FINDINGS)


def test_it_fits_into_a_comment_and_says_what_is_left_out() -> None:
    many = [
        Diagnostic(each.code, f"{each.message} {number} 漢字", each.span)
        for number in range(300)
        for each in FINDINGS
    ]
    text = markdown.render(many, FILES)
    assert LIMIT - 1_000 < len(text.encode()) <= LIMIT
    shown = text.count("```text")
    assert text.endswith(f"\n… and {len(many) - shown} more, which a run lists.\n")
    assert "warning[" not in text
