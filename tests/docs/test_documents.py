"""Every block of every document does what it shows."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.console import Block, blocks, own_commands, replay, shown

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document_shows_what_happens(document: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    text = document.read_text(encoding="utf-8")
    (tmp_path / "ssi.toml").touch()
    renewed = text
    for block in blocks(text):
        renewed = renewed.replace(block.body, _run(block, tmp_path), 1)
    if pytestconfig.getoption("--update-golden"):
        document.write_text(renewed, encoding="utf-8")
    else:
        assert renewed == text


def _run(block: Block, folder: Path) -> str:
    """Do what a block says, and give the block as it should read."""
    if block.file:
        (folder / block.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / block.file).write_text(block.body, encoding="utf-8")
    elif block.language == "console":
        return replay(block.body, folder)
    elif block.language == "python":
        subprocess.run([sys.executable, "-c", block.body], cwd=folder, check=True)
    elif block.language in ("yaml", "toml", "sh"):
        for command in own_commands(block.body):
            shown(shlex.join(command), folder)
    return block.body


def test_the_language_reference_is_one_file_without_fault(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    fences = [block for block in blocks(text) if block.language == "ssi"]
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "example.ssi").write_text("\n".join(each.body for each in fences if not each.file))
    for each in fences:
        if each.file:
            (tmp_path / each.file).write_text(each.body)
    assert "error" not in shown("ssi check . --format concise", tmp_path)
    assert "warning" not in shown("ssi check . --format concise", tmp_path)
    assert shown("ssi test .", tmp_path) == "1 test: 1 passed\n"
