"""Market verdicts as lines for people and as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ssi_rules.cli.documents import MatchDocument, MatchRow
from ssi_rules.report.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from ssi_rules.markets.evaluate import Evaluation, Judged


def match_document(market: str, found: Evaluation, *, measured: bool) -> MatchDocument:
    """The ``ssi.match/1`` document; ``measured`` when the file has labels."""
    rows = [_row(each) for each in found.judged]
    if not measured:
        return MatchDocument(market=market, rows=rows)
    return MatchDocument(
        market=market,
        rows=rows,
        precision=_rounded(found.precision),
        recall=_rounded(found.recall),
        misses=[row for row, each in zip(rows, found.judged, strict=True) if each.is_miss],
    )


def match_lines(found: Evaluation, *, measured: bool) -> Iterator[str]:
    """A line for each text; with labels also how good the market is, and where it errs."""
    for each in found.judged:
        yield f"{_verdict(each):<8}{_told(each)}\n"
    if measured:
        yield from _quality(found)


def _quality(found: Evaluation) -> Iterator[str]:
    yield f"\nprecision {_shown(found.precision)}, recall {_shown(found.recall)}"
    yield f" on {len(found.labelled)} labelled texts\n"
    for name, misses in (
        ("Found, but labelled no", found.false_positives),
        ("Labelled yes, but not found", found.false_negatives),
    ):
        if misses:
            yield f"\n{name}:\n"
            yield from (f"  {_told(each)}\n" for each in misses)


def _told(each: Judged) -> str:
    return f"{inert(each.row.text)}  ({inert(each.verdict.reason)})"


def _row(each: Judged) -> MatchRow:
    label = None if each.row.label is None else _word(each.row.label)
    return MatchRow(text=each.row.text, verdict=_verdict(each), why=each.verdict.reason, label=label)


def _verdict(each: Judged) -> Literal["yes", "no", "unknown"]:
    answer = each.verdict.answer
    return "unknown" if answer is None else _word(answer)


def _word(answer: bool) -> Literal["yes", "no"]:  # noqa: FBT001 - a verdict is what it is about
    return "yes" if answer else "no"


def _rounded(share: Fraction | None) -> float | None:
    return None if share is None else round(float(share), 6)


def _shown(share: Fraction | None) -> str:
    return "not measurable" if share is None else f"{float(share):.3f}"
