"""A scorecard by hand, with one of everything an explanation can show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ssi_rules.report.context import Before, Context, Past, Peers
from ssi_rules.scorecard import (
    Adjustment,
    Counted,
    Criterion,
    CutPoint,
    Later,
    LevelInfo,
    LostPoints,
    Measure,
    Next,
    Pillar,
    PlannedAction,
    PlanStep,
    Points,
    RulesetInfo,
    Scorecard,
    Step,
    Together,
    Unknown,
    Whole,
    WindowDates,
)
from ssi_rules.sources.own_reading import LinkedInScore


def n(text: str) -> Decimal:
    return Decimal(text)


def cuts(here: int | None, *steps: tuple[str, str]) -> tuple[CutPoint, ...]:
    return tuple(
        CutPoint(at=at if at in ("yes", "no") else n(at), points=n(points), here=index == here)  # type: ignore[arg-type]
        for index, (at, points) in enumerate(steps)
    )


NO_VALUE = Measure(
    value=None,
    type="count",
    numerator=None,
    denominator=None,
    left_out=0,
    undated=0,
    text="articles",
    windows=(),
)

REPLY_RATE = Criterion(
    id="inmail_reply_rate",
    title="InMail reply rate",
    state="scored",
    points=n("0"),
    worth=n("5"),
    measure=Measure(
        value=n("0.125"),
        type="ratio",
        numerator=n("3"),
        denominator=n("24"),
        left_out=2,
        undated=1,
        text="recent_replies / recent_inmails",
        windows=(WindowDates(table="inmails", after=date(2026, 3, 25), until=date(2026, 6, 23)),),
        counted=Counted(table="inmails", column="replied", market=None),
        whole=Whole(table="inmails"),
    ),
    next=Next(at=n("0.13"), gain=n("2"), distance=n("0.005"), direction="from"),
    reason=None,
    missing="zero",
    award="bands",
    cut_points=cuts(None, ("0.13", "2"), ("0.18", "3.5"), ("0.25", "5")),
    unknown=(),
    advice="Write to fewer people, and mention what you share.",
    basis="inferred",
    basis_note="Recruiter policy warns below 13 %",
    source="LinkedIn, InMail policy change, 2014",
    origin="tour.ssi:46",
)

POSTS = REPLY_RATE.model_copy(
    update={
        "id": "shares",
        "title": "Posts shared",
        "points": n("3.5"),
        "worth": n("12"),
        "measure": NO_VALUE.model_copy(update={"value": n("3.5"), "text": "shares_a_week"}),
        "next": Next(at=n("4"), gain=n("0.5"), distance=n("0.5"), direction="from"),
        "award": "ramp",
        "cut_points": cuts(0, ("0", "0"), ("4", "4"), ("24", "12")),
        "advice": None,
        "basis": "chosen",
        "basis_note": None,
        "source": None,
    }
)

REPLY_SPEED = POSTS.model_copy(
    update={
        "id": "reply_speed",
        "title": "Answers quickly",
        "points": n("3"),
        "worth": n("5"),
        "measure": NO_VALUE.model_copy(update={"value": n("5"), "type": "number", "text": "reply_hours"}),
        "next": Next(at=n("4"), gain=n("2"), distance=n("1"), direction="below"),
        "award": "bands",
        "cut_points": cuts(1, ("0", "5"), ("4", "3"), ("24", "0")),
    }
)

REFERRED = POSTS.model_copy(
    update={
        "id": "referred",
        "title": "Asks for introductions",
        "points": n("0"),
        "worth": n("5"),
        "measure": NO_VALUE.model_copy(update={"value": False, "type": "flag", "text": "referrals >= 3"}),
        "next": Next(at="yes", gain=n("5"), distance=None, direction="to"),
        "award": "when",
        "cut_points": cuts(1, ("yes", "5"), ("no", "0")),
    }
)

UNKNOWN = POSTS.model_copy(
    update={
        "id": "followers",
        "title": "Followers gained",
        "state": "unknown",
        "points": None,
        "worth": n("3"),
        "measure": NO_VALUE,
        "next": None,
        "reason": "not known: followers gained (a LinkedIn export does not count followers)",
        "cut_points": cuts(None, ("0", "0"), ("100", "3")),
        "unknown": (
            Unknown(
                name="followers_gained",
                title="Followers won in the period",
                reason="a LinkedIn export does not count followers",
                origin="creator analytics (XLSX)",
            ),
        ),
    }
)

SPREAD = UNKNOWN.model_copy(update={"id": "views", "title": "Profile views", "missing": "redistribute"})

TOO_FEW = UNKNOWN.model_copy(
    update={
        "id": "acceptance",
        "title": "Requests accepted",
        "state": "too_few",
        "reason": "too few to judge: requests is 7, and it takes at least 20",
        "unknown": (),
    }
)

NOT_APPLICABLE = UNKNOWN.model_copy(
    update={
        "id": "seat",
        "title": "Advanced searches",
        "state": "not_applicable",
        "reason": "it applies to holders of a seat",
        "unknown": (),
    }
)

CAP = Adjustment(
    kind="cap", fired=False, cost=n("0"), because="Without InMail this pillar stops at 20.", limit=n("20")
)
REDISTRIBUTED = Adjustment(kind="redistributed", fired=True, cost=n("-0.88"), because="")
DEDUCTION = Adjustment(
    kind="deduct",
    fired=True,
    cost=n("2"),
    because="Mass invitations are not relationships",
    limit=n("2"),
    basis="chosen",
    origin="tour.ssi:125",
)

ENGAGE = Pillar(
    id="engage",
    title="Engage with insights",
    points=n("4.38"),
    low=n("4.38"),
    high=n("12.5"),
    worth=n("25"),
    criteria=(REPLY_RATE, POSTS, SPREAD),
    adjustments=(CAP, REDISTRIBUTED),
)
RELATIONSHIPS = Pillar(
    id="relationships",
    title="Build strong relationships",
    points=n("1"),
    low=n("1"),
    high=n("8.5"),
    worth=n("25"),
    criteria=(REPLY_SPEED, REFERRED, UNKNOWN, TOO_FEW, NOT_APPLICABLE),
    adjustments=(DEDUCTION,),
)

CARD = Scorecard(
    schema="ssi.scorecard/1",
    member="dana",
    as_of=date(2026, 6, 30),
    ruleset=RulesetInfo(
        name="tour",
        title="A tour of the language",
        version="1.0.0",
        status="experimental",
        about="Shows every construct once.",
        source="LinkedIn, Social Selling Index breakdown, 2015",
        fingerprint="sha256:0123",
        path="tour.ssi",
    ),
    engine="reference",
    total=Points(points=n("5.38"), low=n("5.38"), high=n("21"), worth=n("50")),
    level="starting",
    levels=(
        LevelInfo(id="starting", title="Getting started", start=n("0")),
        LevelInfo(id="steady", title="Steady", start=n("15")),
    ),
    pillars=(ENGAGE, RELATIONSHIPS),
    adjustments=(),
    labels={"name": "Dana Reyes"},
    notices=("invitations cover 40 % of connections",),
)

# Everything that may stand beside it.

RATE = REPLY_RATE.model_copy(
    update={
        "measure": REPLY_RATE.measure.model_copy(update={"left_out": 0}),
        "steps": (
            Step(
                kind="turned",
                of="inmails",
                title="InMails the member sent",
                count=n("1"),
                value=n("0.166667"),
                gain=n("2"),
                where="replied",
            ),
            Step(
                kind="rows",
                of="inmails",
                title="InMails the member sent",
                count=n("1"),
                value=n("0.16"),
                gain=n("2"),
                where="replied",
            ),
        ),
    }
)
WEEKLY = POSTS.model_copy(
    update={
        "measure": POSTS.measure.model_copy(
            update={"value": n("6"), "counted": Counted(table="shares", column=None, market=None)}
        ),
        "steps": (
            Step(kind="rows", of="shares", title="Posts", count=n("1"), value=n("7"), gain=n("0.2")),
            Step(kind="rows", of="shares", title="Posts", count=n("4"), value=n("10"), gain=n("0.5")),
        ),
        "later": Later(as_of=date(2026, 7, 7), value=n("4"), numerator=None, denominator=None, points=n("3")),
    }
)
SAMPLED = TOO_FEW.model_copy(
    update={
        "steps": (
            Step(kind="sample", of="invitations", title="Invitations", count=n("13"), value=None, gain=None),
        )
    }
)

TOGETHER = Together(
    level="steady",
    effort=None,
    within=28,
    days=14,
    end=date(2026, 7, 14),
    reached=True,
    minutes=335,
    actions=(
        PlannedAction(action="publish_post", title="Publish a post", times=6, minutes=180),
        PlannedAction(action="write_comment", title="Comment on a buyer's post", times=31, minutes=155),
    ),
    now=n("5.38"),
    idle=n("4.88"),
    total=n("15.3"),
    lost=(),
    left_out=("Ask for an introduction",),
)
BEYOND = TOGETHER.model_copy(
    update={
        "reached": False,
        "minutes": None,
        "actions": (),
        "total": n("13.4"),
        "lost": (
            LostPoints(why="unknown", points=n("15"), titles=("Referrals",)),
            LostPoints(why="limit", points=n("22.1"), titles=("Posts shared",)),
            LostPoints(why="adjusted", points=n("-0.5"), titles=("Engage",)),
        ),
        "left_out": (),
    }
)

RICH = CARD.model_copy(
    update={
        "pillars": (
            ENGAGE.model_copy(update={"criteria": (RATE, WEEKLY, SPREAD)}),
            RELATIONSHIPS.model_copy(
                update={"criteria": (REPLY_SPEED, REFERRED, UNKNOWN, SAMPLED, NOT_APPLICABLE)}
            ),
        ),
        "data": "sha256:4567",
        "version": "0.1.0",
        "plan": (
            PlanStep(
                action="publish_post",
                title="Publish a post",
                times=8,
                minutes=240,
                gain=n("0.5"),
                criteria=("engage.shares",),
                weeks=2,
            ),
            PlanStep(
                action="ask", title="Ask for an introduction", times=1, minutes=None, gain=n("5"), criteria=()
            ),
        ),
        "together": TOGETHER,
    }
)
"""The card as later versions write it, with steps, a look ahead and a plan."""

LAST = CARD.model_copy(
    update={
        "as_of": date(2026, 6, 23),
        "total": CARD.total.model_copy(update={"points": n("4.88")}),
        "pillars": (
            ENGAGE.model_copy(
                update={
                    "points": n("3.88"),
                    "criteria": (REPLY_RATE, POSTS.model_copy(update={"points": n("3")}), SPREAD),
                }
            ),
            RELATIONSHIPS,
        ),
    }
)

CONTEXT = Context(
    before=Before(LAST, LAST),
    history=(
        Past(date(2026, 5, 31), n("3"), n("50"), "Getting started", "sha256:00", "0.9.0"),
        Past(date(2026, 6, 23), n("4.88"), n("50"), "Getting started", "sha256:0123", "1.0.0"),
    ),
    linkedin=(LinkedInScore(date(2026, 6, 20), n("33.4"), {"Find the right people": n("8.2")}, "ssi.json"),),
    peers=Peers(12, n("20.5"), {"engage": n("9.25"), "relationships": n("11.3")}),
)
"""An earlier run, two readings, LinkedIn's own score and twelve peers."""
