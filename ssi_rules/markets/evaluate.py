"""What a market says of many texts, and how well it does on labelled ones: precision, recall and every miss."""

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
class TextRow:
    """A text, whether it is labelled as one of the market (None without a label), and the row's other columns."""

    text: str
    label: bool | None = None
    others: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A text and what the market says of it; what is unknown is not counted as found."""

    row: TextRow
    verdict: Verdict

    @property
    def is_found(self) -> bool:
        """Whether the market takes the text for one of its own."""
        return self.verdict.answer is True

    @property
    def is_miss(self) -> bool:
        """Whether the market and the label differ; a text without a label is none."""
        return self.row.label is not None and self.is_found is not self.row.label


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All judged texts, in their order; only labelled ones measure the market."""

    judged: tuple[Judged, ...]

    @property
    def labelled(self) -> tuple[Judged, ...]:
        """Those with a label."""
        return tuple(each for each in self.judged if each.row.label is not None)

    @property
    def false_positives(self) -> tuple[Judged, ...]:
        """Found, but labelled no."""
        return tuple(each for each in self.judged if each.is_miss and each.is_found)

    @property
    def false_negatives(self) -> tuple[Judged, ...]:
        """Labelled yes, but not found."""
        return tuple(each for each in self.judged if each.is_miss and not each.is_found)

    @property
    def precision(self) -> Fraction | None:
        """Of those found, the share labelled yes; None if none was found."""
        found = sum(each.is_found for each in self.labelled)
        return _share(found - len(self.false_positives), found)

    @property
    def recall(self) -> Fraction | None:
        """Of those labelled yes, the share found; None if none was."""
        wanted = sum(each.row.label is True for each in self.judged)
        return _share(wanted - len(self.false_negatives), wanted)


def evaluate(market: CompiledMarket, rows: Iterable[TextRow]) -> Evaluation:
    """Match every text."""
    return Evaluation(tuple(Judged(row, match_text(market, row.text, row.others)) for row in rows))


def read_label(cell: str) -> bool | None:
    """A label cell: yes/no, true/false, 1/0 in any case; None for anything else."""
    return _LABELS.get(cell.strip().casefold())


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
