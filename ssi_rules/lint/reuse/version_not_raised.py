from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_NUMBERED = re.compile(r"(\d+)\.(\d+)(\.\d+)?")


def version_not_raised(subject: Subject) -> Iterator[Diagnostic]:
    """The fingerprint is another than at the commit compared with, and the version is the same."""
    flat, ruleset, before = subject.flat, subject.ruleset, subject.before
    if flat is None or ruleset is None or before is None or flat.header.version is None:
        return
    if ruleset.fingerprint == before.fingerprint or ruleset.version != before.version:
        return
    version, higher = flat.header.version, _raised(ruleset.version)
    yield Diagnostic(
        codes.VERSION_NOT_RAISED,
        f"These rules score or say something else than at {before.ref}, and are still version {before.version}.",
        version.span,
        (),
        f'write `version "{higher}"`' if higher else "give it a version of its own",
        Fix(f'Write `"{higher}"`', (Edit(version.span, f'"{higher}"'),), Safety.UNSAFE) if higher else None,
    )


def _raised(version: str) -> str | None:
    """The next minor version; None where versions are counted otherwise."""
    parts = _NUMBERED.fullmatch(version)
    return f"{parts[1]}.{int(parts[2]) + 1}{'.0' if parts[3] else ''}" if parts else None
