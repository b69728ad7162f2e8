"""The room of rule texts: whatever is written, ``check`` finds faults or a ruleset that scores anybody."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from ssi_rules.formats import RENDERERS
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace import check_paths
from tests.fuzz import mutate, people
from tests.fuzz.case import Broken, Case
from tests.fuzz.ssi_text import FRAGMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ssi_rules.workspace import Checked

_HERE = Path(__file__).parent.parent / "language"
_OPERATORS = (">=", "<=", ">", "<", "=", "!=", "+", "-", "*", "/", "and", "or", "else")
_FUNCTIONS = ("count of", "share of", "sum of", "average of", "largest of", "smallest of", "count distinct")
_TWINS = (
    _OPERATORS,
    _FUNCTIONS,
    ("zero", "redistribute"),
    ("yes", "no"),
    ("days", "weeks", "months", "years"),
)


@cache
def seeds() -> Mapping[str, str]:
    """Texts to start from, by name: the normative ones and all that is shipped."""
    shipped = rulesets_folder()
    files = {path.name: path for path in (_HERE / "tour.ssi", _HERE / "wholesale.ssi")}
    files |= {path.relative_to(shipped).as_posix(): path for path in sorted(shipped.rglob("*.ssi"))}
    return {name: path.read_text(encoding="utf-8") for name, path in files.items()}


def make(seed: int) -> Case:
    """A ruleset that has been spoilt, as a rule with the files it draws on intact."""
    rng = Random(seed)
    name = rng.choice((*seeds(), "tour.ssi", "tour.ssi", "wholesale.ssi"))
    steps = rng.choice((GENTLE, GENTLE, ROUGH))
    spoilt = _jumble(rng) if rng.random() < 0.1 else mutate.spoil(rng, seeds()[name], steps)
    data = spoilt.encode("utf-8", errors="surrogatepass")
    files = {"ssi.toml": b"", name: mutate.flip_bytes(rng, data) if rng.random() < 0.1 else data}
    if name == "wholesale.ssi":
        files["tour.ssi"] = seeds()["tour.ssi"].encode()
    if rng.random() < 0.15:
        drawn_on = rng.choice(("facts/linkedin.ssi", "markets/titles.ssi", "tour.ssi"))
        files.setdefault(drawn_on, mutate.spoil(rng, seeds()[drawn_on], ROUGH).encode(errors="surrogatepass"))
    return Case("rules", seed, files, (name,))


def attempt(case: Case, folder: Path) -> None:
    """Check it, show everything found, and score somebody where nothing was wrong."""
    checked = check_paths([folder / case.arguments[0]])
    show(checked)
    for compiled in checked.compiled:
        if compiled.ruleset is not None:
            people.hold_to_its_promises(compiled.ruleset, Random(case.seed))


def show(checked: Checked) -> None:
    """Every finding in every format, each in a place that exists."""
    for name, render in RENDERERS.items():
        shown = render(checked.problems)
        if name != "json" and not shown.replace("\n", "").isprintable():
            raise Broken(f"{name} prints characters that a terminal obeys")
    for each in checked.problems:
        spans = (each.span, *(label.span for label in each.labels))
        if not all(0 <= span.start <= span.end <= len(span.source.text) for span in spans):
            raise Broken(f"{each.code.slug} points outside its file")
    for compiled in checked.compiled:
        if compiled.ruleset is None and compiled.flat is not None and not checked.problems.has_errors:
            raise Broken("no ruleset and no error")


def _jumble(rng: Random) -> str:
    glue = rng.choice(("\n", " ", "\n  ", "", "\n\n"))
    return glue.join(rng.choice(FRAGMENTS) for _ in range(rng.randrange(80)))


def _exchange_word(rng: Random, text: str) -> str:
    """A word becomes one that may stand in its place."""
    words = rng.choice(_TWINS)
    found = [each for word in words for each in re.finditer(rf"(?<![\w]){re.escape(word)}(?![\w])", text)]
    if not found:
        return text
    match = rng.choice(found)
    return text[: match.start()] + rng.choice(words) + text[match.end() :]


def _wrap(rng: Random, text: str) -> str:
    """Something is nested, perhaps too deeply."""
    matches = list(re.finditer(r"(?<=measure )[^\n]+|(?<=when )[^\n]+|(?<== )[^\n{]+", text))
    if not matches:
        return text
    match = rng.choice(matches)
    depth = rng.choice((1, 3, 40, 160, 3000))
    opening, closing = rng.choice(
        (("(", ")"), ("not ", ""), ("(0 + ", ")"), ("", " + 1"), ("", " else 1"), ("-", ""))
    )
    return text[: match.start()] + opening * depth + match[0] + closing * depth + text[match.end() :]


def _rename(rng: Random, text: str) -> str:
    """A name becomes another one of the text, everywhere or once."""
    names = re.findall(r"\b[a-z][a-z_]{3,}\b", text)
    if not names:
        return text
    old, new = rng.choice(names), rng.choice(names)
    return re.sub(rf"\b{old}\b", new, text, count=rng.choice((0, 1)))


GENTLE: tuple[Callable[[Random, str], str], ...] = (mutate.change_number, _exchange_word)
ROUGH: tuple[Callable[[Random, str], str], ...] = (
    mutate.change_number,
    _exchange_word,
    mutate.delete_token,
    mutate.repeat_token,
    mutate.swap_tokens,
    mutate.borrow_token,
    mutate.move_lines,
    mutate.add_noise,
    mutate.cut,
    _wrap,
    _rename,
)
