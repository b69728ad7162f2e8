"""What can be wrong with comments that leave findings out: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.diagnostics import Diagnostic, Edit, Fix, Safety
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.codes import Code
    from ssi_rules.lint.suppressions import Suppression
    from ssi_rules.text import Span

_FORM = "`# ssi: ignore[slug] reason`"


def without_reason(comment: Suppression) -> Diagnostic:
    """Nobody will know later whether it may go."""
    return Diagnostic(
        codes.SUPPRESSION_WITHOUT_REASON,
        "This comment leaves a finding out and does not say why.",
        comment.span,
        help="say after the bracket why the finding does not matter here",
    )


def unused(comment: Suppression, names: Sequence[str], edit: tuple[Span, str]) -> Diagnostic:
    """The finding it was written for is gone."""
    quoted = " and ".join(f"`{each}`" for each in names)
    span, text = edit
    return Diagnostic(
        codes.UNUSED_SUPPRESSION,
        f"Nothing here is left out by {quoted}.",
        comment.span,
        help=f"remove {quoted}" if text else "remove the comment",
        fix=Fix(f"Remove {quoted}" if text else "Remove the comment", (Edit(span, text),), Safety.SAFE),
    )


def unknown_name(name: Span) -> Diagnostic:
    """No code has this name."""
    can_be = [each.slug for each in codes.CATALOGUE.values() if each.severity is not codes.Severity.ERROR]
    near = nearest(name.text, can_be)
    return Diagnostic(
        codes.UNKNOWN_SUPPRESSION,
        f"There is no finding `{name.text}`.",
        name,
        help=f"did you mean `{near}`?" if near else "each finding shows its name and its number",
    )


def not_suppressible(name: Span, code: Code) -> Diagnostic:
    """An error, or a finding about such comments."""
    is_error = code.severity is codes.Severity.ERROR
    return Diagnostic(
        codes.UNKNOWN_SUPPRESSION,
        f"`{name.text}` is an error, and errors cannot be left out."
        if is_error
        else f"`{name.text}` is about such comments and cannot be left out by one.",
        name,
        help="mend the rules, and remove it here" if is_error else "choose it away in the configuration",
    )


def names_nothing(comment: Suppression) -> Diagnostic:
    """What would leave out everything."""
    return Diagnostic(
        codes.UNKNOWN_SUPPRESSION,
        "This comment does not say which finding it leaves out.",
        comment.span,
        help=f"write {_FORM}",
    )


def unknown_word(comment: Suppression) -> Diagnostic:
    """Another word than ``ignore``."""
    return Diagnostic(
        codes.UNKNOWN_SUPPRESSION,
        f"`ssi: {comment.word}` means nothing." if comment.word else "`ssi:` says nothing.",
        comment.span,
        help=f"write {_FORM}",
    )
