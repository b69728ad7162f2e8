"""rule-engine: one rule that is a list of conditionals."""

from __future__ import annotations

import rule_engine

from benchmarks.peers.conditional import Dialect, program, total
from benchmarks.peers.contest import Ready, with_blanks

NAME = "rule-engine"
PACKAGE = "rule-engine"


def prepare() -> Ready[dict[str, int | bool | None], list[int | None]]:
    rule = rule_engine.Rule(program(Dialect("{above} // {below}")))
    return Ready(with_blanks, rule.evaluate, total)
