from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.benches import Browser, make_bench, make_browser, make_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    return make_project(tmp_path / "project")


@pytest.fixture
def opened(project: Path) -> Browser:
    browser = make_browser(make_bench(project), project / "team.ssi")
    assert browser.open().status_code == 200
    return browser
