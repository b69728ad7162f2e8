"""A file of texts judged by a market, and measured where the file has labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.markets.evaluate import Evaluation, Judged, LabelledText, read_label
from ssi_rules.markets.match import Verdict, match_text
from ssi_rules.report.inert import inert
from ssi_rules.sources.csvtext import column_name, encoding_of, open_sheet, open_text
from ssi_rules.sources.dataset import DataError
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ssi_rules.markets.compile import CompiledMarket
    from ssi_rules.sources.csvtext import Sheet

_TABULAR = (".csv", ".tsv", ".tab")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text of the file, its label where there is one, and the row's other columns."""

    text: str
    label: bool | None
    others: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class JudgedText:
    """A text with the market's verdict."""

    row: TextRow
    verdict: Verdict

    @property
    def is_miss(self) -> bool:
        """Whether label and verdict differ; a text without a label is none."""
        return self.row.label is not None and (self.verdict.answer is True) is not self.row.label


def read_texts(path: Path, column: str, label: str | None) -> Iterator[TextRow]:
    """The texts of a CSV's column, or of a plain list.

    Args:
        path: The file; a CSV by its suffix, or where labels are asked for.
        column: The column of texts.
        label: The column of labels; None without.

    Raises:
        DataError: The file cannot be read, lacks a column, or holds a label that is neither yes nor no.
    """
    if not path.is_file():
        raise DataError(str(path), "there is no such file")
    if path.suffix.casefold() in _TABULAR or label is not None:
        return _of_sheet(open_sheet(lambda: path.open("rb"), str(path)), column, label)
    return _of_list(path)


def judge(market: CompiledMarket, rows: Iterable[TextRow]) -> list[JudgedText]:
    """Each text with its verdict."""
    return [JudgedText(row, match_text(market, row.text, row.others)) for row in rows]


def evaluation(judged: Iterable[JudgedText]) -> Evaluation:
    """What the labelled ones among them say of the market."""
    return Evaluation(
        tuple(
            Judged(LabelledText(each.row.text, each.row.label, each.row.others), each.verdict)
            for each in judged
            if each.row.label is not None
        )
    )


def _of_list(path: Path) -> Iterator[TextRow]:
    encoding, _ = encoding_of(lambda: path.open("rb"), str(path))
    with open_text(lambda: path.open("rb"), encoding) as lines:
        for line in lines:
            if line.strip():
                yield TextRow(line.strip(), None, {})


def _of_sheet(sheet: Sheet, column: str, label: str | None) -> Iterator[TextRow]:
    at = _position(sheet, column, "--column")
    labels = None if label is None else _position(sheet, label, "--label")
    names = [column_name(each) for each in sheet.header]
    for number, cells in sheet.rows():
        told = None if labels is None else _label(sheet, number, labels, cells[labels])
        yield TextRow(cells[at], told, dict(zip(names, cells, strict=False)))


def _position(sheet: Sheet, name: str, option: str) -> int:
    at = sheet.position(name)
    if at is None:
        near = nearest(name, sheet.header)
        columns = ", ".join(inert(each) for each in sheet.header)
        help_ = f"Did you mean {option} {inert(near)}?" if near else f"Choose one with {option}: {columns}."
        raise DataError(sheet.path, f"there is no column {inert(name)}", help=help_)
    return at


def _label(sheet: Sheet, number: int, at: int, cell: str) -> bool | None:
    if not cell.strip():
        return None
    label = read_label(cell)
    if label is None:
        raise DataError(
            sheet.path, f"{inert(cell.strip())} is no label", number, sheet.header[at], "Write yes or no."
        )
    return label
