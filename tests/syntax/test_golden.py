"""Texts with what is said about them: ``bad`` with every diagnostic in full, ``good`` with how they print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ssi_rules.diagnostics import Problems
from ssi_rules.formats import RENDERERS
from ssi_rules.syntax.decode import read_source
from ssi_rules.syntax.parser import parse
from ssi_rules.syntax.printer import print_file
from tests.syntax.reading import clean

if TYPE_CHECKING:
    from tests.conftest import Golden

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize("path", sorted((FOLDER / "bad").glob("*.ssi")), ids=lambda path: path.stem)
def test_what_is_said_of_bad_texts(path: Path, golden: Golden) -> None:
    problems = Problems()
    source = read_source(path, path.name, problems)
    if source is not None:
        parse(source, problems)
    assert problems.has_errors
    golden(path.with_suffix(".out"), RENDERERS["full"](problems))


@pytest.mark.parametrize("path", sorted((FOLDER / "good").glob("*.ssi")), ids=lambda path: path.stem)
def test_how_good_texts_print(path: Path, golden: Golden) -> None:
    file = clean(path.read_text(encoding="utf-8"))
    printed = print_file(file)
    assert clean(printed).declarations == file.declarations
    golden(path.with_suffix(".out"), printed)
