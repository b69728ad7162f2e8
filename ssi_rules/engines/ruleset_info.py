"""What every engine's documents say of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.scorecard import RulesetInfo

if TYPE_CHECKING:
    from ssi_rules import model


def ruleset_info(ruleset: model.Ruleset) -> RulesetInfo:
    """How documents name a ruleset."""
    return RulesetInfo(
        name=ruleset.id,
        title=ruleset.title,
        version=ruleset.version,
        status=ruleset.status,
        about=ruleset.about,
        source=ruleset.source,
        fingerprint=ruleset.fingerprint,
        path=ruleset.path,
    )
