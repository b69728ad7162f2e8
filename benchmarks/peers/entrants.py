"""Who takes part, in the order of the table, and why somebody does not."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.peers.contest import Ready

MODULES = (
    "by_hand",
    "zen_engine",
    "cel_rust",
    "rule_engine_",
    "rego",
    "json_logic_",
    "business_rules_",
    "pmml",
    "openfisca",
    "cel_python",
)


@dataclass(frozen=True, slots=True)
class Entrant:
    """A peer that is there.

    Attributes:
        module: Its module.
        called: Its name.
        package: What was installed for it.
        ready: The card in its language.
    """

    module: str
    called: str
    package: str | None
    ready: Ready[Any, Any]

    @property
    def name(self) -> str:
        """With its version, where it has one."""
        from importlib import metadata  # noqa: PLC0415 - start-up is measured too, and this loads the e-mail parser

        return f"{self.called} {metadata.version(self.package)}" if self.package else self.called


@dataclass(frozen=True, slots=True)
class Absent:
    """A peer that is not there, and why."""

    name: str
    reason: str


def enter(module: str) -> Entrant | Absent:
    """Load a peer and have it read the card."""
    try:
        loaded = importlib.import_module(f"benchmarks.peers.{module}")
        ready = loaded.prepare()
    except (ImportError, OSError, RuntimeError) as fault:
        return Absent(module.strip("_"), f"{type(fault).__name__}: {fault}".splitlines()[0])
    return Entrant(module, loaded.NAME, loaded.PACKAGE, ready)
