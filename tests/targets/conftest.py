"""One server for all tests here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.targets.postgres import server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.targets.postgres import Connection


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with server(tmp_path_factory.mktemp("server")) as connection:
        yield connection
