"""Writes what highlighters know of the language, from its grammar, so that they cannot drift from it.

python -m editors.generate
"""

# ruff: noqa: T201 - it is a command

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from editors.words import words
from ssi_rules.highlighting.patterns import ESCAPE, PATTERNS, Kind, Pattern
from ssi_rules.resources import grammar_file

if TYPE_CHECKING:
    from ssi_rules.highlighting.words import Words

HERE = Path(__file__).parent
ROOT = HERE.parent
COMMAND = "python -m editors.generate"

_SCOPES = {
    Kind.COMMENT: "comment.line.number-sign.ssi",
    Kind.TEXT: "string.quoted.double.ssi",
    Kind.ESCAPE: "constant.character.escape.ssi",
    Kind.KEYWORD: "keyword.control.ssi",
    Kind.NAMED: "entity.name.ssi",
    Kind.TYPE: "storage.type.ssi",
    Kind.FUNCTION: "support.function.ssi",
    Kind.OPERATOR_WORD: "keyword.operator.word.ssi",
    Kind.OPERATOR: "keyword.operator.ssi",
    Kind.CONSTANT: "constant.language.ssi",
    Kind.NUMBER: "constant.numeric.ssi",
    Kind.DAY: "constant.other.date.ssi",
    Kind.UNIT: "keyword.other.unit.ssi",
    Kind.NAME: "variable.other.ssi",
    Kind.PUNCTUATION: "punctuation.ssi",
}
"""The names that colour themes know, by what is named; blanks have none."""


def textmate() -> str:
    """The TextMate grammar, which VS Code, Sublime Text, JetBrains and GitHub read."""
    grammar = {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "comment": f"Written by `{COMMAND}`; change what it is drawn from, not this file.",
        "name": "ssi-rules",
        "scopeName": "source.ssi",
        "fileTypes": ["ssi"],
        "patterns": list(map(_rule, PATTERNS)),
    }
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def _rule(pattern: Pattern) -> dict[str, object]:
    named = {str(number): _SCOPES[kind] for number, kind in enumerate(pattern.kinds, 1) if kind in _SCOPES}
    captures: dict[str, dict[str, object]] = {number: {"name": scope} for number, scope in named.items()}
    if pattern.kinds == (Kind.TEXT,):
        captures["1"]["patterns"] = [_rule(ESCAPE)]
    return {"match": pattern.regex, "captures": captures}


def module(found: Words) -> str:
    """The words as a Python module, for the patterns."""
    groups = "".join(f"    {each.name}={_literal(getattr(found, each.name))},\n" for each in fields(found))
    return (
        f'"""The words of the language. Written by ``{COMMAND}``; change the grammar, not this file."""\n\n'
        "# fmt: off\n\n"
        "from ssi_rules.highlighting.words import Words\n\n"
        f"WORDS = Words(\n{groups})\n"
    )


def _literal(value: object) -> str:
    match value:
        case tuple():
            inner = ", ".join(map(_literal, value))
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case _:
            return json.dumps(value)


def files() -> dict[Path, str]:
    """Every generated file and its text.

    The patterns are made of the generated words: run the command again where both have changed.
    """
    grammar = textmate()
    return {
        ROOT / "ssi_rules" / "highlighting" / "grammar_words.py": module(
            words(grammar_file().read_text("utf-8"))
        ),
        HERE / "textmate" / "ssi.tmLanguage.json": grammar,
        HERE / "vscode" / "syntaxes" / "ssi.tmLanguage.json": grammar,
    }


def main() -> None:
    """Write every file whose text has changed."""
    for path, text in files().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            print(path.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
