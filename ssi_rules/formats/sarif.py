"""SARIF 2.1.0, as code scanning services take it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

from ssi_rules.diagnostics import ordered
from ssi_rules.formats.gravest import gravest_first
from ssi_rules.formats.identity import identified
from ssi_rules.formats.sarif_rules import LEVEL, rule
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic, Fix, Label
    from ssi_rules.text import Source, Span

_Json: TypeAlias = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
"""What GitHub takes of one run."""


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),
    *,
    colour: bool = False,  # noqa: ARG001 - machines see no colour
) -> str:
    """One run in plain ASCII: its rules are the codes found, its artifacts the files looked at."""
    found = ordered(diagnostics)
    kept = found if len(found) <= MOST_RESULTS else ordered(gravest_first(found)[:MOST_RESULTS])
    codes = sorted({each.code for each in kept}, key=lambda code: code.number)
    places = {code: index for index, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "ssi",
                "semanticVersion": _version(),
                "rules": [rule(code) for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": True, **_left_out(len(found) - len(kept))}],
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _artifact(path)} for path in _paths(kept, files)],
        "results": [
            _result(each, places[each.code], f"{digest[:16]}:{number}")
            for each, digest, number in identified(kept)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - it opens the package's metadata

    return version("ssi-rules")


def _paths(found: Iterable[Diagnostic], files: Iterable[Source]) -> list[str]:
    sources = {each.span.source.repository_path for each in found}
    return sorted(sources | {each.repository_path for each in files})


def _left_out(count: int) -> _Json:
    if not count:
        return {}
    text = f"{count} findings of lower severity are left out: a run takes {MOST_RESULTS}."
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def _result(each: Diagnostic, rule_index: int, fingerprint: str) -> _Json:
    return {
        "ruleId": each.code.number,
        "ruleIndex": rule_index,
        "level": LEVEL[each.severity],
        "message": {"text": _message(each.message + (f"\nhelp: {each.help}" if each.help else ""))},
        "locations": [{"physicalLocation": _physical(each.span)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        **({"relatedLocations": [_related(*one) for one in enumerate(each.labels)]} if each.labels else {}),
        **({"fixes": [_fix(each.fix)]} if each.fix and each.fix.edits else {}),
    }


def _message(text: str) -> str:
    """Text whose brackets make no link, which is all that SARIF's plain text knows of markup."""
    shown = "\n".join(map(visible, text.split("\n")))
    if "](" not in shown:
        return shown
    return shown.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _related(number: int, label: Label) -> _Json:
    return {
        "id": number,
        "message": {"text": _message(label.message) or "see here"},
        "physicalLocation": _physical(label.span),
    }


def _fix(fix: Fix) -> _Json:
    path = fix.edits[0].span.source.repository_path
    replacements = [
        {
            "deletedRegion": _region(each.span),
            **({"insertedContent": {"text": each.text}} if each.text else {}),  # empty texts are refused
        }
        for each in fix.edits
    ]
    return {
        "description": {"text": _message(f"{fix.title} ({fix.safety.value})")},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _physical(span: Span) -> _Json:
    return {"artifactLocation": _artifact(span.source.repository_path), "region": _region(span)}


def _artifact(path: str) -> _Json:
    return {"uri": quote(path.removeprefix("./"), errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> _Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
