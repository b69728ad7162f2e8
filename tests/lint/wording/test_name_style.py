from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.lint.wording.name_style import name_style, snake_case
from tests.lint.reading import compiled, findings
from tests.lint.scoring.rules import told

from .rules import criterion, ruleset

if TYPE_CHECKING:
    from pathlib import Path


def test_names_with_capitals(tmp_path: Path) -> None:
    facts = (
        'facts {\n  InMailRate : percent "Rate"\n  table Visits dated on { on : date\n siteName : text }\n}'
    )
    text = ruleset(criterion(name="ProfileStrength"), before=facts + "\nlet Enough = 5")
    assert told(name_style, tmp_path, text.replace("skills", "skills + Enough")) == [
        f"{line}: The name `{name}` has capitals; names are small letters and underscores."
        f" [call it `{better}` here and wherever it is used]"
        for line, name, better in [
            (8, "InMailRate", "in_mail_rate"),
            (9, "Visits", "visits"),
            (10, "siteName", "site_name"),
            (12, "Enough", "enough"),
            (14, "ProfileStrength", "profile_strength"),
        ]
    ]


def test_small_letters_digits_and_underscores(tmp_path: Path) -> None:
    text = ruleset(criterion(name="top_5__of_2026"), before="let x2 = 5")
    assert told(name_style, tmp_path, text.replace("skills", "skills + x2")) == []


def test_a_change_says_the_name_that_others_chose(tmp_path: Path) -> None:
    text = (
        'ruleset other "Other" {\n  extends "base.ssi"\n  version "1"\n}\nchange find.One { title "Two" }\n'
    )
    subject = compiled(tmp_path, text, beside={"base.ssi": ruleset(criterion(name="One"))})
    assert findings(name_style, subject) == []


@pytest.mark.parametrize(
    ("name", "better"),
    [("SSIScore", "ssi_score"), ("a_B", "a_b"), ("PostsPer90Days", "posts_per90_days"), ("URL", "url")],
)
def test_what_a_name_should_be(name: str, better: str) -> None:
    assert snake_case(name) == better
