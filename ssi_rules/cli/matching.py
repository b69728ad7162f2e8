"""The texts of a file that a market is tried on, with their labels where the file has some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ssi_rules.cli.counts import several
from ssi_rules.markets.evaluate import TextRow, read_label
from ssi_rules.report.inert import inert
from ssi_rules.sources.csvtext import column_name, encoding_of, open_sheet, open_text
from ssi_rules.sources.dataset import DataError
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ssi_rules.sources.csvtext import Sheet

ALL: Final = "all"
"""Stands for every market, unless one is called so."""

_TABULAR = (".csv", ".tsv", ".tab")


def read_texts(path: Path, column: str, label: str | None) -> Iterator[TextRow]:
    """The texts of a CSV's column, or of a plain list.

    Args:
        path: The file; a CSV by its suffix, or where labels are asked for.
        column: The column of texts.
        label: The column of labels; None without.

    Raises:
        DataError: The file cannot be read, lacks a column, or holds a label that is neither yes nor no.
    """
    if path.is_dir():
        raise DataError(str(path), "this is a folder", help="Name a file of titles in it.")
    if not path.is_file():
        raise DataError(str(path), "there is no such file")
    if path.suffix.casefold() in _TABULAR or label is not None:
        return _of_sheet(open_sheet(lambda: path.open("rb"), str(path)), column, label)
    return _of_list(path)


def told_to_dictionary(dictionary: Path, market: str, rules: str | None, rows: Iterable[TextRow]) -> str:
    """Have texts known to a dictionary; says how many it learned.

    Args:
        dictionary: Its file.
        market: The market's name, or ``all``.
        rules: Where markets are declared; None for the shipped titles.
        rows: The texts.

    Raises:
        RulesetError: The rules have errors, or there is no such market.
        DataError: The dictionary is something else, or is damaged.
        OSError: The dictionary cannot be written.
    """
    from ssi_rules.bulk.texts import keep_texts
    from ssi_rules.workspace import load_market, load_markets

    markets = load_markets(rules)
    wanted = markets.values() if market == ALL and ALL not in markets else [load_market(market, rules)]
    texts = list(dict.fromkeys(row.text for row in rows))
    new = keep_texts(dictionary, wanted, texts)
    return f"{dictionary}: {several(len(texts), 'text')}, {new:,} of them new\n"


def _of_list(path: Path) -> Iterator[TextRow]:
    encoding, _ = encoding_of(lambda: path.open("rb"), str(path))
    with open_text(lambda: path.open("rb"), encoding) as lines:
        for line in lines:
            if line.strip():
                yield TextRow(line.strip())


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
        raise DataError(sheet.path, f"there is no column `{inert(name)}`", help=help_)
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
