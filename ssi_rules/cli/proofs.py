"""What proofs came to: as findings about rule files, as a table, and in one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules import codes
from ssi_rules.cli.counts import several
from ssi_rules.cli.witnesses import shown
from ssi_rules.diagnostics import Diagnostic
from ssi_rules.formats.junit import Case, Failure, Suite
from ssi_rules.formats.visible import visible
from ssi_rules.language.numbers import format_points
from ssi_rules.proving.answers import Nothing
from ssi_rules.proving.findings import Kind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ssi_rules.codes import Code
    from ssi_rules.model import Ruleset
    from ssi_rules.proving.findings import Finding
    from ssi_rules.proving.questions.attainable import Ceiling

_CODES: dict[Kind, Code] = {
    Kind.REACHABLE: codes.UNREACHABLE_POINTS,
    Kind.ATTAINABLE: codes.UNATTAINABLE_MAXIMUM,
    Kind.ADJUSTMENTS: codes.IDLE_ADJUSTMENT,
    Kind.MONOTONE: codes.NOT_MONOTONE,
    Kind.MISSING: codes.BETTER_UNKNOWN,
    Kind.CLIFFS: codes.STEEP_STEP,
    Kind.CLAIMS: codes.REFUTED_CLAIM,
}
_WORDS: dict[Kind, str] = {
    Kind.REACHABLE: "bands and stretches that can be reached",
    Kind.ATTAINABLE: "worths that can be earned",
    Kind.ADJUSTMENTS: "caps and deductions that act on some, not all",
    Kind.MONOTONE: "criteria that go one way",
    Kind.MISSING: "criteria where losing a fact never pays",
    Kind.CLIFFS: "criteria without a cliff",
    Kind.CLAIMS: "claims of the author",
}
_HELP: dict[Kind, str] = {
    Kind.REACHABLE: "look at what `applies when`, `needs` and the measure say together",
    Kind.ATTAINABLE: "see which criteria exclude each other, or which cap or deduction acts",
    Kind.ADJUSTMENTS: "compare what the parts of its condition say of each other",
}
_TROUBLES = {Verdict.REFUTED: "refuted", Verdict.UNDECIDED: "not proved"}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, and what is reported of it.

    Attributes:
        diagnostic: None where it is proved, or left out.
        is_left_out: Whether a comment or the project's configuration leaves it out.
    """

    finding: Finding
    diagnostic: Diagnostic | None
    is_left_out: bool = False


def code_of(finding: Finding) -> Code | None:
    """The code under which a finding is reported; None where it is proved."""
    if finding.verdict is Verdict.PROVED:
        return None
    return codes.NOT_PROVED if finding.verdict is Verdict.UNDECIDED else _CODES[finding.kind]


def diagnostic(finding: Finding, code: Code, ruleset: Ruleset) -> Diagnostic:
    """What is not proved as a finding about its rule file, with whoever shows it as lines for a test."""
    help_ = shown(finding.witnesses, ruleset.catalogue) if finding.witnesses else _HELP.get(finding.kind)
    if finding.verdict is Verdict.UNDECIDED:
        help_ = "give it more time with --limit, or say the rule in a simpler way"
    return Diagnostic(code, finding.sentence, finding.span, help=help_)


# For people.


def listed(told: Sequence[Told]) -> str:
    """One line for each claim that is proved."""
    proved = (each.finding for each in told if each.finding.verdict is Verdict.PROVED)
    return "".join(
        f"{visible(each.span.source.path)}:{each.span.line}: proved: {visible(each.sentence)}\n"
        for each in proved
    )


def table(told: Sequence[Told]) -> str:
    """One line for each kind of claim: how many there are, and how they stand."""
    rows = [(each, _counts(told, each)) for each in Kind]
    shown_ = [(_WORDS[kind], counts) for kind, counts in rows if counts.total()]
    width = max((len(name) for name, _ in shown_), default=0)
    return "".join(f"{name:<{width}}  {_stands(counts)}\n" for name, counts in shown_)


def _counts(told: Sequence[Told], kind: Kind) -> Counter[Verdict]:
    return Counter(each.finding.verdict for each in told if each.finding.kind is kind)


def _stands(counts: Counter[Verdict]) -> str:
    stands = f"{counts[Verdict.PROVED]} of {counts.total()}"
    return "; ".join(
        [stands, *(f"{counts[each]} {word}" for each, word in _TROUBLES.items() if counts[each])]
    )


def summary(told: Sequence[Told]) -> str:
    """In one line what came of all."""
    counts = Counter(each.finding.verdict for each in told)
    parts = [f"{counts[Verdict.PROVED]} proved"]
    parts += [f"{counts[each]} {word}" for each, word in _TROUBLES.items() if counts[each]]
    left_out = sum(each.is_left_out for each in told)
    parts += [f"{left_out} of these left out"] if left_out else []
    return f"{several(len(told), 'claim')}: {', '.join(parts)}"


def most_told(most: Ceiling | Nothing, assumptions: Sequence[str], ruleset: Ruleset) -> str:
    """The most that anybody can score of whom the assumptions hold, with somebody who does."""
    given = visible(" and ".join(assumptions))
    match most:
        case Nothing():
            return f"With {given} nobody has a score.\n"
        case _:
            points, worth = format_points(most.points), format_points(ruleset.worth)
            lines = shown([most.witness], ruleset.catalogue).split("\n")[1:]
            return "\n".join([f"With {given} at most {points} of {worth} points can be scored:", *lines, ""])


# For servers.


def suite(ruleset: Ruleset, told: Sequence[Told]) -> Suite:
    """Every claim as a case; what is reported fails."""
    return Suite(ruleset.path, tuple(_cases(ruleset, told)))


def _cases(ruleset: Ruleset, told: Sequence[Told]) -> Iterator[Case]:
    """A server takes two of one name for one, so a second is numbered."""
    seen: Counter[str] = Counter()
    for each in told:
        finding, name = each.finding, f"{each.finding.kind.value} {each.finding.subject}"
        seen[name] += 1
        path, line = finding.span.source.repository_path, finding.span.line
        failures = (_failure(each.diagnostic, path, line),) if each.diagnostic is not None else ()
        note = finding.sentence if each.is_left_out else None
        numbered = name if seen[name] == 1 else f"{name} ({seen[name]})"
        yield Case(numbered, ruleset.id, path, line, failures, note)


def _failure(found: Diagnostic, path: str, line: int) -> Failure:
    text = f"{path}:{line}: {found.message}" + (f"\nhelp: {found.help}" if found.help else "")
    return Failure(found.message, text, found.code.slug)
