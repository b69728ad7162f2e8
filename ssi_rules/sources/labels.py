"""What columns of the data say of each member, facts or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.model import Catalogue
from ssi_rules.sources.csvtext import column_name
from ssi_rules.sources.dataset import DataError
from ssi_rules.sources.open import open_dataset
from ssi_rules.sources.tabular.dataset import TabularDataset
from ssi_rules.sources.tabular.layout import MEMBERS
from ssi_rules.sources.tabular.rows import LABELS, listed
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ssi_rules.sources.dataset import Dataset

_NOTHING = Catalogue({}, {})
"""What to read of data where only labels are wanted: no facts and no tables."""


def read_labels(
    data: Path,
    columns: Sequence[str],
    catalogue: Catalogue,
    *,
    maps: Sequence[Path] = (),
    rejects: bool = False,
) -> dict[str, dict[str, str]]:
    """What columns say of each member, by column and member; blanks are left out.

    Args:
        data: Where the members are.
        columns: Which.
        catalogue: The facts and tables that column maps speak of.
        maps: Column maps.
        rejects: Whether rows that do not fit are passed over.

    Raises:
        DataError: The data cannot be read, or a column is not there, or blank for everyone.
    """
    # Facts are read as numbers; a column that is one is a label, too, where nothing is known of facts.
    known_facts = catalogue if maps else _NOTHING
    dataset = open_dataset(data, known_facts, maps=maps, rejects=rejects, labels=columns)
    there = list(dict.fromkeys(_columns(dataset)))
    for column in columns:
        if column_name(column) not in map(column_name, there):
            raise _not_there(column, there, str(data))
    found: dict[str, dict[str, str]] = {column: {} for column in columns}
    for member in dataset.members():
        for column, texts in found.items():
            if text := member.labels.get(column, "").strip():
                texts[member.id] = text
    for column, texts in found.items():
        if not texts:
            raise DataError(
                str(data),
                f"the column `{column}` says nothing of any member",
                help="fill it in; with a column map, name it under `labels` there",
            )
    return found


def _columns(dataset: Dataset) -> Iterator[str]:
    """The columns there are: those of the members' table, and what column maps name as labels."""
    if isinstance(dataset, TabularDataset):
        for piece in dataset.layout().pieces[MEMBERS]:
            yield from piece.columns
        return
    from ssi_rules.sources.joined import JoinedDataset  # noqa: PLC0415 - pydantic: only where there is a map

    if not isinstance(dataset, JoinedDataset):
        yield LABELS[0]  # an export knows its owner's name and nothing else of this kind
        return
    if dataset.main is not None:
        yield from _columns(dataset.main)
    for each in dataset.maps:
        yield from (name for name in LABELS if getattr(each.map, name))
        yield from each.map.labels


def _not_there(column: str, there: Sequence[str], data: str) -> DataError:
    near = nearest(column, there)
    return DataError(
        data,
        f"no column `{column}`; columns found: {listed(there)}",
        help=f"did you mean `{near}`?" if near else "name a column of the members' table",
    )
