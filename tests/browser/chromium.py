"""Where Chromium is on this machine."""

from __future__ import annotations

import os
import shutil

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def executable() -> str:
    """Chromium's path; skips the test where there is none, except in CI, where pages must be looked at."""
    found = os.environ.get("SSI_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = "No Chromium here: install it, or name one in SSI_CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found
