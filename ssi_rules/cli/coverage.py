"""What tests try of rules, as a table for people and as a document for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ssi_rules.cli.documents import CoverageDocument, CoverageLine
    from ssi_rules.ruletest.coverage import Coverage, Line

_INDENT = "  "


def percent(coverages: Sequence[Coverage]) -> float:
    """How much of all there is to try is tried, from 0 to 100; nothing to try is 100."""
    everything = sum(each.all for each in coverages)
    return 100 * sum(each.tried for each in coverages) / everything if everything else 100.0


def shown_percent(value: float) -> str:
    """With one decimal, cut off: 100% is said only where nothing is missing."""
    return f"{int(value * 10) / 10:g}%"


def coverage_table(coverages: Sequence[Coverage]) -> str:
    """One line for each rule file and each of its parts: how much is tried, of how many things there are to try."""
    rows = [row for each in coverages for row in _rows(each)]
    width = max((len(name) for name, *_ in rows), default=0)
    shares = max((len(share) for _, share, _ in rows), default=0)
    return "".join(f"{name:<{width}}  {share:>{shares}}  {counts}\n" for name, share, counts in rows)


def _rows(coverage: Coverage) -> Iterator[tuple[str, str, str]]:
    yield coverage.ruleset.path, shown_percent(percent([coverage])), _counts(coverage)
    for line in coverage.lines:
        yield _INDENT + line.group.name, shown_percent(100 * line.tried / line.all), _counts(line)


def _counts(of: Coverage | Line) -> str:
    return f"{of.tried} of {of.all}" if of.all else "nothing of its own to try"


def write_coverage(coverages: Sequence[Coverage], path: Path) -> None:
    """Write the document ``ssi.coverage/1``.

    Raises:
        Trouble: The file cannot be written.
    """
    from ssi_rules.cli.writing import destination

    with destination(path) as stream:
        stream.write(_document(coverages).model_dump_json(indent=2, by_alias=True) + "\n")


def _document(coverages: Sequence[Coverage]) -> CoverageDocument:
    from ssi_rules.cli.documents import CoverageDocument, CoverageFile

    return CoverageDocument(
        tried=sum(each.tried for each in coverages),
        all=sum(each.all for each in coverages),
        files=[
            CoverageFile(
                path=each.ruleset.path,
                tried=each.tried,
                all=each.all,
                parts=[_line(line) for line in each.lines],
            )
            for each in coverages
        ],
    )


def _line(line: Line) -> CoverageLine:
    from ssi_rules.cli.documents import CoverageLine, Untried

    missing = [
        Untried(path=each.span.source.path, line=each.span.line, what=each.words) for each in line.missing
    ]
    return CoverageLine(name=line.group.name, tried=line.tried, all=line.all, missing=missing)
