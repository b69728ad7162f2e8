"""The room of commands: whatever they are given, they end with 0, 1 or 2 and a message, never with a traceback."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.cli.main import app
from tests.fuzz import datasets, exports, rule_texts
from tests.fuzz.case import Broken, Case

if TYPE_CHECKING:
    from pathlib import Path

_CODES = (0, 1, 2)
_RULES = (
    "linkedin-ssi-2015",
    "linkedin-ssi-2015-fair",
    "selling-to-financial-advisors",
    "linkedin-ssi-2015x",
)


def make(seed: int) -> Case:
    """A command line over spoilt rules or data."""
    rng = Random(seed)
    return _over_rules(rng, seed) if rng.random() < 0.5 else _over_data(rng, seed)


def attempt(case: Case, folder: Path) -> None:
    """Run it in this process."""
    arguments = [each.replace("{}", str(folder)) for each in case.arguments]
    stdout, stderr = io.StringIO(), io.StringIO()
    with redirect_stdout(stdout), redirect_stderr(stderr):
        code = _code(arguments)
    if code not in _CODES:
        raise Broken(f"exit code {code}")
    if "Traceback" in stderr.getvalue():
        raise Broken("a traceback on stderr")
    if code and not (stdout.getvalue() + stderr.getvalue()).strip():
        raise Broken(f"exit code {code} without a word")


def _code(arguments: list[str]) -> object:
    try:
        app(args=arguments, prog_name="ssi")
    except SystemExit as leaving:
        return leaving.code or 0
    return 0


def _over_rules(rng: Random, seed: int) -> Case:
    made = rule_texts.make(seed)
    file = "{}/" + made.arguments[0]
    command = rng.choice(
        (
            ("check", file, "--format", rng.choice(("full", "concise", "json", "xml"))),
            ("check", "{}", "--fail-level", rng.choice(("error", "warning", "info")), "--color", "always"),
            ("show", file),
            ("match", "target", file, "--rules", file),
            (
                "match",
                "senior_executive",
                file,
                *rng.choice(((), ("--json",), ("--label", "x"), ("--column", "title"))),
            ),
            ("facts", "{}", "--ruleset", file),
            ("init", "{}", "--template", rng.choice((*_RULES, "\x00", ""))),
            ("schema", rng.choice(("scorecard", "facts", "nothing"))),
        )
    )
    return Case("commands", seed, made.files, command)


def _over_data(rng: Random, seed: int) -> Case:
    made = rng.choice((exports, datasets)).make(seed)
    data, *maps = ("{}/" + each for each in made.arguments)
    options = [word for each in maps for word in ("--map", each)]
    options += rng.choice(((), ("--rejects",)))
    day = rng.choice(
        (
            (),
            (),
            ("--as-of", "2026-06-30"),
            ("--as-of", "0001-01-01"),
            ("--as-of", "9999-12-31"),
            ("--as-of", "x"),
        )
    )
    ruleset = rng.choice(_RULES)
    command = rng.choice(
        (
            (
                "score",
                ruleset,
                data,
                *options,
                *day,
                *rng.choice(((), ("-o", "{}/out.csv"), ("--format", "json"))),
            ),
            ("explain", ruleset, data, *options, *day, *rng.choice(((), ("--member", "m0"), ("--json",)))),
            ("facts", data, *options, *rng.choice(((), ("--json",)))),
        )
    )
    return Case("commands", seed, made.files, command, made.zipped)
