"""The members a question is asked of: scored, with what columns say of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.calibration.scores import scored, scores_of_result
from ssi_rules.cli.population.choose import MANY, is_tabular, size
from ssi_rules.cli.streams import say
from ssi_rules.cli.trouble import Trouble
from ssi_rules.report.inert import inert
from ssi_rules.sources.labels import read_labels

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ssi_rules.calibration.scores import Scores
    from ssi_rules.model import Catalogue, Ruleset

_QUOTED = re.compile("`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Asked:
    """Data, and how to read it.

    Attributes:
        columns: What is asked of each member beside the facts.
    """

    data: Path
    columns: tuple[str, ...]
    as_of: date | None
    maps: tuple[Path, ...]
    rejects: bool

    def labels(self, catalogue: Catalogue) -> dict[str, dict[str, str]]:
        """What the columns say of each member, by column and member.

        Raises:
            DataError: The data cannot be read, or a column is not there, or blank for everyone.
        """
        return read_labels(self.data, self.columns, catalogue, maps=self.maps, rejects=self.rejects)

    def scores(self, ruleset: Ruleset, *, tells: bool = True) -> Scores:
        """Everyone scored: one at a time where there are few, by DuckDB where there are many; to the same points.

        Args:
            ruleset: What they are scored by.
            tells: Whether it is told what was passed over.

        Raises:
            DataError: The data cannot be read.
            AsOfNeeded: The ruleset reads dates, and somebody has no day.
        """
        if not self.maps and is_tabular(self.data) and size(self.data) >= MANY:
            return self._at_once(ruleset, tells=tells)
        dataset = api.open_dataset(
            self.data, ruleset.catalogue, maps=self.maps, rejects=self.rejects, labels=self.columns
        )
        found = scored(ruleset, dataset.members(), self.as_of)
        if tells:
            self._tell(dataset.notices())
        return found

    def _at_once(self, ruleset: Ruleset, *, tells: bool) -> Scores:
        with TemporaryDirectory(prefix="ssi-") as folder:
            file = Path(folder, "scores.parquet")
            done = api.score_population(
                ruleset, self.data, file, columns="full", as_of=self.as_of, rejects=self.rejects
            )
            if tells:
                self._tell(done.notices)
            return scores_of_result(ruleset, file)

    def _tell(self, notices: Iterable[str]) -> None:
        for notice in notices:
            if not self._is_of_these_columns(notice):
                say(f"note: {inert(notice)}")

    def _is_of_these_columns(self, notice: str) -> bool:
        """Whether no other columns are said to be ignored than these, which DuckDB passes over and are read beside it."""
        ignored = notice.partition(": ignored columns ")[2]
        return bool(ignored) and set(_QUOTED.findall(ignored)) <= set(self.columns)


def need_statistics() -> None:
    """See that what the figures are worked out with is there.

    Raises:
        Trouble: It is not installed.
    """
    if find_spec("scipy") is None:
        raise Trouble(
            "Intervals and cut-points need SciPy.", "Install it: pip install 'ssi-rules[calibrate]'"
        )
