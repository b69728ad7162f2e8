"""How well a market does on labelled texts: precision, recall and every miss."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from ssi_rules.markets.match import Verdict, match_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssi_rules.markets.compile import CompiledMarket

_LABELS: Mapping[str, bool] = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text, whether it belongs to the market, and the other columns of its row."""

    text: str | None
    label: bool
    others: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text and what the market says of it; what is unknown is not counted as found."""

    labelled: LabelledText
    verdict: Verdict

    @property
    def is_miss(self) -> bool:
        """Whether the market finds what it should not, or does not find what it should."""
        return (self.verdict.answer is True) is not self.labelled.label


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All judged texts, in their order."""

    judged: tuple[Judged, ...]

    @property
    def false_positives(self) -> tuple[Judged, ...]:
        """Found, but labelled no."""
        return tuple(each for each in self.judged if each.is_miss and not each.labelled.label)

    @property
    def false_negatives(self) -> tuple[Judged, ...]:
        """Labelled yes, but not found."""
        return tuple(each for each in self.judged if each.is_miss and each.labelled.label)

    @property
    def unknown(self) -> int:
        """How many texts could not be read."""
        return sum(each.verdict.answer is None for each in self.judged)

    @property
    def precision(self) -> Fraction | None:
        """Of those found, the share labelled yes; None if none was found."""
        found = sum(each.verdict.answer is True for each in self.judged)
        return _share(found - len(self.false_positives), found)

    @property
    def recall(self) -> Fraction | None:
        """Of those labelled yes, the share found; None if none was."""
        wanted = sum(each.labelled.label for each in self.judged)
        return _share(wanted - len(self.false_negatives), wanted)


def evaluate(market: CompiledMarket, rows: Iterable[LabelledText]) -> Evaluation:
    """Match every labelled text."""
    return Evaluation(tuple(Judged(row, match_text(market, row.text, row.others)) for row in rows))


def read_label(cell: str) -> bool | None:
    """A label cell: yes/no, true/false, 1/0 in any case; None for anything else."""
    return _LABELS.get(cell.strip().casefold())


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
