"""The rule file and test that ``ssi init`` writes."""

from __future__ import annotations

RULES = "team.ssi"
TESTS = "team_test.ssi"


def starter(template: str) -> dict[str, str]:
    """File names and their texts.

    Args:
        template: The shipped ruleset that the new one extends.
    """
    return {RULES: _RULES.replace("TEMPLATE", template), TESTS: _TESTS}


_RULES = """\
# Your own ruleset. It starts from a shipped one and says only what is different.
#
#   ssi check team.ssi               finds every mistake, and says what to write instead
#   ssi test team.ssi                runs the tests beside it, in team_test.ssi
#   ssi show team.ssi                shows every rule that results, and where it comes from
#   ssi explain team.ssi EXPORT.zip  scores your LinkedIn export and explains each point

ruleset team "Our social selling" {
  extends "TEMPLATE.ssi"
  version "0.1.0"
  status  "experimental"
  about   "Starts from TEMPLATE; our own market."
}

# Whom you sell to, by their titles. `*` stands for one to three words; a `not` phrase takes out what it matches.
market our_buyers "The people we sell to" {
  title has "head of procurement", "purchasing manager", "chief * officer"
  title not "assistant to", "former"
}

# Every rule that speaks of the target market now speaks of yours.
change market target = our_buyers

# Change any number in the same way; `ssi show TEMPLATE` prints the names. For example:
#
# change relationships.target_connections {
#   advice "Meet one buyer a week."
# }
"""

_TESTS = """\
# What the ruleset promises. A test stands beside the ruleset it is named after. `ssi test .` runs
# it, and `ssi test . --coverage` shows what no test tries.

test "buyers count as the target market" {
  as of 2026-06-30
  given connections {
    300 of { title = "Head of Procurement", connected_on = 2026-01-15 }
    100 of { title = "Teacher", connected_on = 2026-01-15 }
  }
  expect relationships.target_connections >= 1
  expect relationships.target_connections is scored
}
"""
