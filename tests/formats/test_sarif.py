"""SARIF against the schema of the standard, and against what GitHub asks beyond it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from ssi_rules import codes
from ssi_rules.codes import CATALOGUE
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.formats import sarif
from ssi_rules.text import Source, Span
from tests.formats.samples import FILES, FINDINGS, RULES, at, hostile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCHEMA = json.loads(
    (Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8")
)
EVERY_CODE = tuple(Diagnostic(code, "Found.", Span(RULES, 0, 1)) for code in CATALOGUE.values())
RUNS = {"usual": FINDINGS, "clean": (), "hostile": hostile(), "every code": EVERY_CODE}


def _run(found: Sequence[Diagnostic], files: Sequence[Source] = FILES) -> dict[str, Any]:
    (run,) = json.loads(sarif.render(found, files))["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("found", RUNS.values(), ids=RUNS.keys())
def test_it_holds_to_the_standard(found: Sequence[Diagnostic]) -> None:
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    jsonschema.Draft4Validator(SCHEMA).validate(json.loads(sarif.render(found, FILES)))


def test_the_schema_would_say_so() -> None:
    document = json.loads(sarif.render(FINDINGS, FILES))
    document["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(document)


@pytest.mark.parametrize("found", RUNS.values(), ids=RUNS.keys())
def test_no_text_is_empty(found: Sequence[Diagnostic]) -> None:
    assert [text for text in _texts(json.loads(sarif.render(found, FILES))) if not text.strip()] == []


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


@pytest.mark.parametrize("found", RUNS.values(), ids=RUNS.keys())
def test_every_rule_has_what_github_asks(found: Sequence[Diagnostic]) -> None:
    driver = _run(found)["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"].count(".")) == ("ssi", 2)
    for rule in driver["rules"]:
        code = CATALOGUE[rule["name"]]
        level = {"error": "error", "warning": "warning", "info": "note"}[code.severity.value]
        problem = {"error": "error", "warning": "warning", "info": "recommendation"}[code.severity.value]
        assert rule["id"] == code.number
        assert rule["shortDescription"] == {"text": code.summary}
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert code.summary in rule["help"]["text"]
        assert code.summary in rule["help"]["markdown"]
        assert rule["defaultConfiguration"] == {"level": level}
        assert rule["properties"] == {"problem.severity": problem, "tags": [code.category.value]}


@pytest.mark.parametrize("found", RUNS.values(), ids=RUNS.keys())
def test_every_result_has_what_github_asks(found: Sequence[Diagnostic]) -> None:
    run = _run(found)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(found)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        (location,) = result["locations"]
        _assert_place(location)
        for related in result.get("relatedLocations", ()):
            assert related["message"]["text"]
            _assert_place(related)
        assert set(result["partialFingerprints"]) == {"primaryLocationLineHash"}


def _assert_place(location: dict[str, Any]) -> None:
    place = location["physicalLocation"]
    uri = place["artifactLocation"]["uri"]
    assert not uri.startswith(("/", "./"))
    assert not set(uri) & set(' <>"{}|\\^`\n')
    region = place["region"]
    assert set(region) == {"startLine", "startColumn", "endLine", "endColumn"}
    assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_the_level_is_the_configured_one_and_the_default_the_catalogues() -> None:
    run = _run(FINDINGS)
    index = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    (unused,) = (each for each in run["results"] if each["ruleId"] == codes.UNUSED_FACT.number)
    assert unused["level"] == "note"
    assert index[codes.UNUSED_FACT.number]["defaultConfiguration"] == {"level": "warning"}


def test_a_finding_names_its_place_in_the_repository_in_characters() -> None:
    run = _run(FINDINGS)
    assert run["columnKind"] == "unicodeCodePoints"
    (wide,) = (each for each in run["results"] if each["message"]["text"] == "Wide letters.")
    place = wide["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "sales/team%20a/rules.ssi"
    assert place["region"] == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11}
    assert {"sales/team%20a/clean.ssi"} < {each["location"]["uri"] for each in run["artifacts"]}


def test_labels_are_related_locations() -> None:
    result = next(each for each in _run(FINDINGS)["results"] if "relatedLocations" in each)
    said = [(each["id"], each["message"]["text"]) for each in result["relatedLocations"]]
    assert said == [(0, "named here"), (1, "declared here")]
    assert result["message"]["text"].endswith("help: write something else")


def test_a_fix_is_its_edits() -> None:
    (fix,) = next(each["fixes"] for each in _run(FINDINGS)["results"] if "fixes" in each)
    (change,) = fix["artifactChanges"]
    assert fix["description"]["text"] == "Remove `long` (unsafe)"
    assert [each.get("insertedContent") for each in change["replacements"]] == [None, {"text": "z\n"}]
    assert change["replacements"][0]["deletedRegion"]["startLine"] == 4


def _fingerprints(text: str, *, at_word: str = "long") -> list[str]:
    source = Source("rules.ssi", text)
    spans = [Span(source, i, i + 4) for i in range(len(text)) if text.startswith(at_word, i)]
    run = _run([Diagnostic(codes.UNUSED_LET, "Unused.", span) for span in spans], [source])
    return [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]


def test_a_fingerprint_outlives_moved_and_indented_lines() -> None:
    assert _fingerprints("# new\n\n   let  long = 1\n") == _fingerprints("let long = 1\n")
    assert _fingerprints("let long = 2\n") != _fingerprints("let long = 1\n")


def test_equal_lines_have_fingerprints_of_their_own() -> None:
    first, second = _fingerprints("let long = 1\nlet long = 1\n")
    assert first.partition(":")[0] == second.partition(":")[0]
    assert (first.partition(":")[2], second.partition(":")[2]) == ("1", "2")


def test_brackets_in_a_text_make_no_link() -> None:
    found = replace(FINDINGS[0], message="See [x](https://example.org).", help=None)
    assert _run([found])["results"][0]["message"]["text"] == "See \\[x\\](https://example.org)."


def test_more_than_github_takes_is_cut_by_severity_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 6)
    run = _run(FINDINGS)
    assert {each["level"] for each in run["results"]} == {"error"}
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("3 findings")


def test_a_missing_page_leaves_the_summary_for_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.pages.codes_folder", lambda: tmp_path)
    (rule,) = _run([Diagnostic(codes.UNUSED_LET, "Unused.", at(RULES, "long"))])["tool"]["driver"]["rules"]
    assert codes.UNUSED_LET.summary in rule["help"]["markdown"]
