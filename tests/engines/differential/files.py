"""The whole way: members as files in every form, scored by a bulk run into a file, and by the readers and the reference engine."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ssi_rules import api
from ssi_rules.bulk.connection import Limits
from ssi_rules.bulk.run import score_population
from ssi_rules.bulk.target import Form, Target
from ssi_rules.bulk.work import How
from ssi_rules.engines.columnar.names import MEMBERS
from ssi_rules.engines.reference.evaluator import Evaluator
from ssi_rules.engines.reference.wide import WideRows
from ssi_rules.language.types import Type
from ssi_rules.sources.open import resolve_as_of
from tests.engines.differential.engines import arrow, connected
from tests.engines.differential.group import with_all_tables
from tests.engines.differential.relations import given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Catalogue, Ruleset
    from tests.engines.differential.engines import Row
    from tests.engines.differential.group import Group
    from tests.engines.differential.relations import Relation

_PART = 7
"""Members scored at a time, where a run goes in parts."""


@dataclass(frozen=True)
class Files:
    """A bulk run from files to a file; half of the runs go part by part."""

    name: str = "files"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        with _written(ruleset.catalogue, group) as folder, TemporaryDirectory() as made:
            result = Path(made) / "scores.parquet"
            in_parts = _number(group) % 2 == 0
            how = How(
                detail, group.day, limits=Limits(threads=1), resume=in_parts, part=_PART if in_parts else None
            )
            score_population(ruleset, folder, Target(result, Form.PARQUET), how)
            with connected() as connection:
                return connection.read_parquet(str(result)).fetchall()


@dataclass(frozen=True)
class FilesByReference:
    """The readers of members and the reference engine, on the same files."""

    name: str = "reference"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        wide = WideRows(Evaluator(ruleset), detail)
        with _written(ruleset.catalogue, group) as folder:
            people = api.open_dataset(folder, ruleset.catalogue).members()
            return [wide.row(each, resolve_as_of(each, group.day, ruleset.catalogue)) for each in people]


def _number(group: Group) -> int:
    """Any number that comes of the group: it says in which form its files are."""
    return sum(len(each.facts) for each in group.members)


@contextmanager
def _written(catalogue: Catalogue, group: Group) -> Iterator[Path]:
    """A folder with the group's files: CSV, JSON Lines or Parquet."""
    whole = replace(group, members=tuple(with_all_tables(each, group.tables) for each in group.members))
    suffix = ("csv", "jsonl", "parquet")[_number(group) % 3]
    with TemporaryDirectory() as made:
        for name, relation in given(catalogue, whole).items():
            _write(Path(made) / f"{name}.{suffix}", relation, catalogue, name)
        yield Path(made)


def _write(path: Path, relation: Relation, catalogue: Catalogue, name: str) -> None:
    """A relation as a file, its numbers as people write them."""
    columns = ", ".join(_shown(column, catalogue, name) for column in relation)
    with connected() as connection:
        connection.register("held", arrow(relation))
        connection.execute(f"COPY (SELECT {columns} FROM held) TO '{path}' {_FORMS[path.suffix]}")  # noqa: S608 - names of our own


_FORMS = {".csv": "(HEADER)", ".jsonl": "(FORMAT json)", ".parquet": ""}


def _shown(column: str, catalogue: Catalogue, name: str) -> str:
    declared = catalogue.facts.get(column) if name == MEMBERS else catalogue.tables[name].column(column)
    if declared is None or declared.type not in (Type.NUMBER, Type.PERCENT):
        return f'"{column}"'
    return f'("{column}"::DECIMAL(24, 0) * 0.000001)::DECIMAL(24, 6) AS "{column}"'
