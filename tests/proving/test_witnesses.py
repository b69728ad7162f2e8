"""Whoever is shown is shown as lines that a test file takes, whatever texts are in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.cli.assumptions import assumed
from ssi_rules.cli.trouble import Trouble
from ssi_rules.model import Compared, Constant
from ssi_rules.ruletest.given import given_block
from ssi_rules.sources.dataset import Member, Rows
from tests.engines.differential.written import checked

CARD = """
ruleset card "Card" { version "1.0.0" worth 4 }
facts { t : text "T" table people "People" { title : text } }
pillar p "P" worth 4 {
  criterion c "C" worth 4 { measure count of people where title = t bands { from 3 earns 4 } basis chosen }
}
"""
AWKWARD = (
    st.text(st.sampled_from('"\\\n\t\r{}#,=n \u2028\u202e\u05d0\u0633\U0001f600\ufe0f\u200d\u0301é'))
    | st.text()
)


@given(AWKWARD)
def test_what_is_assumed_of_a_text_is_refused_or_can_be_pasted(text: str) -> None:
    ruleset = checked(CARD)
    assert ruleset is not None
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    try:
        (condition,) = assumed([f't="{quoted}"'], ruleset)
    except Trouble:  # of a text that cannot be written
        return
    assert isinstance(condition, Compared)
    assert isinstance(condition.right, Constant)
    value = condition.right.value
    member = Member("m", None, {"t": value}, tables={"people": Rows({"title": (value,)}, 1, "people")})
    lines = given_block(member, None, ruleset.catalogue)
    pasted = checked("\n".join([CARD, 'test "pasted" {', *lines, "expect total = 0", "}"]))
    assert pasted is not None, lines
    (test,) = pasted.tests
    assert dict(test.facts) == {"t": value}
    ((_, (rows,)),) = test.tables
    assert (rows.count, dict(rows.cells)) == (1, {"title": value})
