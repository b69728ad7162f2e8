"""Whatever the reader of members is tested with, relations are held to as well: its tests run again, read in both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.sources import open as door
from tests.sources.datasets import test_formats, test_hostile, test_labels, test_open, test_rules, world

from .agreement import assert_same

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ssi_rules.model import Catalogue
    from ssi_rules.sources.dataset import Dataset

for _module in (test_formats, test_hostile, test_labels, test_open, test_rules):
    for _name, _test in vars(_module).items():
        # What is generated is generated here in another way: see test_generated.py.
        if _name.startswith("test_") and not hasattr(_test, "hypothesis"):
            globals()[_name] = _test


@pytest.fixture(autouse=True)
def _in_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(
        path: Path, catalogue: Catalogue, *, maps: Sequence[Path] = (), rejects: bool = False
    ) -> Dataset:
        if not maps:
            assert_same(path, catalogue, rejects=rejects)
        return door.open_dataset(path, catalogue, maps=maps, rejects=rejects)

    monkeypatch.setattr(world, "open_dataset", opened)
