"""Files to checked rulesets: projects, paths, loading, and the door that everything else comes in by.

Each name is loaded when it is first used: a run whose findings are all kept from before needs no parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssi_rules.workspace.check import ONLY_FAULTS, Checked, Compiled, check_paths
    from ssi_rules.workspace.inspect import inspect_paths
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
    from ssi_rules.workspace.wording import Wording, ruleset_files, wordings

__all__ = [
    "ONLY_FAULTS",
    "Checked",
    "Compiled",
    "Options",
    "RulesetError",
    "Wording",
    "check_paths",
    "inspect_paths",
    "load_catalogue",
    "load_flat",
    "load_market",
    "load_markets",
    "load_ruleset",
    "ruleset_files",
    "shipped_rulesets",
    "wordings",
]

_ROOMS = {
    **dict.fromkeys(("ONLY_FAULTS", "Checked", "Compiled", "check_paths"), "check"),
    "inspect_paths": "inspect",
    "Options": "targets",
    **dict.fromkeys(("Wording", "ruleset_files", "wordings"), "wording"),
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'rulesets')}"), name)
