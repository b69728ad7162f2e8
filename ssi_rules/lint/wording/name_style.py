"""Names in another style than all others: everywhere else they are small letters and underscores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.lint.wording.words import titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.lint.subject import Subject

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def name_style(subject: Subject) -> Iterator[Diagnostic]:
    """Every name declared in the file with a capital in it; a change says a name that others chose."""
    for each in titled(subject):
        name = each.name
        if name is not None and each.kind != "change" and name.text != name.text.lower():
            yield Diagnostic(
                codes.NAME_STYLE,
                f"The name `{name.text}` has capitals; names are small letters and underscores.",
                name.span,
                help=f"call it `{snake_case(name.text)}` here and wherever it is used",
            )


def snake_case(name: str) -> str:
    """``InMailRate`` as ``in_mail_rate``."""
    return re.sub("_+", "_", _HUMP.sub("_", name)).lower()
