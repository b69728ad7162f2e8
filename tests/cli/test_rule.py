"""``ssi rule``: a code's page, and the list of all codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from ssi_rules.codes import CATALOGUE, Category
from ssi_rules.pages import load_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

CODE = CATALOGUE["duplicate-phrase"]


@pytest.mark.parametrize("name", ["duplicate-phrase", "SSI865", "ssi865", "Duplicate-Phrase", " ssi865 "])
def test_a_code_is_found_by_number_and_name_in_any_case(name: str, ssi: Ssi) -> None:
    done = ssi("rule", name)
    assert done.returncode == 0
    page = load_page(CODE)
    assert page.bad is not None
    assert page.good is not None
    assert page.fix is not None
    first, *_ = done.stdout.splitlines()
    assert first == f"warning[SSI865] duplicate-phrase: {CODE.summary}"
    for example in (page.bad, page.good):
        for line in example.files[0][1].splitlines():
            assert f"    {line}\n" in done.stdout
    assert f"Fix ({page.fix[0]}): {page.fix[1]}" in " ".join(done.stdout.split())
    assert page.why.split()[:8] == done.stdout.split("\n\n")[1].split()[:8]


def test_lines_end_where_the_terminal_does(ssi: Ssi) -> None:
    why = ssi("rule", "duplicate-phrase", COLUMNS="60").stdout.split("\n\n")[1]
    assert max(map(len, why.splitlines())) <= 60


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("duplicate-phrases", "Did you mean `ssi rule duplicate-phrase`?"),
        ("SSI8655", "Did you mean `ssi rule SSI865`?"),
        ("something quite else", "`ssi rule` lists every code."),
    ],
)
def test_an_unknown_code_is_told_with_the_nearest(name: str, told: str, ssi: Ssi) -> None:
    done = ssi("rule", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [f"error: There is no code `{name}`.", f"help: {told}"]


def test_without_a_code_all_are_listed_by_category(ssi: Ssi) -> None:
    done = ssi("rule")
    lines = [line for line in done.stdout.splitlines() if line]
    assert [line for line in lines if not line.startswith(" ")] == [each.value for each in Category]
    listed = [line.split()[0] for line in lines if line.startswith(" ")]
    assert sorted(listed) == [each.number for each in CATALOGUE.values()]
    (line,) = (line for line in lines if "SSI865" in line)
    fix = load_page(CODE).fix
    assert fix is not None
    assert line.split()[:5] == ["SSI865", "warning", "duplicate-phrase", fix[0], "fix"]
    assert line.endswith(CODE.summary)


def test_colour_is_for_terminals(ssi: Ssi) -> None:
    for arguments in (("rule",), ("rule", "SSI865")):
        assert "\x1b" not in ssi(*arguments).stdout
        assert "\x1b[1;33m" in ssi(*arguments, "--color", "always").stdout
        assert "\x1b" not in ssi(*arguments, "--json", "--color", "always").stdout


@pytest.mark.parametrize(
    ("schema", "arguments"), [("rule", ["rule", "SSI865"]), ("rules", ["rule"]), ("rule", ["rule", "SSI001"])]
)
def test_the_documents_hold_to_their_schemas(schema: str, arguments: list[str], ssi: Ssi) -> None:
    document = json.loads(ssi(*arguments, "--json").stdout)
    jsonschema.Draft202012Validator(json.loads(ssi("schema", schema).stdout)).validate(document)
    assert next(iter(document)) == "schema"


def test_the_examples_of_the_document_are_whole_files(ssi: Ssi) -> None:
    document = json.loads(ssi("rule", "SSI865", "--json").stdout)
    fix = load_page(CODE).fix
    assert fix is not None
    assert document["slug"] == "duplicate-phrase"
    assert document["fix"] == {"safety": fix[0], "effect": fix[1]}
    assert document["bad"][0]["text"].startswith('use "facts/linkedin.ssi"')


def test_a_code_without_a_page_still_has_its_summary(
    ssi: Ssi, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ssi_rules.pages.codes_folder", lambda: project / "nowhere")
    done = ssi("rule", "SSI865")
    assert (done.returncode, CODE.summary in done.stdout) == (0, True)
