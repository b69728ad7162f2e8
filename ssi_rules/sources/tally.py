"""What a reader passed over: told once, in the reader's order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from ssi_rules.sources.decode import CellError

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was set aside.

    Attributes:
        path: The file as the user named it.
        row: Row number from 1, a CSV's header being row 1.
        column: The column to blame, if one is.
        reason: What is wrong with it.
    """

    path: str
    row: int
    column: str | None
    reason: str


@dataclass(slots=True)
class Tally:
    """Collects notices and rows set aside during one pass over the data.

    Attributes:
        rejects: Whether rows that do not fit are set aside; otherwise they refuse the file.
        rejected: The rows set aside, in reading order.
    """

    rejects: bool = False
    rejected: list[Rejected] = field(default_factory=list)
    _notices: dict[str, None] = field(default_factory=dict)
    _unlisted: Counter[str] = field(default_factory=Counter)
    _above: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note(self, text: str) -> None:
        """Keep a notice; the same one is told once."""
        self._notices[text] = None

    def unlisted(self, path: str, rows: int = 1) -> None:
        """Count rows whose members are not listed."""
        self._unlisted[path] += rows

    def above(self, column: str, advice: str, values: int = 1) -> None:
        """Count values above 100 % in a column, given as ``file: column``, and what to write if they are not meant."""
        self._above[column, advice] += values

    def add(self, other: Tally) -> None:
        """Take over what was collected elsewhere."""
        self.rejected += other.rejected
        self._notices |= other._notices
        self._unlisted.update(other._unlisted)
        self._above.update(other._above)

    def refuse(self, path: str, row: int, fault: CellError) -> None:
        """Set a row aside, or refuse the file.

        Raises:
            DataError: Rows are not to be set aside.
        """
        if not self.rejects:
            raise DataError(path, fault.message, row=row, column=fault.column, help=fault.help)
        self.rejected.append(Rejected(path, row, fault.column, fault.message))

    def notices(self) -> tuple[str, ...]:
        """Everything noted, then what was counted."""
        unlisted = (
            f"{path}: ignored {_rows(count)} of members who are not listed"
            for path, count in self._unlisted.items()
        )
        return (*self._notices, *self._told_above(), *unlisted, *self._set_aside())

    def _told_above(self) -> list[str]:
        return [
            f"{column}: {'1 value is' if count == 1 else f'{count} values are'} above 100 %; {advice}"
            for (column, advice), count in self._above.items()
        ]

    def _set_aside(self) -> list[str]:
        by_file: dict[str, list[Rejected]] = {}
        for each in self.rejected:
            by_file.setdefault(each.path, []).append(each)
        return [f"{path}: set aside {_rows(len(each))} ({_examples(each)})" for path, each in by_file.items()]


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _examples(rejected: list[Rejected]) -> str:
    told = [
        f"row {each.row}{f', column {each.column}' if each.column else ''}: {each.reason}"
        for each in rejected[:_EXAMPLES]
    ]
    return "; ".join(told) + ("; …" if len(rejected) > _EXAMPLES else "")
