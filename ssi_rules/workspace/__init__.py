"""Files to checked rulesets: projects, paths, loading, and the door that everything else comes in by."""

from ssi_rules.workspace.check import ONLY_FAULTS, Checked, Compiled, check_paths
from ssi_rules.workspace.rulesets import (
    RulesetError,
    load_catalogue,
    load_flat,
    load_market,
    load_markets,
    load_ruleset,
    shipped_rulesets,
)
from ssi_rules.workspace.targets import Options

__all__ = [
    "ONLY_FAULTS",
    "Checked",
    "Compiled",
    "Options",
    "RulesetError",
    "check_paths",
    "load_catalogue",
    "load_flat",
    "load_market",
    "load_markets",
    "load_ruleset",
    "shipped_rulesets",
]
