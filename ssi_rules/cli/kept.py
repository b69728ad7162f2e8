"""Scorecards rebuilt from a result that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.bulk.lookup import find_row
from ssi_rules.cli.trouble import Trouble
from ssi_rules.engines.rebuild import Rebuilder, Told
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ssi_rules.scorecard import Scorecard


def card_from_result(file: Path, ruleset: str, member: str | None) -> Scorecard:
    """The scorecard of a member of a result.

    Raises:
        Trouble: Nobody is named, or nobody of this name is in the result.
        RulesetError: The ruleset has errors.
        DataError: The file cannot be read, or is no full result of these rules.
    """
    if member is None:
        raise Trouble("A result has many members.", "Say whom to explain: --member ID")
    rules = api.load_ruleset(ruleset)
    row = find_row(file, rules, member)
    if row is None:
        raise Trouble(f"The result has no member `{inert(member)}`.", "Write the id as the data does.")
    return Rebuilder(rules, "kept").scorecard(row, Told())


def refuse_data(given: Mapping[str, object]) -> None:
    """See that nothing was given that is about data.

    Raises:
        Trouble: Something was.
    """
    for option, value in given.items():
        if value:
            raise Trouble(
                f"--from explains what was scored before; {option} is for data.", "Give one of them."
            )
