"""Files to checked rulesets: projects, paths, loading, and the door that everything else comes in by."""

from ssi_rules.workspace.check import (
    Checked,
    Compiled,
    RulesetError,
    check_paths,
    load_catalogue,
    load_flat,
    load_market,
    load_markets,
    load_ruleset,
    shipped_rulesets,
)

__all__ = [
    "Checked",
    "Compiled",
    "RulesetError",
    "check_paths",
    "load_catalogue",
    "load_flat",
    "load_market",
    "load_markets",
    "load_ruleset",
    "shipped_rulesets",
]
