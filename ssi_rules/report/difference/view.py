"""What the page of a difference says: every word and number; renderers only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.language.numbers import format_points
from ssi_rules.report.difference import telling
from ssi_rules.report.difference.example import Breakdown, both, breakdown
from ssi_rules.report.difference.extremes import extremes, unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ssi_rules.difference.meaning.change import Change
    from ssi_rules.difference.meaning.compare import Comparison
    from ssi_rules.difference.meaning.proof import Proof
    from ssi_rules.model import Ruleset
    from ssi_rules.text import Span


@dataclass(frozen=True, slots=True)
class Item:
    """One change.

    Attributes:
        title: What became of which part.
        place: Where it is written; empty where nobody knows.
        lines: What differs.
        span: Where to show it; None where it is no more.
    """

    title: str
    place: str
    lines: tuple[str, ...]
    span: Span | None


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one subject."""

    subject: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ProofView:
    """What holds of all members.

    Attributes:
        sentence: What is known.
        breakdown: One member by both rulesets; None where none was found.
        extremes: Pillars and the total with the most that can be gained and lost: name, gain, loss.
    """

    sentence: str
    breakdown: Breakdown | None
    extremes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """Everything the page says of two rulesets.

    Attributes:
        headline: What is compared.
        verdict: In one sentence, what came out.
        sections: What changed, by subject.
        proof: None where none was asked for or needed.
    """

    headline: str
    verdict: str
    sections: tuple[Section, ...]
    proof: ProofView | None


def view(names: tuple[str, str], comparison: Comparison, proof: Proof | None) -> DifferenceView:
    """Everything the page of a difference says.

    Args:
        names: How the two are called, the old one first.
        comparison: What differs.
        proof: What that comes to; None where nobody asked.
    """
    return DifferenceView(
        headline=" → ".join(names),
        verdict=verdict(comparison),
        sections=tuple(_sections(comparison)),
        proof=None if proof is None else _proof(proof, comparison),
    )


def one_sided(name: str, ruleset: Ruleset, *, is_new: bool) -> DifferenceView:
    """What is to be said of a ruleset that only one side has."""
    criteria = sum(len(each.criteria) for each in ruleset.pillars)
    counted = f"worth {format_points(ruleset.worth)}, {_several(len(ruleset.pillars), 'pillar')}, {_several(criteria, 'criterion', 'criteria')}"
    return DifferenceView(name, f"{'New' if is_new else 'Removed'}: {counted}.", (), None)


def _several(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def verdict(comparison: Comparison) -> str:
    """One sentence."""
    count = len(comparison.changes)
    if not count:
        return "Same meaning: nothing that scores, plans or is told to members differs."
    changed = f"{count} {'change' if count == 1 else 'changes'}"
    silent = sum(not each.scores for each in comparison.changes)
    if not silent:
        return f"{changed}."
    if silent == count:
        return f"{changed}, {'which moves' if count == 1 else 'none of which moves'} {'no' if count == 1 else 'a'} score."
    return f"{changed}; {silent} of them {'moves' if silent == 1 else 'move'} no score."


def _sections(comparison: Comparison) -> Iterator[Section]:
    by_subject: dict[str, list[Item]] = {}
    for change in comparison.changes:
        by_subject.setdefault(_subject(change), []).append(_item(comparison, change))
    for subject, items in by_subject.items():
        yield Section(subject, tuple(items))


_NAMED = ("let", "market", "level", "action", "fact", "table")


def _subject(change: Change) -> str:
    if change.part in _NAMED:
        return f"{change.part} {change.subject}"
    return change.subject or "the ruleset"


def _item(comparison: Comparison, change: Change) -> Item:
    said = list(telling.lines(change))
    points = comparison.points_of(change)
    if points is not None:
        said += [telling.stretch(each, points) for each in points.stretches]
    title = change.kind.value if change.part in _NAMED else telling.title(change)
    return Item(title, telling.place(change.was_at, change.now_at), tuple(said), change.now_at)


def _proof(proof: Proof, comparison: Comparison) -> ProofView:
    catalogue = both(comparison.old.catalogue, comparison.new.catalogue)
    found = None if proof.example is None else breakdown(proof.example, catalogue)
    return ProofView(_sentence(proof), found, tuple(extremes(proof)))


def _sentence(proof: Proof) -> str:
    match proof.verdict:
        case Verdict.EQUAL:
            return f"No member scores differently: {proof.why}."
        case Verdict.DIFFERENT:
            unknown = f" How much anybody gains or loses is not known: {proof.why}." if proof.why else ""
            if why := unsure(proof):
                unknown = f" Where it says at most, nobody knows whether anybody moves as much: {why}."
            return f"Not every member scores the same; this one, for example, does not.{unknown}"
        case Verdict.UNDECIDED:
            return f"Whether anyone scores differently is not known: {proof.why}."
