"""One server for all tests here."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from tests.targets.postgres import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.targets.postgres import Connection


@pytest.fixture(scope="session")
def postgres() -> Iterator[Connection]:
    with TemporaryDirectory(prefix="ssi-postgres-") as folder, server(Path(folder)) as connection:
        yield connection
