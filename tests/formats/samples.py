"""Findings of every shape, and texts that would like to be more than texts."""

from __future__ import annotations

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Label, Safety
from ssi_rules.text import Source, Span

RULES = Source(
    "rules.ssi",
    'pillar find "Find" worth 25 {\n  # 漢字 and\ta tab \x1b[31m\n}\nlet long = ' + "x + " * 100 + "y\n",
    inside="sales/team a/",
)
FACTS = Source("facts/own.ssi", "facts {\n  referrals : count\n}\n", inside="sales/team a/")
EMPTY = Source("empty.ssi", "", inside="sales/team a/")
CLEAN = Source("clean.ssi", "", inside="sales/team a/")
FILES = (CLEAN, EMPTY, FACTS, RULES)


def at(source: Source, text: str) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text))


FINDINGS = (
    Diagnostic(
        codes.SYNTAX,
        "Pillar `find` says something else.",
        at(RULES, "worth 25"),
        (Label(at(RULES, "find"), "named here"), Label(at(FACTS, "referrals"), "declared here")),
        "write something else",
    ),
    Diagnostic(codes.SYNTAX, "Wide letters.", at(RULES, "字 and")),
    Diagnostic(codes.CONTROL_CHARACTER, "Hostile \x1b[2J text.", at(RULES, "\x1b")),
    Diagnostic(codes.SYNTAX, "Far to the right.", at(RULES, "y\n")),
    Diagnostic(
        codes.UNCLOSED_BLOCK, "Several lines.", Span(RULES, RULES.text.index("{"), RULES.text.index("}"))
    ),
    Diagnostic(codes.FILE_TOO_LARGE, "Nothing to show.", Span(EMPTY, 0, 0)),
    Diagnostic(
        codes.UNUSED_LET,
        "Nothing reads `long`.",
        at(RULES, "long"),
        fix=Fix(
            "Remove `long`", (Edit(at(RULES, "let long"), ""), Edit(at(RULES, "y\n"), "z\n")), Safety.UNSAFE
        ),
    ),
    Diagnostic(codes.NAME_STYLE, "`referrals` could be better.", at(FACTS, "referrals")),
    Diagnostic(codes.UNUSED_FACT, "Nothing reads it.", at(FACTS, "referrals"), level=codes.Severity.INFO),
)

HOSTILE_TEXTS = (
    "::error::boo",
    "a\r\n::error title=x::boo\n##[add-mask]x",
    "100%0A::set-output name=x::y",
    "]]></failure><script>alert(1)</script>",
    "<!-- --> <b>&amp;\"'",
    "```\n# heading\n@everyone #1 [x](https://example.org) ![y](//example.org/z)",
    "````` & ` unbalanced",
    "nul \x00 bell \x07 escape \x1b[2J delete \x7f rtl \u202e zero\u200bwidth bom \ufeff nonchar \uffff lone \udc80",
    "line\u2028separator and \x85 next",
    "{0} {1} \\ [x](0)",
    "| a | b |\n|---|---|",
    "",
)


def hostile() -> tuple[Diagnostic, ...]:
    """Each of those texts everywhere that a text can be: file, name, line, message, label, help, fix."""
    return tuple(_hostile(text) for text in HOSTILE_TEXTS)


def _hostile(text: str) -> Diagnostic:
    source = Source(f"{text}.ssi", text.replace("\r\n", "\n") + "\n")
    whole = Span(source, 0, len(text))
    fix = Fix(f"Write {text}", (Edit(whole, text),), Safety.SAFE)
    return Diagnostic(codes.SYNTAX, f"No {text}", whole, (Label(whole, text),), text, fix)
