"""GitLab's Code Quality report: a JSON array that merge requests show beside the changed lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ssi_rules.codes import Severity
from ssi_rules.diagnostics import ordered
from ssi_rules.formats.identity import identified
from ssi_rules.formats.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.text import Source

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(
    diagnostics: Iterable[Diagnostic],
    files: Sequence[Source] = (),  # noqa: ARG001 - GitLab knows no clean files
    *,
    colour: bool = False,  # noqa: ARG001 - machines see no colour
) -> str:
    """The whole report, plain ASCII."""
    entries = [_entry(*each) for each in identified(ordered(diagnostics))]
    return json.dumps(entries, indent=2) + "\n"


def _entry(each: Diagnostic, digest: str, number: int) -> dict[str, object]:
    span = each.span
    return {
        # GitLab shows no `check_name`, so the code stands here too.
        "description": f"{each.code.number} {each.code.slug}: {visible(each.message)}",
        "check_name": each.code.slug,
        # Of two with one fingerprint, only the first would be shown.
        "fingerprint": digest if number == 1 else f"{digest}-{number}",
        "severity": _SEVERITY[each.severity],
        "location": {
            "path": span.source.repository_path.removeprefix("./"),
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }
