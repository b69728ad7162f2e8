"""Workflow commands, read as GitHub's runner reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ssi_rules import codes
from ssi_rules.codes import Severity
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.formats import github
from ssi_rules.text import Source, Span
from tests.formats.samples import FILES, FINDINGS, hostile

_COMMAND = re.compile(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)")


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def _read(text: str) -> tuple[list[Command], list[str]]:
    """The commands that the runner would carry out, and the lines that it would only show."""
    commands: list[Command] = []
    plain: list[str] = []
    stopped: str | None = None
    for line in text.splitlines():
        match = _COMMAND.fullmatch(line.lstrip())
        if stopped is not None or match is None:
            if line == f"::{stopped}::":
                stopped = None
            else:
                plain.append(line)
        elif match["name"] == "stop-commands":
            stopped = match["data"]
        else:
            pairs = (each.split("=", 1) for each in (match["properties"] or "").split(",") if each)
            properties = {name: _unescaped(value) for name, value in pairs}
            commands.append(Command(match["name"], properties, _unescaped(match["data"])))
    assert stopped is None
    return commands, plain


def _unescaped(text: str) -> str:
    for sign, escape in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(escape, sign)
    return text


def _many(count: int, severity: Severity) -> list[Diagnostic]:
    source = Source("many.ssi", "x\n" * count)
    return [
        Diagnostic(codes.SYNTAX, f"No {i}.", Span(source, 2 * i, 2 * i + 1), level=severity)
        for i in range(count)
    ]


def test_each_finding_is_a_command_with_its_place() -> None:
    commands, plain = _read(github.render(FINDINGS, FILES))
    assert [each.name for each in commands] == ["error"] * 6 + ["warning"] + ["notice"] * 2
    assert plain == ["ssi: 6 errors, 1 warning and 2 info in 4 files"]
    first = next(each for each in commands if each.data.startswith("Pillar"))
    assert first.properties == {
        "title": "SSI101 syntax",
        "file": "sales/team a/rules.ssi",
        "line": "1",
        "endLine": "1",
        "col": "20",
        "endColumn": "28",
    }
    assert first.data == "Pillar `find` says something else.\nhelp: write something else"


def test_a_span_of_several_lines_has_no_columns() -> None:
    commands, _ = _read(github.render(FINDINGS))
    several = next(each for each in commands if each.data == "Several lines.")
    assert set(several.properties) == {"title", "file", "line", "endLine"}


def test_names_and_messages_are_escaped() -> None:
    odd = Source("50%, a:b.ssi", "x\n")
    found = Diagnostic(codes.SYNTAX, "100% of it: a, b", Span(odd, 0, 1), help="one\ntwo")
    text = github.render([found])
    assert "file=50%25%2C a%3Ab.ssi," in text
    assert "::100%25 of it: a, b%0Ahelp: one%0Atwo\n" in text
    (command,), _ = _read(text)
    assert command.properties["file"] == "50%, a:b.ssi"


def test_no_text_gives_a_command() -> None:
    found = hostile()
    commands, plain = _read(github.render(found, FILES))
    assert [each.name for each in commands] == ["error"] * 10
    assert all(each.properties["title"] == "SSI101 syntax" for each in commands)
    assert len(plain) == len(found) - 10 + 1


def test_what_github_does_not_show_is_in_the_log_where_nothing_is_a_command() -> None:
    found = [*_many(12, Severity.WARNING), *_many(11, Severity.ERROR), *_many(3, Severity.INFO)]
    bad = replace(found[0], message="::error::boo", code=codes.TAB)
    commands, plain = _read(github.render([*found, bad]))
    kinds = [each.name for each in commands]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 3
    assert len(plain) == 4 + 1
    assert plain[-1] == "ssi: 11 errors, 13 warnings and 3 info; 4 of them are only in this log"


def test_text_cannot_end_its_own_quotation() -> None:
    text = github.render(_many(11, Severity.ERROR))
    token = re.search("::stop-commands::(.*)", text)
    assert token
    forged = replace(_many(11, Severity.ERROR)[10], message=f"::{token[1]}::")
    again = github.render([*_many(10, Severity.ERROR), forged])
    assert f"::stop-commands::{token[1]}" not in again
    assert len(_read(again)[0]) == 10
