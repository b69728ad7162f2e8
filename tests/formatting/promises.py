"""What formatting promises of any text, checked without any part of what formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Problems
from ssi_rules.formatting import format_text
from ssi_rules.pipeline import compile_unit
from ssi_rules.resources import rulesets_folder
from ssi_rules.syntax.decode import decode
from ssi_rules.syntax.parser import parse
from ssi_rules.text import Source
from ssi_rules.workspace.load import Loader
from tests.formatting.scramble import PIECE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.syntax import ast

LANGUAGE = Path(__file__).parent.parent / "language"


def formatted(text: str) -> str:
    """The text laid out."""
    return format_text(Source("rules.ssi", text))


def tree(text: str) -> ast.File | None:
    """What a text says; None where anything is wrong with it."""
    problems = Problems()
    source = decode(text.encode("utf-8", "surrogatepass"), "rules.ssi", problems)
    file = None if source is None or source.text != text else parse(source, problems)
    return None if problems.found else file


def comments(text: str) -> list[str]:
    """The comments of a text, in order."""
    return [each.rstrip() for each in PIECE.findall(text) if each.startswith("#")]


def words(text: str) -> list[str]:
    """All of a text but comments, blanks and line breaks."""
    return [each for each in PIECE.findall(text) if not each.startswith("#")]


def keeps_its_promises(text: str) -> str:
    """Format a text that can be read, and hold the result to all that is promised.

    Returns:
        The result.
    """
    before = tree(text)
    assert before is not None
    result = formatted(text)
    after = tree(result)
    assert after is not None
    assert after.declarations == before.declarations
    assert words(result) == words(text)
    assert comments(result) == comments(text)
    assert formatted(result) == result
    assert_tidy(result)
    return result


def assert_tidy(text: str) -> None:
    """No blanks at the end of lines, no two blank lines in a row, none at either end, one line end at the end."""
    lines = text.split("\n")
    assert lines.pop() == ""
    assert all(line == line.rstrip() for line in lines)
    assert "\n\n\n" not in text
    if lines:
        assert lines[0]
        assert lines[-1]


class Fingerprints:
    """Fingerprints of texts that stand in place of a file, what else they draw on read once."""

    def __init__(self) -> None:
        self._shared = Loader()

    def of(self, path: Path, text: str) -> str | None:
        """The hash of what a text means; None where it is no ruleset."""
        real = path.resolve()
        parsed = {other: what for other, what in self._shared.parsed.items() if other != real}
        loader = Loader(overlay={real: text}, parsed=parsed)
        ruleset = compile_unit(loader.load(real), {}).ruleset
        self._shared.parsed |= {other: what for other, what in loader.parsed.items() if other != real}
        return None if ruleset is None else ruleset.fingerprint


def shipped() -> Mapping[str, Path]:
    """Every file that is shipped, and the two that fix the language, by name."""
    files = [LANGUAGE / "tour.ssi", LANGUAGE / "wholesale.ssi", *sorted(rulesets_folder().rglob("*.ssi"))]
    return {path.name: path for path in files}
