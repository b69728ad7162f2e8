from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.reuse.deprecated_name import deprecated_name
from tests.lint.reading import compiled, findings, mended
from tests.lint.reuse.rules import rules

if TYPE_CHECKING:
    from pathlib import Path

FACTS = """
facts {
  calls     : count "Deprecated: use phone_calls"
  talks     : count "Deprecated since the spring"
  phone_calls : count "Calls made"

  table visits dated visited_on "Deprecated: see `days_active`" {
    visited_on : date
    calls      : count
  }
}

market chief "Deprecated: use boss" {
  title has "chief"
}

market boss "Bosses" {
  title has "boss"
}
"""


def test_offers_the_successor(tmp_path: Path) -> None:
    subject = compiled(tmp_path, rules(first="measure calls", declared=FACTS))
    (found,) = findings(deprecated_name, subject)
    assert (found.message, found.help) == ("`calls` is deprecated.", "write `phone_calls`")
    assert found.labels[0].span.text == '"Deprecated: use phone_calls"'
    assert found.fix is not None
    assert found.fix.safety is Safety.UNSAFE
    assert "measure phone_calls" in mended(found)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("talks", "see what its title says to use instead"),
        ("count of visits", "see what its title says to use instead"),
        ("share of connections where title is chief", "write `boss`"),
    ],
)
def test_knows_facts_tables_and_markets(measure: str, said: str, tmp_path: Path) -> None:
    ramp = "ramp { 0% earns 0 50% earns 6 }" if "share" in measure else "ramp { 0 earns 0 50 earns 6 }"
    text = rules(first=f"measure {measure}\n    {ramp}", declared=FACTS)
    text = text.replace("    ramp {\n      0  earns 0\n      50 earns 6\n    }\n", "")
    (found,) = findings(deprecated_name, compiled(tmp_path, text))
    assert found.help == said


def test_a_market_made_of_a_deprecated_one(tmp_path: Path) -> None:
    text = rules(declared=FACTS + "\nmarket top = chief or boss\n")
    (found,) = findings(deprecated_name, compiled(tmp_path, text))
    assert found.span.text == "chief"


def test_a_column_of_the_same_name_is_not_meant(tmp_path: Path) -> None:
    table = FACTS.replace("Deprecated: see `days_active`", "Visits")
    text = rules(first="measure count of visits where calls > 3", declared=table)
    assert findings(deprecated_name, compiled(tmp_path, text)) == []
