"""What can be wrong with declaring, changing and removing: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_names import declared_here, kind_of, listed, write_instead
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ssi_rules.checking.draft import Named
    from ssi_rules.checking.flat import FlatCriterion, FlatPillar
    from ssi_rules.syntax import ast
    from ssi_rules.text import Span


def duplicate(name: ast.Name, standing: Named) -> Diagnostic:
    """A name declared twice in one file."""
    return Diagnostic(
        codes.DUPLICATE,
        f"`{name.text}` is already the name of {kind_of(standing)} in this file.",
        name.span,
        (Label(standing.name.span, "first declared here"),),
        "give one of the two another name",
    )


def clash(name: ast.Name, standing: Named, change: str | None) -> Diagnostic:
    """A declaration that repeats an inherited or used name; ``change`` is what to write to replace that."""
    return Diagnostic(
        codes.CLASH,
        f"`{name.text}` is already the name of {kind_of(standing)} from {standing.name.span.source.path}.",
        name.span,
        (declared_here(standing),),
        "choose another name"
        if change is None
        else f"write `{change}` to change that one, or choose another name",
    )


def used_clash(use: ast.Use, new: Named, standing: Named) -> Diagnostic:
    """Two files that a file draws on declare one name."""
    return Diagnostic(
        codes.CLASH,
        f"`{new.name.text}` is brought in twice: {kind_of(new)} from {new.name.span.source.path}, "
        f"{kind_of(standing)} from {standing.name.span.source.path}.",
        use.path.span,
        (declared_here(new), declared_here(standing)),
        "rename one of the two, or use one of the files only",
    )


def repeated_criterion(name: ast.Name, pillar: str, standing: ast.Name, free: str | None) -> Diagnostic:
    """A pillar with two criteria of one name; ``free`` is a name that suggests itself and is not taken."""
    other = f"choose another name, such as `{free}`" if free else "choose another name"
    own = name.span.source is standing.span.source
    return Diagnostic(
        codes.DUPLICATE if own else codes.CLASH,
        f"Pillar `{pillar}` already has a criterion `{name.text}`.",
        name.span,
        (Label(standing.span, "it is declared here"),),
        other if own else f"write `change {pillar}.{name.text} {{ … }}` to change it",
    )


def repeated_column(name: ast.Name, standing: ast.Name) -> Diagnostic:
    """A table with two columns of one name."""
    return Diagnostic(
        codes.DUPLICATE,
        f"Column `{name.text}` is declared twice.",
        name.span,
        (Label(standing.span, "first declared here"),),
    )


def repeated_part(part: str, span: Span, first: Span) -> Diagnostic:
    """A part given twice."""
    return Diagnostic(
        codes.REPEATED_PART,
        f"The {part} is given twice.",
        span,
        (Label(first, "first given here"),),
        "keep one of the two",
    )


def reserved_pillar(name: ast.Name) -> Diagnostic:
    """A pillar called total or level."""
    return Diagnostic(
        codes.RESERVED_NAME,
        f"A pillar cannot be called `{name.text}`: tests and results use that word for the whole.",
        name.span,
        (),
        "choose another name",
    )


def unknown_target(
    what: str, name: ast.Name, verb: str, known: Mapping[str, Named], removed: Span | None
) -> Diagnostic:
    """A change or removal whose target does not exist.

    Args:
        what: The kinds of thing it could have been, after "no".
        name: What was named.
        verb: What was to be done to it.
        known: What stands, by name.
        removed: Where it was removed before, if it was.
    """
    near = nearest(name.text, known)
    labels = () if near is None else (declared_here(known[near]),)
    way = f"did you mean `{near}`?" if near else listed("it could be", list(known))
    if name.text == "ruleset":
        way = "what the ruleset says of itself, its `worth` among it, stands in the block that begins with `ruleset`"
    return Diagnostic(
        codes.UNKNOWN_TARGET,
        f"There is no {what} `{name.text}` to {verb}.",
        name.span,
        labels if removed is None else (Label(removed, "it was removed here"),),
        way,
        write_instead(name.span, near),
    )


def unknown_target_criterion(
    name: ast.Name, verb: str, pillar: FlatPillar, removed: Span | None
) -> Diagnostic:
    """The same of a criterion."""
    known = [each.name.text for each in pillar.criteria]
    near = nearest(name.text, known)
    return Diagnostic(
        codes.UNKNOWN_TARGET,
        f"Pillar `{pillar.name.text}` has no criterion `{name.text}` to {verb}.",
        name.span,
        (declared_here(pillar),) if removed is None else (Label(removed, "it was removed here"),),
        f"did you mean `{near}`?" if near else listed("its criteria are", known),
        write_instead(name.span, near),
    )


def misplaced_part(part: str, span: Span, owner: Named | FlatCriterion) -> Diagnostic:
    """A part that the changed thing does not have."""
    return Diagnostic(
        codes.MISPLACED_PART,
        f"`{owner.name.text}` is {kind_of(owner)}, which has no {part}.",
        span,
        (declared_here(owner),),
    )


def void_change(what: str, span: Span, before: Span) -> Diagnostic:
    """A change after which everything is as before."""
    return Diagnostic(
        codes.VOID_CHANGE,
        f"This change leaves {what} as it was.",
        span,
        (Label(before, "this is what stands already"),),
        "write what should be different, or delete the change",
    )


def void_addition(pillar: ast.Name) -> Diagnostic:
    """An ``in`` that adds nothing."""
    return Diagnostic(
        codes.VOID_CHANGE,
        f"Nothing is added to pillar `{pillar.text}` here.",
        pillar.span,
        (),
        "add a criterion, a cap or a deduction, or delete the block",
    )


def partly_void_change(part: str, span: Span, before: Span) -> Diagnostic:
    """A part of a change that is as before."""
    return Diagnostic(
        codes.PARTLY_VOID_CHANGE,
        f"The {part} stays as it was.",
        span,
        (Label(before, "this is what stands already"),),
        "delete this part of the change",
    )
