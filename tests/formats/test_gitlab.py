"""GitLab's Code Quality report, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.formats import gitlab
from ssi_rules.text import Source, Span
from tests.formats.samples import FINDINGS, hostile


def _entries(*found: Diagnostic) -> list[dict[str, Any]]:
    document = json.loads(gitlab.render(found))
    assert isinstance(document, list)
    return document


def test_every_field() -> None:
    entry = next(each for each in _entries(*FINDINGS) if "something else" in each["description"])
    fingerprint = entry.pop("fingerprint")
    assert len(fingerprint) == 64
    assert entry == {
        "description": "SSI101 syntax: Pillar `find` says something else.",
        "check_name": "syntax",
        "severity": "major",
        "location": {
            "path": "sales/team a/rules.ssi",
            "positions": {"begin": {"line": 1, "column": 20}, "end": {"line": 1, "column": 28}},
        },
    }


def test_nothing_found_is_an_empty_array() -> None:
    assert gitlab.render([]) == "[]\n"


def test_severities_are_gitlabs() -> None:
    assert {each["severity"] for each in _entries(*FINDINGS)} == {"major", "minor", "info"}


@pytest.mark.parametrize("found", [FINDINGS, hostile()], ids=["usual", "hostile"])
def test_no_two_findings_share_a_fingerprint(found: tuple[Diagnostic, ...]) -> None:
    marks = [each["fingerprint"] for each in _entries(*found)]
    assert len(set(marks)) == len(marks) == len(found)


def _unused(text: str, path: str = "rules.ssi") -> list[str]:
    source = Source(path, text)
    spans = [Span(source, i, i + 3) for i in range(len(text)) if text.startswith("let", i)]
    return [
        each["fingerprint"]
        for each in _entries(*(Diagnostic(codes.UNUSED_LET, "Unused.", span) for span in spans))
    ]


def test_a_fingerprint_goes_by_file_and_words_and_not_by_line() -> None:
    assert _unused("let a = 1\n") == _unused("\n\n  let a  = 1\n")
    assert _unused("let a = 1\n") != _unused("let b = 1\n")
    assert _unused("let a = 1\n") != _unused("let a = 1\n", "other.ssi")
    assert len(set(_unused("let a = 1\nlet a = 1\n"))) == 2


def test_a_path_has_no_dot_before_it() -> None:
    (entry,) = _entries(Diagnostic(codes.TAB, "A tab.", Span(Source("./a.ssi", "\t"), 0, 1)))
    assert entry["location"]["path"] == "a.ssi"
