"""What holds of every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.cli.options import FORMATS
from ssi_rules.formats import RENDERERS
from ssi_rules.formats.gravest import gravest_first
from ssi_rules.formats.tally import tally
from tests.formats.samples import FILES, FINDINGS, hostile

if TYPE_CHECKING:
    from ssi_rules.diagnostics import Diagnostic
    from tests.conftest import Golden

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_each_format(name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssi_rules.pages.codes_folder", lambda: FOLDER)  # pages change, this should not
    golden(FOLDER / f"{name}.out", RENDERERS[name](FINDINGS, FILES))


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_each_format_when_all_is_clean(name: str, golden: Golden) -> None:
    golden(FOLDER / f"clean-{name}.out", RENDERERS[name]([], FILES))


def test_colour(golden: Golden) -> None:
    golden(FOLDER / "coloured.out", RENDERERS["full"](FINDINGS[:1], colour=True))


def test_the_command_line_offers_each_of_them() -> None:
    assert set(FORMATS) == set(RENDERERS)


@pytest.mark.parametrize("name", sorted(set(RENDERERS) - {"full", "concise"}))
def test_only_what_people_read_in_a_terminal_is_coloured(name: str) -> None:
    render = RENDERERS[name]
    assert render(FINDINGS, FILES, colour=True) == render(FINDINGS, FILES)


@pytest.mark.parametrize("name", sorted(RENDERERS))
def test_order_and_repetition_of_what_comes_in_do_not_matter(name: str) -> None:
    render = RENDERERS[name]
    assert render((*reversed(FINDINGS), FINDINGS[0]), FILES[::-1]) == render(FINDINGS, FILES)


@pytest.mark.parametrize("name", sorted(RENDERERS))
@pytest.mark.parametrize("findings", [FINDINGS, hostile()], ids=["usual", "hostile"])
def test_nothing_comes_out_but_what_can_be_seen(name: str, findings: tuple[Diagnostic, ...]) -> None:
    shown = RENDERERS[name](findings, FILES)
    assert shown.replace("\n", "").isprintable()
    assert shown.encode().decode() == shown


def test_nothing_found() -> None:
    assert (RENDERERS["full"]([]), RENDERERS["concise"]([])) == ("", "")
    assert json.loads(RENDERERS["json"]([])) == {"schema": "ssi.diagnostics/1", "diagnostics": []}


def test_tally() -> None:
    assert tally([]) == "no findings"
    assert tally(FINDINGS[:1]) == "1 error"
    assert tally([*FINDINGS, FINDINGS[0]]) == "6 errors, 1 warning and 2 info"


def test_the_gravest_come_first_each_kind_in_order_of_place() -> None:
    found = gravest_first(FINDINGS)
    assert [each.severity.value for each in found] == ["error"] * 6 + ["warning"] + ["info"] * 2
    assert [each.key for each in found[:6]] == sorted(each.key for each in found[:6])
