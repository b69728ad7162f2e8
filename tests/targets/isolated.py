"""Run by an interpreter without site packages: scores members by compiled modules and prints what comes out.

Reads lines of JSON, each with the path of a module and members; loads the module and nothing else of ours.
"""

import __future__

import json
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any


def main() -> None:
    for line in sys.stdin:
        task = json.loads(line)
        module = load(Path(task["module"]))
        for member in task["members"]:
            print(json.dumps(module.score(**member), default=text))  # noqa: T201 - this is a program
    assert not [name for name in sys.modules if name.startswith("ssi_rules")]


def load(path: Path) -> Any:
    """The module; what every one has in common is compiled once, which takes longer than all else."""
    module = ModuleType(path.stem)
    sys.modules[path.stem] = module
    rules, marked, machinery = path.read_text(encoding="utf-8").partition("# What follows is the same")
    for code in (compile(rules, path, "exec"), compiled(marked + machinery)):
        exec(code, module.__dict__)  # noqa: S102 - what is tested
    return module


@cache
def compiled(text: str) -> CodeType:
    code: CodeType = compile(text, "machinery", "exec", __future__.annotations.compiler_flag)
    return code


def text(value: object) -> str:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)


if __name__ == "__main__":
    main()
