"""Builds the wheel, installs it into a new environment and does the main job there, far from the checkout.

python tests/wheel.py
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RULESET = "linkedin-ssi-2015"
_PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install")
_LIBRARY = """
import pathlib, sys
import ssi_rules
home = pathlib.Path(ssi_rules.__file__).resolve()
assert home.is_relative_to(pathlib.Path(sys.prefix).resolve()), f"the package came from {home}"
for name in ("tests", "docs", "benchmarks", "editors"):
    try:
        __import__(name)
    except ImportError:
        continue
    raise SystemExit(f"`{name}` of the checkout can be imported")
ruleset = ssi_rules.load_ruleset(sys.argv[1])
cards = list(ssi_rules.score(ruleset, ssi_rules.open_dataset(sys.argv[2], ruleset.catalogue)))
assert cards and all(card.total.points is not None for card in cards), "nobody has a score"
print(len(cards), "scorecards")
from pygments.lexers import get_lexer_by_name
assert get_lexer_by_name("ssi").name == "ssi-rules", "Pygments does not find our lexer"
"""
_BENCH = """
import subprocess, sys, urllib.request
command = [sys.executable, "-u", "-m", "ssi_rules", "serve", sys.argv[1], "--demo", "--lang", "de"]
with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
    try:
        address = running.stdout.readline().strip()
        for path in ("", "bench.css", "static/bench.js", "static/htmx-2.0.11.min.js", "static/icon.svg"):
            with urllib.request.urlopen(address + path) as answer:
                body = answer.read().decode()
            assert body, f"{path} is empty"
            assert path or '<html lang="de">' in body, "the bench does not speak German"
    finally:
        running.terminate()
print("the bench answers")
"""
_MEMBERS = 12


class Failed(Exception):  # noqa: N818 - named for what happened
    """A step did not do what it should."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A new environment and an empty folder to work in."""

    home: Path
    folder: Path

    def python(self, *arguments: str) -> str:
        """Run its Python."""
        return self._run([str(self._program("python")), *arguments])

    def ssi(self, *arguments: str) -> str:
        """Run its command."""
        return self._run([str(self._program("ssi")), *arguments])

    def refused(self, *arguments: str) -> str:
        """What its command says where it does not do what it is told."""
        try:
            self.ssi(*arguments)
        except Failed as error:
            return str(error)
        raise Failed(f"`ssi {' '.join(arguments)}` was expected to fail")

    def _program(self, name: str) -> Path:
        return self.home / ("Scripts" if os.name == "nt" else "bin") / name

    def _run(self, command: list[str]) -> str:
        said = Path(command[0]).name + " " + " ".join(each for each in command[1:] if "\n" not in each)
        print(f"  {said}", flush=True)
        variables = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONPATH")}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=variables | {"XDG_CACHE_HOME": str(self.folder.parent / "cache"), "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        if done.returncode:
            raise Failed(f"{said}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout


def main() -> int:
    """Build, install, use; 1 where a step fails."""
    with TemporaryDirectory(prefix="ssi-wheel-") as made:
        try:
            _all(Path(made))
        except Failed as error:
            print(f"failed: {error}")
            return 1
    print("the wheel does the main job without the checkout")
    return 0


def _all(place: Path) -> None:
    print("build", flush=True)
    wheel = _built(place / "dist")
    elsewhere = Elsewhere(place / "environment", place / "empty")
    elsewhere.folder.mkdir()
    print("install", flush=True)
    _install(wheel, elsewhere)
    print("use", flush=True)
    _use(elsewhere)


def _built(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        raise Failed(f"hatchling built {len(wheels)} wheels\n{done.stdout}{done.stderr}")
    return wheels[0]


def _install(wheel: Path, elsewhere: Elsewhere) -> None:
    """The wheel by itself, after what it requires as the lock has it: none of what only developing needs."""
    venv.create(elsewhere.home, with_pip=True)
    lock = elsewhere.folder.parent / "requirements.txt"
    lock.write_text(_locked(_required("ssi-rules")), encoding="utf-8")
    elsewhere.python(*_PIP, "--require-hashes", "--requirement", str(lock))
    elsewhere.python(*_PIP, "--no-deps", str(wheel))
    elsewhere.python("-m", "pip", "--disable-pip-version-check", "check")


def _required(name: str, extra: str = "") -> set[str]:
    """What a distribution requires here, directly or not; with an extra of its own, what that brings too."""
    found: set[str] = set()
    open_ = [name]
    while open_:
        wanted = {"extra": extra if open_[-1] == name else ""}
        for line in distribution(open_.pop()).requires or ():
            each = Requirement(line)
            if (each.marker is None or each.marker.evaluate(wanted)) and each.name not in found:
                found.add(each.name)
                open_.append(each.name)
    return {canonicalize_name(each) for each in found}


def _locked(names: set[str]) -> str:
    """The lines of the lock about some distributions."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return "".join(
        each for each in re.split(r"^(?=\w)", lock, flags=re.MULTILINE) if each.split("==")[0] in names
    )


def _use(elsewhere: Elsewhere) -> None:
    version = elsewhere.ssi("version")
    if elsewhere.python("-m", "ssi_rules", "version") != version:
        raise Failed("`ssi version` and `python -m ssi_rules version` differ")
    shipped = elsewhere.python(
        "-c", "from ssi_rules.resources import rulesets_folder as at; print(at())"
    ).strip()
    if Path(shipped).resolve().is_relative_to(ROOT):
        raise Failed(f"the shipped rulesets came from the checkout: {shipped}")
    elsewhere.ssi("check", shipped)
    elsewhere.ssi("show", RULESET)
    elsewhere.ssi("schema", "scorecard")
    if "Selling to financial advisors" not in elsewhere.ssi("demo", "--keep", "team"):
        raise Failed("the demonstration does not show its second ruleset")
    own = f"mine{os.sep}{_own(elsewhere)}"
    elsewhere.ssi("check", "mine")
    elsewhere.ssi("score", own, "team", "--output", "scores.json")
    print("  " + elsewhere.python("-c", _LIBRARY, RULESET, "team").strip())
    _report(elsewhere)
    _serve(elsewhere)


def _report(elsewhere: Elsewhere) -> None:
    """Members' and team pages: their templates, their style and the catalogues have to be in the wheel."""
    for kind, written in (("html", "*.html"), ("md", "*.md")):
        folder = f"pages-{kind}"
        elsewhere.ssi("report", RULESET, "team", "-o", folder, "--format", kind, "--lang", "de", "--team")
        pages = sorted((elsewhere.folder / folder).rglob(written))
        texts = [each.read_text(encoding="utf-8") for each in pages]
        if sum("von 100 Punkten" in each for each in texts) < _MEMBERS:
            raise Failed(f"`ssi report --format {kind} --lang de` wrote no German page for each member")


def _serve(elsewhere: Elsewhere) -> None:
    """Without its extra the bench says how to get it; with it, the application can be made of what is installed."""
    said = elsewhere.refused("serve", RULESET, "--demo")
    if 'pip install "ssi-rules[web]"' not in said or "Traceback" in said:
        raise Failed(f"`ssi serve` without its extra says: {said}")
    lock = elsewhere.folder.parent / "web.txt"
    lock.write_text(_locked(_required("ssi-rules", "web")), encoding="utf-8")
    elsewhere.python(*_PIP, "--require-hashes", "--requirement", str(lock))
    print("  " + elsewhere.python("-c", _BENCH, RULESET).strip())


def _own(elsewhere: Elsewhere) -> str:
    """The ruleset that ``init`` writes."""
    elsewhere.ssi("init", "mine", "--template", RULESET)
    written = elsewhere.folder / "mine"
    return next(path.name for path in sorted(written.glob("*.ssi")) if not path.stem.endswith("_test"))


if __name__ == "__main__":
    sys.exit(main())
