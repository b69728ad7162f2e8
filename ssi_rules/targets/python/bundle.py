"""Modules of ours copied into one text: their own imports of each other go, those of the standard library come first.

Comments and docstrings stay, because whoever takes the text away reads it without us.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OURS = "ssi_rules."


@dataclass
class Bundle:
    """What several modules come to when they are one.

    Attributes:
        imports: Names by module of the standard library; None among them where the module itself is imported.
        parts: By module of ours, in an order in which each uses only earlier ones: what it says of itself, and its text.
    """

    imports: dict[str, set[str | None]] = field(default_factory=dict)
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)
    _entered: set[str] = field(default_factory=set)

    @property
    def import_lines(self) -> str:
        """The imports as they stand at the top of a module."""
        return "".join(f"{line}\n" for line in sorted(self._import_lines(), key=_place_of_import))

    def _import_lines(self) -> Iterator[str]:
        for module, names in self.imports.items():
            if None in names:
                yield f"import {module}"
            if wanted := sorted(each for each in names if each is not None):
                yield f"from {module} import {', '.join(wanted)}"

    @property
    def text(self) -> str:
        """All modules, each under a line that says what it is."""
        return "\n\n".join(f"# {'-' * 2} {about}\n\n{body}" for about, body in self.parts.values())

    def add(self, module: str) -> None:
        """Take in a module, after all of ours that it uses.

        Raises:
            ValueError: It uses what neither the standard library nor this package has, or goes by another name here.
        """
        if module in self._entered:
            return
        self._entered.add(module)
        source = _source(module)
        tree = ast.parse(source)
        left_out = [tree.body[0]]
        for node in tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom) or _is_for_types(node):
                left_out.append(node)
                self._take_imports(node)
        about = (ast.get_docstring(tree) or module).splitlines()[0]
        self.parts[module] = about, _without(source, left_out)

    def _take_imports(self, node: ast.stmt) -> None:
        for each in _imports(node):
            if isinstance(each, ast.Import):
                for name in each.names:
                    self._standard(name.name, None)
            elif each.module and each.module.startswith(_OURS):
                if any(name.asname for name in each.names):
                    raise ValueError(f"{each.module} is used by another name")
                self.add(each.module)
            else:
                for name in each.names:
                    self._standard(each.module or "", name.name)

    def _standard(self, module: str, name: str | None) -> None:
        if module.partition(".")[0] not in sys.stdlib_module_names:
            raise ValueError(f"{module} does not come with Python")
        if (module, name) not in (("__future__", "annotations"), ("typing", "TYPE_CHECKING")):
            self.imports.setdefault(module, set()).add(name)


def bundle(modules: Iterable[str]) -> Bundle:
    """These modules of ours and all of ours that they use."""
    made = Bundle()
    for module in modules:
        made.add(module)
    return made


def _source(module: str) -> str:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no module {module}")
    return Path(spec.origin).read_text(encoding="utf-8")


def _imports(node: ast.stmt) -> Iterator[ast.Import | ast.ImportFrom]:
    yield from (each for each in ast.walk(node) if isinstance(each, ast.Import | ast.ImportFrom))


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _without(source: str, nodes: Iterable[ast.stmt]) -> str:
    lines = source.splitlines()
    for node in nodes:
        lines[node.lineno - 1 : node.end_lineno] = [""] * ((node.end_lineno or 0) - node.lineno + 1)
    return "\n".join(_at_most_two_blank(lines)).strip("\n") + "\n"


def _at_most_two_blank(lines: Iterable[str]) -> Iterator[str]:
    blank = 0
    for line in lines:
        blank = 0 if line.strip() else blank + 1
        if blank <= 2:  # noqa: PLR2004 - as everywhere in Python
            yield line


def _place_of_import(line: str) -> tuple[bool, str]:
    return line.startswith("from"), line
