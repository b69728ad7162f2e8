"""The command: what it says before it serves, and how it ends."""

from __future__ import annotations

import importlib.util
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from ssi_rules.cli.main import app

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from pathlib import Path


def _serve(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["serve", *arguments])
    return done.exit_code, done.stderr


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "uvicorn" else found(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", without)
    code, said = _serve()
    assert code == 2
    assert 'pip install "ssi-rules[web]"' in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing.ssi",), "nothing.ssi"),
        (("linkedin-ssi-2014",), "linkedin-ssi-201"),
        (("team.ssi", "nowhere.csv"), "nowhere.csv does not exist"),
        (("team.ssi", "members.csv", "--demo"), "--demo and DATA are two teams"),
        (("team.ssi", "--lang", "tlh"), "tlh"),
        (("notes.txt",), "notes.txt is not the name of a rule file"),
    ],
)
def test_what_cannot_be_served_is_told_at_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    (project / "notes.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(project)
    code, said = _serve(*arguments)
    assert code == 2
    assert told in said
    assert "help: " in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, said = _serve("team.ssi", "--port", str(taken.getsockname()[1]))
    assert code == 2
    assert "cannot be used" in said
    assert "Leave --port out" in said


def test_it_prints_the_address_serves_this_machine_and_ends_in_peace(project: Path) -> None:
    command = [sys.executable, "-u", "-m", "ssi_rules", "serve", "team.ssi", "members.csv", "--lang", "de"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", address)
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            page = answer.read().decode()
        assert '<html lang="de">' in page
        assert "pillar activity" in page
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=30)[1]
    assert running.returncode == 0
    assert "Traceback" not in said
    assert re.search(r"[\w-]{32}/", said) is None  # the secret is printed once, and logged nowhere


def test_each_run_has_a_secret_of_its_own(project: Path) -> None:
    from ssi_rules.web.project import first_of  # noqa: PLC0415 - the command above has to work without
    from ssi_rules.web.server import bind  # noqa: PLC0415 - the same
    from tests.web.benches import make_bench  # noqa: PLC0415 - the same

    bench = make_bench(project)
    bound = [bind(bench, lambda: first_of(bench.project, None)) for _ in range(2)]
    tokens = {each.address.split("/")[3] for each in bound}
    assert len(tokens) == 2
    for each in bound:
        each.stop()
        each.run()
