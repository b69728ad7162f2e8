"""zen-engine (GoRules): points by one compiled expression; the trace by its own decision graph with an expression node."""

from __future__ import annotations

import json

import zen

from benchmarks.peers.conditional import Dialect, capped, criteria, program, total
from benchmarks.peers.contest import Ready, with_blanks

NAME = "zen-engine"
PACKAGE = "zen-engine"
DIALECT = Dialect("floor({above} / {below})")


def prepare() -> Ready[dict[str, int | bool | None], list[int | None]]:
    compiled = zen.compile_expression(program(DIALECT))
    decision = zen.ZenEngine().create_decision(json.dumps(_graph()))
    return Ready(
        with_blanks,
        compiled.evaluate,
        total,
        lambda facts: decision.evaluate(facts, {"trace": True}),
        "its own, of an expression node",
    )


def _graph() -> dict[str, object]:
    rules = [*criteria(DIALECT), capped(DIALECT)]
    expressions = [
        {"id": f"e{number}", "key": f"p{number}", "value": rule} for number, rule in enumerate(rules)
    ]
    return {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode"},
            {"id": "card", "name": "card", "type": "expressionNode", "content": {"expressions": expressions}},
            {"id": "out", "name": "out", "type": "outputNode"},
        ],
        "edges": [
            {"id": "first", "sourceId": "in", "targetId": "card"},
            {"id": "second", "sourceId": "card", "targetId": "out"},
        ],
    }
