"""``python -m benchmarks.peers.first MODULE``: one entrant, or ours, from nothing to one score."""

from __future__ import annotations

import sys

from benchmarks import card

OURS = "ours"


def main(module: str) -> None:
    """Make ready and score once; only what this entrant needs is loaded."""
    facts = card.people(1, 0.0)[0]
    if module == OURS:
        from ssi_rules.engines.reference.evaluator import Evaluator  # noqa: PLC0415 - what is loaded is what is measured

        Evaluator(card.ruleset()).score(card.member(0, facts))
        return
    from benchmarks.peers.entrants import Entrant, enter  # noqa: PLC0415 - the same

    entrant = enter(module)
    assert isinstance(entrant, Entrant)
    entrant.ready.score(entrant.ready.given(facts))


if __name__ == "__main__":
    main(sys.argv[1])
