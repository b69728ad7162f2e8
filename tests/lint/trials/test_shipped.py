"""What these rules say about rules that honest people wrote."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ssi_rules import codes
from ssi_rules.codes import Category
from ssi_rules.lint.trials import RULES
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace.load import Loader
from tests.lint.reading import compiled_file, findings

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(rulesets_folder().rglob("*.ssi"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_nothing_is_said_of_shipped_rules(path: Path) -> None:
    subject = compiled_file(path)
    beside = path.with_name(f"{path.stem}_test.ssi")
    if beside.exists():
        subject = replace(subject, tests=(Loader().load(beside).file,))
    assert [each.message for rule in RULES for each in findings(rule, subject)] == []


def test_every_code_of_the_room_has_its_rule_in_order() -> None:
    room = [
        each.slug for each in codes.CATALOGUE.values() if each.is_lint and each.category is Category.TRIALS
    ]
    assert room == [getattr(rule, "__name__", "").replace("_", "-") for rule in RULES]
