from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.wording.title_style import title_style
from tests.lint.reading import compiled, findings, mended
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path


def test_a_small_letter_and_a_full_stop(tmp_path: Path) -> None:
    assert told(title_style, tmp_path, ruleset(criterion(title="skills listed."))) == [
        "9: This title begins with a small letter. [begin with `S`]",
        "9: This title ends with a full stop. [leave out the full stop]",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Skills listed", "iPhone owners", "eBay sales", "k8s clusters", "b2b contacts", "ssi.toml in use",
        "90 days active", "“Quoted” words", "Visits to the U.S.", "Acme Inc.", "Posts, likes etc.", "And so on...",
        "No. Not at all.", "Who asks?", "技能", "",
    ],
)  # fmt: skip
def test_titles_that_are_well(title: str, tmp_path: Path) -> None:
    assert told(title_style, tmp_path, ruleset(criterion(title=title))) == []


def test_titles_of_tests_are_sentences(tmp_path: Path) -> None:
    trial = 'test "nobody has skills." {\n  expect find.one is unknown\n}'
    assert told(title_style, tmp_path, ruleset(criterion(), after=trial)) == []


@pytest.mark.parametrize(
    ("title", "better"),
    [("skills listed", "Skills listed"), ("élan", "Élan"), ("Skills listed.", "Skills listed")],
)
def test_what_the_fix_writes(title: str, better: str, tmp_path: Path) -> None:
    subject = compiled(tmp_path, ruleset(criterion(title=title)))
    (found,) = findings(title_style, subject)
    assert found.fix is not None
    assert mended(found) == ruleset(criterion(title=better))


def test_the_fix_changes_the_fingerprint_so_it_is_not_safe(tmp_path: Path) -> None:
    subject = compiled(tmp_path, ruleset(criterion(title="skills")))
    (found,) = findings(title_style, subject)
    after = compiled(tmp_path, mended(found))
    assert subject.ruleset is not None
    assert after.ruleset is not None
    assert subject.ruleset.fingerprint != after.ruleset.fingerprint
    assert found.fix is not None
    assert found.fix.safety is Safety.UNSAFE
