"""The document ``ssi.diagnostics/1`` against the schema that ``ssi schema diagnostics`` publishes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from ssi_rules.cli.documents import DiagnosticsDocument
from ssi_rules.formats import RENDERERS
from tests.formats.samples import FINDINGS, hostile

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic


def _document(found: tuple[Diagnostic, ...]) -> Any:
    return json.loads(RENDERERS["json"](found))


@pytest.mark.parametrize("found", [(), FINDINGS, hostile()], ids=["clean", "usual", "hostile"])
def test_it_holds_to_its_schema(found: tuple[Diagnostic, ...]) -> None:
    schema = DiagnosticsDocument.model_json_schema(by_alias=True, mode="serialization")
    jsonschema.Draft202012Validator(schema).validate(_document(found))


def test_a_fix_is_there_to_be_carried_out() -> None:
    (unused,) = (each for each in _document(FINDINGS)["diagnostics"] if each["slug"] == "unused-let")
    assert unused["category"] == "names"
    fix = unused["fix"]
    assert (fix["title"], fix["safety"], fix["path"]) == ("Remove `long`", "unsafe", "sales/team a/rules.ssi")
    assert [(each["line"], each["column"], each["text"]) for each in fix["edits"]] == [
        (4, 1, ""),
        (4, 412, "z\n"),
    ]


def test_texts_come_back_as_they_were() -> None:
    said = {each["message"] for each in _document(hostile())["diagnostics"]}
    assert said == {each.message for each in hostile()}
