"""Proposed tests as a rule file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.formatting import format_text
from ssi_rules.ruletest.given import given_lines
from ssi_rules.syntax.printer.expressions import quoted
from ssi_rules.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.model import Catalogue, Ruleset
    from ssi_rules.ruletest.generate.propose import Proposal

_HEADING = """\
# Proposed by `ssi test --generate` for what no test tried. What each test expects was filled in by the rules as they are
# now: review every number, mend the rules where one is wrong, and take this comment away.
"""


def written(ruleset: Ruleset, proposals: Iterable[Proposal], tested: str) -> str:
    """The text of a test file, in the house's layout.

    Args:
        ruleset: What is tested.
        proposals: Its new tests.
        tested: Path of its file, as the test file is to name it.
    """
    tests = "\n".join("\n".join(_test(each, ruleset.catalogue)) for each in proposals)
    return format_text(Source("proposed_test.ssi", f"{_HEADING}\nuse {quoted(tested)}\n\n{tests}\n"))


def _test(proposal: Proposal, catalogue: Catalogue) -> Iterator[str]:
    yield f"\ntest {quoted(proposal.title)} {{"
    yield from given_lines(proposal.given, catalogue)
    yield from proposal.expectations
    yield "}"
