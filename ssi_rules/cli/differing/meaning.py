"""Rulesets compared by meaning, and shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from ssi_rules.cli.trouble import Trouble, sentence
from ssi_rules.difference.meaning.compare import Comparison
from ssi_rules.difference.meaning.proof import Verdict
from ssi_rules.difference.meaning.proving import prove
from ssi_rules.proving.gains import TOTAL
from ssi_rules.proving.limits import Limit
from ssi_rules.report.difference import one_sided, view
from ssi_rules.workspace.versions import VersionError, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ssi_rules.cli.differing.data import Movement, Request
    from ssi_rules.difference.meaning.proof import Proof
    from ssi_rules.report.difference import DifferenceView
    from ssi_rules.report.difference.document import ComparedRulesets
    from ssi_rules.report.movement import MovementView
    from ssi_rules.workspace.versions import Pair

Format: TypeAlias = Literal["text", "json", "md", "github"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A pair, compared.

    Attributes:
        comparison: None where one side is missing.
        proof: None where there was nothing to prove, or nobody asked.
        movement: What it does to members of data; None where there is no data.
    """

    pair: Pair
    comparison: Comparison | None
    proof: Proof | None
    movement: Movement | None = None

    @property
    def is_equal(self) -> bool:
        """Whether it is known that no member scores differently."""
        if self.comparison is None:
            return False
        return not self.comparison.changes or (self.proof is not None and self.proof.verdict is Verdict.EQUAL)

    @property
    def fails(self) -> bool:
        """Whether what it does to members of data is what was to fail."""
        return self.movement is not None and self.movement.fails

    @property
    def is_unanswered(self) -> bool:
        """Whether it cannot be told whether it is."""
        return self.movement is not None and self.movement.is_unanswered

    @property
    def names(self) -> tuple[str, str]:
        """How the two are called; a missing one has none."""
        old, new = self.pair.old, self.pair.new
        return (old.name if old else "", new.name if new else "")


def compared(old: str, new: str, limit: float, asked: Request | None = None) -> tuple[Compared, ...]:
    """Compare what two names of the command line stand for.

    Args:
        old: Files, folders, shipped rulesets, commits: as ``workspace.versions.pairs`` takes them.
        new: The same.
        limit: Seconds to spend on the proof of each pair; 0 for none.
        asked: What is asked of data; None where there is none.

    Raises:
        Trouble: They cannot be had, or what is asked of the data cannot be answered.
        RulesetError: A file has errors.
        DataError: The data cannot be read.
        AsOfNeeded: A ruleset reads dates, and somebody in the data has no day.
    """
    try:
        found = pairs(old, new)
    except VersionError as error:
        raise Trouble(error.message, error.help and sentence(error.help)) from error
    each_compared = tuple(_compared(each, limit, asked) for each in found)
    if asked is not None:
        from ssi_rules.cli.differing.data import say_notices

        say_notices(_movements(each_compared))
    return each_compared


def _compared(pair: Pair, limit: float, asked: Request | None) -> Compared:
    if pair.old is None or pair.new is None:
        return Compared(pair, None, None)
    comparison = Comparison(pair.old.ruleset, pair.new.ruleset)
    movement = None if asked is None else _movement(comparison, asked)  # first, for data can be wrong
    proof = prove(comparison, Limit(seconds=limit)) if comparison.changes and limit else None
    for most in () if movement is None else movement.most:
        proof = proof and proof.reached({TOTAL: most})
    return Compared(pair, comparison, proof, movement)


def _movement(comparison: Comparison, asked: Request) -> Movement:
    from ssi_rules.cli.differing.data import movement

    return movement(comparison, asked)


# Shown.


def shown(found: Sequence[Compared], format_: Format, *, colour: bool) -> str:
    """The whole output."""
    match format_:
        case "json":
            from ssi_rules.report.difference.document import DifferenceDocument

            document = DifferenceDocument(rulesets=tuple(map(_document, found)))
            return document.model_dump_json(by_alias=True, indent=2) + "\n"
        case "md":
            from ssi_rules.report.difference.markdown import markdown
            from ssi_rules.report.movement.markdown import markdown as movement_markdown

            return "\n".join(_each(found, markdown, movement_markdown))
        case "github":
            from ssi_rules.report.difference.github import github
            from ssi_rules.report.movement.github import github as movement_github

            return github(list(_pages(found))) + "".join(
                movement_github(each.page) for each in _movements(found)
            )
        case "text":
            from ssi_rules.report.difference.text import text
            from ssi_rules.report.movement.text import text as movement_text

            return "\n".join(
                _each(found, partial(text, colour=colour), partial(movement_text, colour=colour))
            )


def _each(
    found: Sequence[Compared],
    by_meaning: Callable[[DifferenceView], str],
    by_data: Callable[[MovementView], str],
) -> Iterator[str]:
    """Each comparison's page, then what it does to the members of data."""
    for each, page in zip(found, _pages(found), strict=True):
        yield by_meaning(page)
        if each.movement is not None:
            yield by_data(each.movement.page)


def _movements(found: Iterable[Compared]) -> Iterator[Movement]:
    yield from (each.movement for each in found if each.movement is not None)


def _pages(found: Iterable[Compared]) -> Iterable[DifferenceView]:
    for each in found:
        if each.comparison is None:
            version, is_new = (each.pair.new, True) if each.pair.new else (each.pair.old, False)
            if version is not None:
                yield one_sided(version.name, version.ruleset, is_new=is_new)
        else:
            yield view(each.names, each.comparison, each.proof)


def _document(each: Compared) -> ComparedRulesets:
    from ssi_rules.report.difference.document import ComparedRulesets, compared, side

    if each.comparison is not None:
        document = compared(each.names, each.comparison, each.proof)
        return (
            document
            if each.movement is None
            else document.model_copy(update={"data": each.movement.document})
        )
    old, new = each.pair.old, each.pair.new
    return ComparedRulesets(
        old=side(old.name, old.ruleset) if old else None,
        new=side(new.name, new.ruleset) if new else None,
        same_meaning=False,
        changes=(),
        proof=None,
    )
