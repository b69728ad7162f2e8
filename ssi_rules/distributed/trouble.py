"""What Spark could not do, told to the person who asked for it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.sources.dataset import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class SparkTrouble(Exception):  # noqa: N818 - named for what it is to the person, as everywhere here
    """Spark is not there, or a job of it failed.

    Attributes:
        message: What is wrong, one sentence.
        help: A way out.
    """

    message: str
    help: str | None = None

    def __str__(self) -> str:
        """The message alone."""
        return self.message


@contextmanager
def reading(place: str) -> Iterator[None]:
    """Turn what Spark says of a table into a DataError.

    Args:
        place: The table or folder, as the user named it.
    """
    try:
        yield
    except failures() as error:
        raise DataError(place, f"Spark cannot read it: {said(error)}") from None


@contextmanager
def working(what: str) -> Iterator[None]:
    """Turn the failure of a job into a SparkTrouble.

    Args:
        what: What was being done: "score the population".
    """
    try:
        yield
    except failures() as error:
        raise SparkTrouble(f"Spark could not {what}: {said(error)}", _way_out(error)) from None


def failures() -> tuple[type[Exception], ...]:
    """What calls into Spark raise: its own errors, and Java's where Spark does not translate them."""
    from py4j.protocol import (  # type: ignore[import-untyped]  # noqa: PLC0415 -- comes with Spark alone
        Py4JJavaError,
    )
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- the same

    return PySparkException, Py4JJavaError


def said(error: Exception) -> str:
    """The first line of the innermost cause: above it, Spark only tells which of its tasks met it."""
    cause = getattr(error, "java_exception", None)
    if cause is not None:
        while cause.getCause() is not None:
            cause = cause.getCause()
        return _first_line(str(cause.toString()))
    causes = [line for line in str(error).splitlines() if line.startswith("Caused by: ")]
    return _first_line(causes[-1].removeprefix("Caused by: ") if causes else str(error))


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "it does not say why")


_MEMORY = ("OutOfMemoryError", "heap space", "GC overhead")
_ROOM = ("No space left", "Disk quota")


def _way_out(error: Exception) -> str | None:
    told = str(error)
    if any(word in told for word in _MEMORY):
        return "give it more memory: --setting spark.driver.memory=4g on one machine, spark.executor.memory=… on a cluster"
    if any(word in told for word in _ROOM):
        return "make room, or have Spark keep its files elsewhere: --setting spark.local.dir=…"
    return None
