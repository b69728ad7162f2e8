"""JUnit, read by an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ssi_rules.formats import junit
from ssi_rules.formats.junit import Case, Failure, Suite, render_suites
from tests.formats.samples import FILES, FINDINGS, HOSTILE_TEXTS, hostile


def _suites(text: str) -> list[ET.Element]:
    root = ET.fromstring(text)  # noqa: S314 - our own text
    suites = root.findall("testsuite")
    for each in [root, *suites]:
        cases = each.findall(".//testcase")
        assert int(each.attrib["tests"]) == len(cases) > 0
        assert int(each.attrib["failures"]) == len(
            [case for case in cases if case.find("failure") is not None]
        )
        assert int(each.attrib["skipped"]) == len(
            [case for case in cases if case.find("skipped") is not None]
        )
        assert each.attrib["errors"] == "0"
    return suites


def test_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    suites = _suites(junit.render(FINDINGS, FILES))
    assert [each.attrib["name"] for each in suites] == [
        f"sales/team a/{name}" for name in ("clean.ssi", "empty.ssi", "facts/own.ssi", "rules.ssi")
    ]
    assert [len(each) for each in suites] == [1, 1, 2, 6]


def test_a_case_has_its_place_and_its_failure() -> None:
    case = next(each for each in _suites(junit.render(FINDINGS, FILES))[3] if each.attrib["line"] == "1")
    path = "sales/team a/rules.ssi"
    assert case.attrib == {"name": "SSI101 syntax", "classname": path, "file": path, "line": "1"}
    (failure,) = case
    assert failure.attrib == {"message": "Pillar `find` says something else.", "type": "error"}
    assert (failure.text or "").splitlines() == [
        f"{path}:1:20: Pillar `find` says something else.",
        f"{path}:1: named here",
        "sales/team a/facts/own.ssi:2: declared here",
        "help: write something else",
    ]


def test_information_fails_nothing() -> None:
    own = _suites(junit.render(FINDINGS, FILES))[2]
    assert [[part.tag for part in case] for case in own] == [["skipped"], ["skipped"]]


def test_names_in_a_suite_are_unique() -> None:
    for suite in _suites(junit.render(FINDINGS, FILES)):
        names = [case.attrib["name"] for case in suite]
        assert len(set(names)) == len(names)


def test_a_clean_file_passes_and_so_does_nothing() -> None:
    for text in (
        junit.render([], FILES),
        junit.render([], []),
        render_suites([]),
        render_suites([Suite("a.ssi")]),
    ):
        assert [len(case) for suite in _suites(text) for case in suite] in ([0], [0] * len(FILES))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_is_markup(text: str) -> None:
    failures = (Failure(text, text, text), Failure(text))
    (suite,) = _suites(
        render_suites([Suite(text, (Case(text, text, text, 3, failures), Case(text, text, text)))])
    )
    assert [each.tag for each in suite.iter()] == ["testsuite", "testcase", "failure", "testcase"]


def test_findings_with_such_texts_can_be_read() -> None:
    _suites(junit.render(hostile(), FILES))


def test_several_failures_are_one_since_servers_read_one() -> None:
    case = Case("it", "rules", "a_test.ssi", 3, (Failure("One.", "a\nb"), Failure("Two.")))
    (suite,) = _suites(render_suites([Suite("a_test.ssi", (case,))]))
    ((failure,),) = suite
    assert failure.attrib["message"] == "One. (and 1 more)"
    assert failure.text == "a\nb\n\nTwo."
