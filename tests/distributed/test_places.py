"""What may be replaced by a result, and what Spark says when it does not start."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from ssi_rules.distributed.places import Destination, Source, spare_source
from ssi_rules.distributed.session import _last_lines
from ssi_rules.sources.dataset import DataError


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("people", "people"),
        ("people", "./people/"),
        ("people", "."),
        ("people", "people/connections"),
        ("people", f"file://{Path.cwd()}/people"),
        ("s3a://bucket/people", "s3a://bucket/people/"),
        ("s3a://bucket/people", "s3a://bucket"),
    ],
)
def test_data_is_not_replaced(data: str, place: str) -> None:
    with pytest.raises(DataError, match="the data lies there"):
        spare_source(Source(data), Destination(place, overwrite=True))


def test_a_table_that_is_read_is_not_replaced() -> None:
    with pytest.raises(DataError, match="the data lies there"):
        spare_source(
            Source(tables={"members": "crm.people"}), Destination("crm.people", "table", overwrite=True)
        )


@pytest.mark.parametrize("place", ["people-scores", "scores", "s3a://bucket/people"])
def test_a_place_apart_is(place: str) -> None:
    spare_source(Source("people", {"members": "crm.people"}), Destination(place, overwrite=True))


def test_of_what_java_prints_the_fault_is_told() -> None:
    log = b"WARN Utils: an address\nException in thread: Master must be local\n\tat org.apache.Submit(Submit.scala:1)\n"
    assert _last_lines(BytesIO(log)) == "Exception in thread: Master must be local"
