"""One Spark session a process, set so that it computes exactly what the other engines do."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ssi_rules.distributed.java import find_java, make_home
from ssi_rules.distributed.trouble import SparkTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_EXACT = {
    "spark.sql.ansi.enabled": "true",  # what overflows fails instead of becoming another number
    "spark.sql.session.timeZone": "UTC",  # a timestamp belongs to its UTC day
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",  # days before 1582 are what the file says
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.mergeSchema": "true",  # a column that only some files of a folder have is a column
    "spark.sql.files.ignoreCorruptFiles": "false",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",  # member_id=007 is no 7
    "spark.sql.caseSensitive": "false",
}

_LOCAL = {
    "spark.driver.host": "127.0.0.1",  # nobody else is served
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
}

_QUIET = {
    "spark.ui.showConsoleProgress": "false",
    "spark.python.sql.dataFrameDebugging.enabled": "false",  # errors are told by us, without places in our own code
}

_FEWEST_PARTITIONS = 8
_TOLD_OF_LOG = 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark works.

    Attributes:
        master: Spark's address of it: "local[2]", "spark://host:7077", "yarn"; None takes the session that there is, what
            ``spark-submit`` was told, or all cores of this machine.
        settings: Spark's own settings: {"spark.executor.memory": "8g"}.
    """

    master: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


def open_session(cluster: Cluster) -> SparkSession:
    """A session of our own beside whatever the process does with Spark: its views and settings are nobody else's.

    Raises:
        SparkTrouble: PySpark or Java is not there, or Spark does not start.
    """
    try:
        from pyspark import SparkContext  # noqa: PLC0415 -- of the extra `spark`, and takes a second to load
        from pyspark.sql import SparkSession  # noqa: PLC0415 -- the same
    except ImportError:
        raise SparkTrouble(
            "PySpark is not installed.", "pip install 'ssi-rules[spark]' installs it, and a Java with it."
        ) from None
    if SparkContext._active_spark_context is None:  # noqa: SLF001 -- asking in public would start one
        _start(cluster)
    ours = SparkSession.builder.getOrCreate().newSession()
    for name, value in {**_sql_only(cluster.settings), **_EXACT}.items():
        ours.conf.set(name, value)
    return ours


def _sql_only(settings: Mapping[str, str]) -> dict[str, str]:
    """The settings that a running Spark can still be told."""
    return {name: value for name, value in settings.items() if name.startswith("spark.sql.")}


def _start(cluster: Cluster) -> None:
    from pyspark import SparkContext  # noqa: PLC0415 -- only once it is known to be there
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- the same
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415 -- the same

    conf = _conf(cluster)
    with tempfile.TemporaryFile() as log, _environment(conf):
        try:
            # What Java prints is nothing for a person to read, until it does not start.
            gateway = launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
            context = SparkContext(conf=conf, gateway=gateway)
        except (PySparkException, OSError) as error:
            raise SparkTrouble(f"Spark does not start: {_last_lines(log) or error}", _CHECK) from None
    context.setLogLevel("ERROR")


_CHECK = "see that --master and --setting are what this Spark knows, and that Java is 17 or newer"


def _conf(cluster: Cluster) -> SparkConf:
    from pyspark import SparkConf  # noqa: PLC0415 -- only once it is known to be there

    conf = SparkConf(loadDefaults=False)
    submitted = "PYSPARK_SUBMIT_ARGS" in os.environ
    master = cluster.master or (None if submitted else "local[*]")
    local = _LOCAL | _partitions(master) if master and master.startswith("local") else {}
    named = {"spark.app.name": "ssi-rules"} | ({"spark.master": master} if master else {})
    for name, value in {**local, **_QUIET, **named, **cluster.settings}.items():
        conf.set(name, value)
    return conf


def _partitions(master: str) -> dict[str, str]:
    """As many parts in shuffles as a few cores can use; Spark's own number is meant for a cluster."""
    cores = master.removeprefix("local").strip("[]").partition(",")[0]
    count = int(cores) if cores.isdigit() else (os.cpu_count() or 1 if cores == "*" else 1)
    return {"spark.sql.shuffle.partitions": str(max(_FEWEST_PARTITIONS, 4 * count))}


@contextmanager
def _environment(conf: SparkConf) -> Iterator[None]:
    """What Spark reads from the environment while it starts: the Java to use and, on this machine, our own Python."""
    home = Path(tempfile.mkdtemp(prefix="ssi-java-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    wanted = {"JAVA_HOME": str(make_home(find_java(), home))}
    if (conf.get("spark.master") or "local").startswith("local"):
        wanted |= {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _last_lines(log: IO[bytes]) -> str:
    log.seek(0)
    lines = map(str.strip, log.read().decode("utf-8", "replace").splitlines())
    said = [line for line in lines if line and not line.startswith("at ")]  # nor where in Java
    raised = [line for line in said if line.startswith("Exception in ")]
    return " | ".join((raised or said)[-_TOLD_OF_LOG:])
