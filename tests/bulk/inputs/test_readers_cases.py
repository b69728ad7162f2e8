"""Whatever the reader of members is tested with, relations are held to as well: its tests run again, read in both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pytest

from ssi_rules.sources import open as door
from tests.sources.datasets import world
from tests.sources.datasets.test_formats import *  # noqa: F403 -- they are run, not named
from tests.sources.datasets.test_hostile import *  # noqa: F403 -- the same
from tests.sources.datasets.test_rules import *  # noqa: F403 -- the same

from .agreement import assert_same

if TYPE_CHECKING:
    from pathlib import Path

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.dataset import Dataset


@pytest.fixture(autouse=True)
def _in_both_ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def opened(
        path: Path, catalogue: Catalogue, *, maps: Sequence[Path] = (), rejects: bool = False
    ) -> Dataset:
        if not maps:
            assert_same(path, catalogue, rejects=rejects)
        return door.open_dataset(path, catalogue, maps=maps, rejects=rejects)

    monkeypatch.setattr(world, "open_dataset", opened)
    yield
