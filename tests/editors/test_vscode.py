"""The VS Code extension names files that are there and a command that exists."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from editors.generate import HERE, ROOT

FOLDER = HERE / "vscode"


def _json(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def test_every_file_it_names_is_there() -> None:
    package = _json("package.json")
    (language,), (grammar,) = package["contributes"]["languages"], package["contributes"]["grammars"]
    for path in (package["main"], language["configuration"], grammar["path"]):
        assert (FOLDER / path).is_file()
    assert _json(grammar["path"])["scopeName"] == grammar["scopeName"]
    assert language["extensions"] == [".ssi"]


def test_it_starts_the_language_server() -> None:
    default = _json("package.json")["contributes"]["configuration"]["properties"]["ssi.command"]["default"]
    assert default == ["ssi", "lsp"]
    used = set(re.findall(r'require\("([^"]+)"\)', (FOLDER / "extension.js").read_text(encoding="utf-8")))
    assert used == {"vscode", "vscode-languageclient/node"}
    assert "vscode-languageclient" in _json("package.json")["dependencies"]


def test_its_version_is_the_project_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = _json("package.json")
    assert (package["version"], package["license"]) == (project["version"], project["license"])
    assert f"{package['name']}-{package['version']}.vsix" in (FOLDER / "README.md").read_text(
        encoding="utf-8"
    )


def test_lines_that_open_a_block_are_told_from_others() -> None:
    opens = re.compile(_json("language-configuration.json")["indentationRules"]["increaseIndentPattern"])
    assert opens.search('pillar a "A { b" worth 3 {')
    assert opens.search("bands {  # why")
    assert not opens.search('advice "a {"')
    assert not opens.search("# a {")
    assert not opens.search("given visits { }")


def test_nothing_of_node_is_kept() -> None:
    assert {"node_modules/", "*.vsix"} <= set((FOLDER / ".gitignore").read_text(encoding="utf-8").split())
