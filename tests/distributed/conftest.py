"""One Spark for all tests here: it takes seconds to start, and half a gigabyte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.distributed.session import Cluster, open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

CLUSTER = Cluster(
    "local[2]",
    {
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "1g",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # half the work for a short life
    },
)
"""As users have it otherwise: expressions become Java, which takes a second or more for each query."""

QUICK = Cluster(
    "local[2]",
    {
        **CLUSTER.settings,
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
    },
)
"""Expressions are interpreted and plans kept as they are: for a few rows, that is much sooner."""


@pytest.fixture(scope="session")
def compiled() -> Iterator[SparkSession]:
    session = open_session(CLUSTER)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def spark(compiled: SparkSession) -> SparkSession:  # noqa: ARG001 - which is to be stopped last
    return open_session(QUICK)
