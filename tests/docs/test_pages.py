"""The page of every code keeps its word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from ssi_rules.codes import CATALOGUE, Severity
from ssi_rules.pages import load_page, page_file
from ssi_rules.resources import codes_folder
from tests.docs.examples import raised

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.pages import Page
    from tests.docs.examples import Found

WITHOUT_EXAMPLE = frozenset(
    {
        "unreadable-file",  # there is nothing to show
        "not-utf-8",  # a page is UTF-8
        "file-too-large",
        "control-character",  # a page that held one would be a trap for its reader
        "bidi-control",
        "use-too-deep",  # too long to be read
        "too-deep",
        "too-many-faults",
        "version-not-raised",  # takes two commits
        "not-proved",  # depends on how fast the machine is
    }
)
"""Codes that no page can show."""
_ORDER = list(Severity)
_FENCE = re.compile("^```ssi", re.MULTILINE)
PAGES = [load_page(each) for each in CATALOGUE.values() if page_file(each).exists()]


def test_every_code_has_a_page() -> None:
    assert [each.slug for each in CATALOGUE.values() if not page_file(each).exists()] == []


def test_every_page_is_of_a_code() -> None:
    assert {each.stem for each in codes_folder().glob("*.md")} <= CATALOGUE.keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code.slug)
def test_page_says_why_and_shows_it(page: Page) -> None:
    assert page.why
    assert not _FENCE.search(page.why), "a fence that is neither `ssi bad` nor `ssi good`"
    shows = (page.bad is not None, page.good is not None)
    assert shows == ((False, False) if page.code.slug in WITHOUT_EXAMPLE else (True, True))


@pytest.mark.parametrize("page", [each for each in PAGES if each.bad], ids=lambda page: page.code.slug)
def test_examples_do_what_the_page_says(page: Page, tmp_path: Path) -> None:
    assert page.bad is not None
    assert page.good is not None
    (tmp_path / "bad").mkdir()
    (tmp_path / "good").mkdir()
    bad = raised(page.bad, page.code, tmp_path / "bad")
    own = [each for each in bad if each.slug == page.code.slug]
    assert own, f"the bad example raises only {bad}"
    assert [each for each in bad if _is_graver(each, page)] == []
    assert {each.fix for each in own} == {page.fix[0] if page.fix else None}, "fix of page and finding"
    good = raised(page.good, page.code, tmp_path / "good")
    assert [each for each in good if _spoils(each, page)] == []


def _spoils(found: Found, page: Page) -> bool:
    """Whether a good example may not raise this; one of the checker's own codes shows no more than a fault mended."""
    is_advice = CATALOGUE[found.slug].is_lint and not page.code.is_lint
    return found.slug == page.code.slug or (found.severity is not Severity.INFO and not is_advice)


def _is_graver(found: Found, page: Page) -> bool:
    return _ORDER.index(found.severity) < _ORDER.index(page.code.severity)
