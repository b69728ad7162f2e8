"""One server, and one Spark, for all tests here."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from ssi_rules.distributed.session import Cluster, open_session
from tests.targets.postgres import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

    from tests.targets.postgres import Connection

QUICK = Cluster(
    "local[2]",
    {
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",  # for a few rows, interpreting is sooner
    },
)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Connection]:
    with TemporaryDirectory(prefix="ssi-postgres-") as folder, server(Path(folder)) as connection:
        yield connection


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    session = open_session(QUICK)
    yield session
    session.stop()
