"""Ten mistakes of a first day, each made in the same sound ruleset; each time the answer must say what to type instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from ssi_rules.cli.main import app

if TYPE_CHECKING:
    from typer.testing import Result

    from tests.conftest import Golden

HERE = Path(__file__).parent
SOUND = (HERE / "prospecting.ssi").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One edit of the sound ruleset.

    Attributes:
        right: What stands there.
        wrong: What the newcomer types.
        told: What the answer must offer to type, word for word.
        command: What the newcomer runs.
    """

    name: str
    right: str
    wrong: str
    told: str
    command: str = "check"


MISTAKES = (
    Mistake("01_misspelt_fact", "profile_completeness\n", "profile_completness\n", "`profile_completeness`"),
    Mistake("02_90_for_90_percent", "from 90% earns", "from 90 earns", "`90%`"),
    Mistake("03_worths_do_not_sum", "worth 8 {", "worth 9 {", "`worth 8` for `endorsements`"),
    Mistake(
        "04_bands_out_of_order",
        "from 50% earns 4\n      from 75% earns 8",
        "from 75% earns 8\n      from 50% earns 4",
        "move the line of 50% above `from 75% earns 8`",
    ),
    Mistake(
        "05_missing_brace",
        "    basis  chosen\n  }\n\n  cap",
        "    basis  chosen\n\n  cap",
        "add a `}` above line 34, before `cap`",
    ),
    Mistake("06_unknown_market", "is financial_advisor", "is financial_adviser", "`financial_advisor`"),
    Mistake("07_wrong_import_path", "markets/titles.ssi", "market/title.ssi", '"markets/titles.ssi"'),
    Mistake("08_duplicate_id", "criterion endorsements", "criterion profile", "`endorsements`"),
    Mistake("09_cap_never_fires", "days_active < 5", "days_active < 0", "`days_active <= 0`"),
    Mistake(
        "10_test_expects_wrong_value",
        "endorsements = 4",
        "endorsements = 5",
        "`expect brand.endorsements = 4`",
        "test",
    ),
)


def run(text: str, command: str, where: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    (where / "ssi.toml").touch()
    (where / "prospecting.ssi").write_text(text, encoding="utf-8")
    monkeypatch.chdir(where)
    return CliRunner().invoke(app, [command, "prospecting.ssi"])


@pytest.mark.parametrize("command", ["check", "test"])
def test_the_ruleset_is_sound(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(SOUND, command, tmp_path, monkeypatch)
    assert (result.stdout, result.exit_code) == ("", 0)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_says_what_to_type_instead(
    mistake: Mistake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden
) -> None:
    assert SOUND.count(mistake.right) == 1
    result = run(SOUND.replace(mistake.right, mistake.wrong), mistake.command, tmp_path, monkeypatch)
    golden(HERE / "golden" / f"{mistake.name}.txt", result.stdout)
    offered = " ".join(line for line in result.stdout.splitlines() if "= help:" in line)
    assert mistake.told in offered
    assert result.exit_code == 1
