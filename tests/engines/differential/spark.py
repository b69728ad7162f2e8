"""The columnar engine's query, executed by Spark."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.distributed.session import Cluster, open_session
from ssi_rules.engines.columnar.population import population
from tests.engines.differential.engines import arrow
from tests.engines.differential.relations import relations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import SparkSession

    from ssi_rules.engines.wide import Detail
    from ssi_rules.model import Ruleset
    from tests.engines.differential.engines import Row
    from tests.engines.differential.group import Group

_CLUSTER = Cluster("local[2]", {"spark.sql.shuffle.partitions": "2", "spark.driver.memory": "1g"})


@dataclass(frozen=True)
class Spark:
    """Members become views of the session; nothing is read from files."""

    session: SparkSession
    name: str = "spark"

    def rows(self, ruleset: Ruleset, group: Group, detail: Detail) -> Sequence[Row]:
        asked = population(ruleset, group.provided, detail=detail, dialect="spark")
        found = relations(ruleset.catalogue, group, asked)
        try:
            for name, relation in found.items():
                self.session.createDataFrame(arrow(relation)).createOrReplaceTempView(f"`{name}`")
            return [tuple(row) for row in self.session.sql(asked.sql).collect()]
        finally:
            for name in found:
                self.session.catalog.dropTempView(name)


@contextmanager
def spark() -> Iterator[Spark]:
    """An engine with a session of its own, which ends with it."""
    session = open_session(_CLUSTER)
    try:
        yield Spark(session)
    finally:
        session.stop()
