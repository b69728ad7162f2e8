"""Which rules a result is of: a line that goes with it, in the file's own description."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.model import Ruleset

KEY = "ssi_rules"
"""What the line is called among a Parquet file's own."""


def origin_of(ruleset: Ruleset) -> str:
    """The line for results of a ruleset; equal for equal rules alone."""
    return json.dumps(
        {"ruleset": ruleset.id, "version": ruleset.version, "fingerprint": ruleset.fingerprint},
        separators=(",", ":"),
    )
