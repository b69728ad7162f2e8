"""A view by hand with one of everything a page can show, and the same view in other words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ssi_rules.report.html.index_view import IndexRow, IndexView
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.member.headings import headings
from ssi_rules.report.member.view import (
    Bar,
    ChangeLine,
    Changes,
    CriterionView,
    Explanation,
    LevelMark,
    Line,
    PillarView,
    PlanLine,
    Reading,
    Reason,
    Ring,
    Series,
    StepView,
    SumLine,
    TogetherView,
    Tone,
    Trend,
    Work,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_T = TypeVar("_T")

_UNREAD = frozenset({"id", "criterion", "kind", "language", "href"})
"""Fields that nobody reads: anchors, addresses, names of styles."""


def d(text: str) -> Decimal:
    return Decimal(text)


def criterion(name: str, tone: Tone, share: str | None) -> CriterionView:
    return CriterionView(
        id=f"engage.{name}",
        title=f"The {name} criterion",
        tone=tone,
        state=f"state of {name}",
        points=f"points of {name}",
        share=None if share is None else d(share),
        steps=(
            StepView(at=f"below 10 {name}", earns="0", here=False),
            StepView(at=f"from 10 {name}", earns="2.5", here=True),
        ),
        lines=(
            Line("Why", f"Why {name} is as it is.", "why"),
            Line("Next", f"Two more for {name}.", "next"),
            Line("Basis", f"Where {name} is from.", "basis"),
            Line("Rule", f"count of {name} [tour.ssi:7]", "rule"),
        ),
    )


PILLARS = (
    PillarView(
        id="engage",
        title="Engage with insights",
        points="12 of 25",
        range="12 to 18",
        share=d("0.48"),
        criteria=(
            criterion("full", Tone.FULL, "1"),
            criterion("partly", Tone.PARTLY, "0.5"),
            criterion("none", Tone.NONE, "0"),
            criterion("open", Tone.OPEN, None),
            criterion("apart", Tone.APART, None),
        ),
        sums=(
            SumLine("Its criteria together", "14"),
            SumLine("A cap", "-2"),
            SumLine("Engage", "12 of 25", is_result=True),
        ),
        low=d("0.48"),
        high=d("0.72"),
        last="10 last time, +2",
        last_share=d("0.4"),
        peers="14 is the median of 24 peers",
        peers_share=d("0.56"),
    ),
    PillarView(
        id="find",
        title="Find the right people",
        points="no score of 25",
        range=None,
        share=None,
        criteria=(criterion("lonely", Tone.OPEN, None),),
        sums=(SumLine("Find", "no score of 25", is_result=True),),
    ),
)

FULL = Explanation(
    language="en",
    title="Dana Reyes, a tour",
    headline="Dana Reyes: 12 of 50 points, Steady",
    story=("Up 2 since last week.", "Most points are left in Find."),
    claim="A reconstruction, not LinkedIn's own score.",
    ring=Ring("12", "of 50", d("0.24"), d("0.24"), d("0.36"), "Steady", "12 to 18", "A ring filled to 12 of 50."),
    levels=(
        LevelMark("Getting started", "from 0", d("0"), here=False),
        LevelMark("Steady", "from 10", d("0.2"), here=True),
    ),
    lifts=(
        Bar("The full criterion", "+8", d("0"), d("0.16"), 0),
        Bar("The partly criterion", "+6", d("0.16"), d("0.28"), 0),
        Bar("The none criterion", "+0", d("0.28"), d("0.28"), 0),
        Bar("The lonely criterion", "+0.0", d("0.28"), d("0.28"), 1),
        Bar("Capped: no InMail was answered", "-2", d("0.28"), d("0.24"), -1),
    ),
    reasons=(
        Reason(d("5"), "5 points left", "Posts shared: 6, from 12 you earn 2.", criterion="engage.none"),
        Reason(d("1"), "1 point left", "A cap took it."),
    ),
    unseen=(Reason(d("3"), "up to 3 points", "InMails are not in a basic export.", unseen=True, criterion="engage.open"),),
    together=TogetherView(
        "Together: Strong",
        "Three hours in all, from 12 to 25.",
        (Work("Publish a post, twice", "1 hour"), Work("Comment, 24 times", "2 hours")),
        "Spread over the days.",
    ),
    plan=(PlanLine("Ask a client for a referral", "20 minutes in all", "+1.5 points", "Twice this week."),),
    changes=Changes(
        headline="Up 2 since 23 Jun 2026.",
        told="The facts of then under the rules of now.",
        split=True,
        columns=("What moved", "By you", "By the rules", "Together with them"),
        lines=(ChangeLine("Posts shared on LinkedIn", "+3", "-1", "+2.0", "4 to 6"),),
        total=ChangeLine("In all", "+3.0", "-1.0", "+2.00", ""),
    ),
    pillars=PILLARS,
    sums=(SumLine("Engage in the total", "12"), SumLine("Find in the total", "0"), SumLine("The total", "12 of 50", is_result=True)),
    unknown=(Line("Followers won", "A LinkedIn export does not count followers."),),
    trend=Trend(
        series=(
            Series(
                "By these rules",
                "Drawn through.",
                (
                    Reading("31 May 2026", "10", "Steady then", d("0"), d("0.2"), ""),
                    Reading("15 Jun 2026", "none", "no level", d("0.5"), None, "Nothing to score."),
                    Reading("22 Jun 2026", "11", "Steady still", d("0.75"), d("0.22"), "The rules changed: 1.0 to 1.1."),
                    Reading("30 Jun 2026", "12", "Steady now", d("1"), d("0.24"), ""),
                ),
            ),
            Series("LinkedIn's own", "Another measure.", (Reading("20 Jun 2026", "57", "", d("0.66"), d("0.57"), ""),)),
        ),
        columns=("On", "Reached", "Its level", "To note"),
        alt="A line from 10 to 12.",
    ),
    notices=("Invitations cover 40 % of connections.",),
    provenance=(Line("Rules", "A tour of the language (tour 1.0.0)"), Line("Fingerprint", "sha256:0123")),
    headings=headings(ENGLISH),
)  # fmt: skip

SPARE = replace(
    FULL,
    ring=Ring("no score", "of 50", None, None, None, None, None, "An empty ring."),
    levels=(),
    lifts=(),
    reasons=(),
    unseen=(),
    together=None,
    plan=(),
    changes=None,
    unknown=(),
    trend=None,
    notices=(),
)
"""The page with the least on it."""

INDEX = IndexView(
    language="en",
    title="A tour: everybody",
    skip="Skip to the content",
    team="The team's page",
    told=("Two members", "As of 30 Jun 2026"),
    claim="A reconstruction.",
    columns=("Member", "Total", "Range", "Level"),
    rows=(
        IndexRow("Dana Reyes", "members/dana.html", "12 of 50", "12 to 18", "Steady"),
        IndexRow("Kim <b>", "members/kim%20b.html", "no score of 50", "", ""),
    ),
)


def texts(value: object) -> Iterator[str]:
    """Every text of a view that somebody reads."""
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from texts(each)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                if field.name not in _UNREAD:
                    yield from texts(getattr(value, field.name))


def reworded(value: _T, words: Callable[[str], str]) -> _T:
    """The same view with every text that somebody reads put in other words."""
    return _reworded(value, words)  # type: ignore[return-value]


def _reworded(value: object, words: Callable[[str], str]) -> object:
    match value:
        case str():
            return words(value) if value else ""
        case tuple():
            return tuple(_reworded(each, words) for each in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            read = [field.name for field in fields(value) if field.name not in _UNREAD]
            return replace(value, **{name: _reworded(getattr(value, name), words) for name in read})
    return value
