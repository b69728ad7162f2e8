"""The most that a change of rules can bring and take, in a line for each pillar and the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.language.numbers import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.proof import Proof

COLUMNS = ("", "Largest gain", "Largest loss")


def extremes(proof: Proof) -> Iterator[tuple[str, str, str]]:
    """Name, gain and loss; pillars as the proof has them, the total last."""
    for name, each in sorted(proof.gains.items(), key=lambda item: not item[0]):
        gain, loss = ("at most " if why else "" for why in (each.gain_why, each.loss_why))
        yield name or "total", _signed(each.gain, f"{gain}+"), _signed(each.loss, f"{loss}-")


def unsure(proof: Proof) -> str:
    """Why some of it is only known to be no more; empty where all is known exactly."""
    return next((each.why for each in proof.gains.values() if each.why), "")


def _signed(hundredths: int, sign: str) -> str:
    return f"{sign}{format_points(hundredths)}" if hundredths else "none"
