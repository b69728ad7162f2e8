from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.trials.unused_given import unused_given
from tests.lint.reading import mended
from tests.lint.scoring.rules import found, told

from .rules import RULES, trial

if TYPE_CHECKING:
    from pathlib import Path

READ = "given has_cover_photo = yes\n  given shares { }\n"
EXPECTED = "  expect brand.photo = 4"


def test_a_fact_and_a_table_that_the_rules_do_not_read(tmp_path: Path) -> None:
    given = "  given articles = 3\n  given comments {\n    3 of { }\n  }\n"
    assert told(unused_given, tmp_path, RULES + trial(READ + given + EXPECTED)) == [
        "25: Ruleset `sample` does not read `articles`. [remove it, or give what the rules read instead]",
        "26: Ruleset `sample` does not read `comments`. [remove it, or give what the rules read instead]",
    ]


def test_what_the_rules_read(tmp_path: Path) -> None:
    assert told(unused_given, tmp_path, RULES + trial(READ + EXPECTED)) == []


def test_what_a_cap_reads_is_read(tmp_path: Path) -> None:
    rules = RULES.rstrip().removesuffix("}") + "  cap at 5 when articles = 0\n}\n"
    assert told(unused_given, tmp_path, rules + trial("given articles = 3\n" + EXPECTED)) == []


def test_the_fix_takes_out_its_lines(tmp_path: Path) -> None:
    given = "  given comments {\n    3 of { }\n  }\n"
    (each,) = found(unused_given, tmp_path, RULES + trial(READ + given + EXPECTED))
    assert mended(each) == RULES + trial(READ + EXPECTED)


def test_no_fix_takes_out_a_comment(tmp_path: Path) -> None:
    given = "  given articles = 3  # as in May\n"
    (each,) = found(unused_given, tmp_path, RULES + trial(READ + given + EXPECTED))
    assert each.fix is None
