"""Golden files: what is printed is kept beside what it was printed for, and a change of it is read before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("unhurried", settings(settings.default, deadline=None))
settings.load_profile("unhurried")


class Golden(Protocol):
    """Compares a text with the file that holds what it should be; a folder and suffix belong to one test module."""

    def __call__(self, path: Path, text: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what is printed now into the golden files"
    )


@pytest.fixture(autouse=True, scope="session")
def cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What runs of ssi keep, they keep for the tests, and not for the person who runs them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def golden(request: pytest.FixtureRequest) -> Iterator[Golden]:
    used: set[Path] = set()
    update = bool(request.config.getoption("--update-golden"))

    def compare(path: Path, text: str) -> None:
        used.add(path)
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing; run pytest --update-golden and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    yield compare
    if _whole_module(request):
        unused = {path for each in used for path in each.parent.glob(f"*{each.suffix}")} - used
        assert not unused, f"no test asks for {sorted(path.name for path in unused)}"


def _whole_module(request: pytest.FixtureRequest) -> bool:
    options = request.config.option
    return not (
        options.keyword or options.markexpr or any("::" in argument for argument in request.config.args)
    )
