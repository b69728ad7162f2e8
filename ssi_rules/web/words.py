"""Everything the bench says, made by a language; templates have no words of their own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, assert_never

from ssi_rules.codes import Severity
from ssi_rules.language.numbers import as_points
from ssi_rules.model import Action, Fact
from ssi_rules.report.inert import inert
from ssi_rules.report.words import held
from ssi_rules.web.refusals import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.planning.edits import Do
    from ssi_rules.report.languages.language import Language
    from ssi_rules.web.movers import Movement, Standing
    from ssi_rules.web.people import Crowd
    from ssi_rules.web.voice import Voice
    from ssi_rules.web.whatif import Turned, Untrue, WhatIf

_DASH, _MINUS = "\N{EN DASH}", "\N{MINUS SIGN}"


def severity(level: Severity, language: Language) -> str:
    """A severity in a word."""
    match level:
        case Severity.ERROR:
            return language.text("Error")
        case Severity.WARNING:
            return language.text("Warning")
        case Severity.INFO:
            return language.text("Note")
        case _:
            assert_never(level)


def findings_summary(findings: Iterable[Diagnostic], language: Language) -> str:
    """How much was found, in one sentence."""
    levels = [each.severity for each in findings]
    errors, warnings = levels.count(Severity.ERROR), levels.count(Severity.WARNING)
    parts = [
        language.plural("{count} error", "{count} errors", errors) if errors else "",
        language.plural("{count} warning", "{count} warnings", warnings) if warnings else "",
        language.plural("{count} note", "{count} notes", levels.count(Severity.INFO))
        if Severity.INFO in levels
        else "",
    ]
    told = [each for each in parts if each]
    return language.listed(told) if told else language.text("No findings")


def movers_summary(movement: Movement, language: Language) -> str:
    """``3 of 24 members move``."""
    return language.plural(
        "{moving} of {count} member moves",
        "{moving} of {count} members move",
        movement.count,
        moving=language.number(Decimal(len(movement.moves))),
    )


def movers_details(movement: Movement, language: Language) -> Iterator[str]:
    """How many gain, lose and change their level."""
    if movement.gaining:
        yield language.plural("{count} gains", "{count} gain", movement.gaining)
    if movement.losing:
        yield language.plural("{count} loses", "{count} lose", movement.losing)
    if movement.changing_level:
        yield language.plural("{count} changes level", "{count} change level", movement.changing_level)


def movers_left(movement: Movement, shown: int, language: Language) -> str:
    """That there are more than a list shows; empty where there are not."""
    left = len(movement.moves) - shown
    return (
        language.plural("{count} more, who moves less", "{count} more, who move less", left)
        if left > 0
        else ""
    )


def voice_notes(spoken: Voice) -> Iterator[str]:
    """Why the rules' own texts are not translated, where that is a fault."""
    if spoken.fault is not None:
        yield from (inert(each) for each in spoken.fault if each)


def crowd_notes(crowd: Crowd, language: Language) -> Iterator[str]:
    """What a reader should know of the loaded data as a whole."""
    if crowd.is_cut:
        yield language.plural(
            "Only the first {count} member of the data is loaded, so that typing stays quick.",
            "Only the first {count} members of the data are loaded, so that typing stays quick.",
            len(crowd.members),
        )
    if crowd.fault is not None:
        message, help_ = crowd.fault
        yield language.text("The data cannot be read: {fault}", fault=inert(message))
        if help_:
            yield inert(help_)


def points(hundredths: int | None, language: Language) -> str:
    """Points as a person reads them; a dash where there is no score."""
    return _DASH if hundredths is None else language.number(as_points(hundredths))


def change(before: Standing, after: Standing, language: Language) -> str:
    """Points more or fewer, with a sign that does not break."""
    if before.points is None or after.points is None:
        return ""
    moved = as_points(after.points - before.points)
    return language.signed(moved).replace("-", _MINUS) if moved else language.text("no change")


def by_hand(language: Language) -> str:
    """Where a value comes from that was typed on the bench."""
    return language.text("what if, typed on the bench")


def whatif_notices(what_if: WhatIf, language: Language) -> tuple[str, ...]:
    """What a page should say when some of it was typed, so that nobody takes it for the member's own."""
    told = [
        *(_turned(each, language) for each in what_if.turned),
        *(_done(each, language) for each in what_if.done),
    ]
    return (language.text("What if, not as read: {changes}", changes="; ".join(told)),) if told else ()


def _turned(change: Turned, language: Language) -> str:
    return language.text(
        "{fact} {after} instead of {before}",
        fact=title(change.fact, language),
        before=held(change.before, change.fact.type, language),
        after=held(change.after, change.fact.type, language),
    )


def _done(work: Do, language: Language) -> str:
    return language.plural(
        "{action} {count} time", "{action} {count} times", work.times, action=title(work.action, language)
    )


def title(of: Fact | Action, language: Language) -> str:
    """What a fact or an action is called."""
    return inert(language.rule(of.title)) or _name(of)


def _name(of: Fact | Action) -> str:
    return of.name if isinstance(of, Fact) else of.id


def untrue(fault: Untrue, language: Language) -> str:
    """Why what was typed into a control does not count."""
    reason = inert(language.told(fault.why))
    return language.text("{fact}: {fault}. It counts as read.", fact=title(fault.of, language), fault=reason)


def refusal(refused: Refused, language: Language) -> str:
    """Why something was not done, and what to do."""
    text, name = language.text, inert(refused.name)
    reasons = {
        Refusal.OUTSIDE: text("{name} lies outside the project. Choose a name inside it.", name=name),
        Refusal.NO_RULE_FILE: text(
            "{name} is not the name of a rule file. It has to end in .ssi.", name=name
        ),
        Refusal.READ_ONLY: text("{name} is read-only. Allow writing, or save under another name.", name=name),
        Refusal.NAMELESS: text("A rule file needs a name that ends in .ssi."),
        Refusal.MISSING: text("There is no file {name}.", name=name),
        Refusal.UNREADABLE: text("{name} cannot be read as a rule file: is it text in UTF-8?", name=name),
        Refusal.DELETED: text(
            "{name} was deleted since it was opened, and is not made again. Save under another name.",
            name=name,
        ),
        Refusal.CHANGED: text(
            "{name} has changed on disk since it was opened, and stays as it is. Copy your text and open the file again, "
            "or save under another name.",
            name=name,
        ),
        Refusal.EXISTS: text("{name} is there already. Save under another name.", name=name),
        Refusal.NO_FOLDER: text("{name} lies in a folder that does not exist.", name=name),
        Refusal.FORGOTTEN: text("This text was put away for newer ones. Copy it, and open its file again."),
        Refusal.TOO_LARGE: text("The text is larger than the language reads."),
        Refusal.UNWRITABLE: text("{name} cannot be written here.", name=name),
    }
    return reasons[refused.why]
