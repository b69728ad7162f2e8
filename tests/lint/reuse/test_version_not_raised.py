from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.reuse.version_not_raised import version_not_raised
from ssi_rules.lint.subject import Before
from tests.lint.reading import compiled, findings, mended
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "sha256:other"


def test_asks_for_a_higher_version(tmp_path: Path) -> None:
    subject = replace(compiled(tmp_path, rules()), before=Before("main", "1.0.0", OTHER))
    (found,) = findings(version_not_raised, subject)
    assert (
        found.message == "These rules score or say something else than at main, and are still version 1.0.0."
    )
    assert found.help == 'write `version "1.1.0"`'
    assert found.fix is not None
    assert found.fix.safety is Safety.UNSAFE
    assert 'version "1.1.0"' in mended(found)


@pytest.mark.parametrize(
    ("version", "said"),
    [("2.9", 'write `version "2.10"`'), ("2026-11", "give it a version of its own")],
)
def test_goes_by_how_versions_are_counted(version: str, said: str, tmp_path: Path) -> None:
    text = rules().replace("1.0.0", version)
    subject = replace(compiled(tmp_path, text), before=Before("main", version, OTHER))
    assert [each.help for each in findings(version_not_raised, subject)] == [said]


def test_is_silent_when_nothing_changed_or_the_version_did(tmp_path: Path) -> None:
    subject = compiled(tmp_path, rules())
    assert subject.ruleset is not None
    for before in (
        None,
        Before("main", "1.0.0", subject.ruleset.fingerprint),
        Before("main", "0.9.0", OTHER),
    ):
        assert findings(version_not_raised, replace(subject, before=before)) == []
