"""What can be wrong with actions, tests and claims: one function a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.checking.problems_names import declared_here, listed, write_instead
from ssi_rules.diagnostics import Diagnostic, Label
from ssi_rules.language.states import State
from ssi_rules.suggest import nearest
from ssi_rules.syntax import ast

if TYPE_CHECKING:
    from ssi_rules.checking.flat import FlatPillar
    from ssi_rules.text import Span


def missing_as_of(test: ast.Test, reader: Span) -> Diagnostic:
    """A test without a day, of a ruleset whose score depends on it."""
    return Diagnostic(
        codes.MISSING_AS_OF,
        "This test gives no day, and the ruleset reads dates.",
        test.title.span,
        (Label(reader, "this depends on the day"),),
        "add a line such as `as of 2026-06-30`",
    )


def unknown_state(state: ast.Name) -> Diagnostic:
    """A state that a criterion cannot end in."""
    states = [each.value for each in State]
    near = nearest(state.text, states)
    return Diagnostic(
        codes.UNKNOWN_STATE,
        f"A criterion cannot end as `{state.text}`.",
        state.span,
        (),
        f"did you mean `{near}`?" if near else listed("the states are", states),
        write_instead(state.span, near),
    )


def state_of_pillar(target: ast.Target, pillar: FlatPillar | None) -> Diagnostic:
    """A state expected of a pillar or of the total."""
    what = "The total" if pillar is None else "A pillar"
    ids = [] if pillar is None else [f"{pillar.name.text}.{each.name.text}" for each in pillar.criteria]
    return Diagnostic(
        codes.NOT_A_CRITERION,
        f"{what} has points and no state; only a criterion has one.",
        target.span,
        () if pillar is None else (declared_here(pillar),),
        listed("expect it of", ids),
    )


def test_without_ruleset(block: ast.Test | ast.Claim) -> Diagnostic:
    """A test or a claim in a file that is no ruleset and no test file."""
    what, does = ("test", "try") if isinstance(block, ast.Test) else ("claim", "be about")
    return Diagnostic(
        codes.TEST_WITHOUT_RULESET,
        f"This file has no ruleset that the {what} could {does}.",
        block.title.span,
        (),
        f"move the {what} into the ruleset's file, or into a file beside it whose name ends in `_test.ssi`",
    )


def tests_nothing(place: Span, beside: str) -> Diagnostic:
    """A test file that names no ruleset."""
    return Diagnostic(
        codes.TEST_WITHOUT_RULESET,
        "This test file does not say which ruleset it tests.",
        place,
        (),
        f'begin it with `use "{beside}"`',
    )


def tests_two(second: ast.Use, first: ast.Use) -> Diagnostic:
    """A test file that names two rulesets."""
    return Diagnostic(
        codes.TEST_WITHOUT_RULESET,
        "A test file tests one ruleset.",
        second.path.span,
        (Label(first.path.span, "this one is tested already"),),
        "write a test file for each",
    )


def rules_in_test_file(declaration: ast.Declaration) -> Diagnostic:
    """Rules in a file of tests."""
    first = declaration.span.text.split(None, 1)[0]
    place = type(declaration.span)(
        declaration.span.source, declaration.span.start, declaration.span.start + len(first)
    )
    return Diagnostic(
        codes.RULES_IN_TEST_FILE,
        f"A test file holds `use`, `test` and `claim`, and no `{first}`.",
        place,
        (),
        "move it to the ruleset's own file",
    )


def given_twice(name: ast.Name, first: ast.Name) -> Diagnostic:
    """A fact, table or cell given twice."""
    return Diagnostic(
        codes.REPEATED_PART,
        f"`{name.text}` is given twice.",
        name.span,
        (Label(first.span, "first given here"),),
        "keep one of the two",
    )


def no_expectation(block: ast.Test | ast.Claim) -> Diagnostic:
    """A test that cannot fail, or a claim that says nothing."""
    message, way = "This test expects nothing, so it cannot fail.", "expect total >= 50"
    if isinstance(block, ast.Claim):
        message, way = "This claim expects nothing, so there is nothing to prove.", "expect total <= 80"
    return Diagnostic(codes.NO_EXPECTATION, message, block.title.span, (), f"add a line such as `{way}`")


def no_effect(action: ast.Action) -> Diagnostic:
    """An action that brings nothing."""
    return Diagnostic(
        codes.NO_EFFECT,
        f"Action `{action.name.text}` changes nothing.",
        action.name.span,
        (),
        "add what it brings, as in `adds 1 row to shares` or `adds 1 to referrals`",
    )
