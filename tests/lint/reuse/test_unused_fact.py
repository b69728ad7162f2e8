from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.lint.reuse.unused_fact import unused_fact
from tests.lint.reading import compiled, findings
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """
facts {
  calls : count "Calls made"

  table visits dated visited_on "Visits" {
    visited_on : date
  }
}
"""


def test_tells_of_facts_and_tables_that_nothing_reads(tmp_path: Path) -> None:
    found = findings(unused_fact, compiled(tmp_path, rules(declared=FACTS)))
    assert [each.message for each in found] == [
        "Nothing that scores reads the fact `calls`, so data would be asked for in vain.",
        "Nothing that scores reads the table `visits`, so data would be asked for in vain.",
    ]


def test_what_a_let_or_a_condition_reads_is_used(tmp_path: Path) -> None:
    declared = FACTS + "\nlet many = count of visits over 30 days\n"
    text = rules(
        first="measure many", second="applies when calls > 3\n    measure inbound_views", declared=declared
    )
    assert findings(unused_fact, compiled(tmp_path, text)) == []


def test_a_file_of_facts_declares_for_others(tmp_path: Path) -> None:
    assert findings(unused_fact, compiled(tmp_path, FACTS)) == []
