"""The JSON documents of commands that have no home below: findings, codes and market verdicts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ssi_rules.scorecard import Exact


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LabelDocument(_Document):
    """A second place of a finding, and why it matters."""

    path: str
    line: int
    column: int
    message: str


class EditDocument(_Document):
    """What to write in place of a stretch; an empty stretch inserts."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixDocument(_Document):
    """A way to mend a finding that ``ssi check --fix`` carries out; the edits are of one file, in order of place."""

    title: str
    safety: Literal["safe", "unsafe"]
    path: str
    edits: list[EditDocument]


class DiagnosticDocument(_Document):
    """One finding about a rule file; lines and columns count from 1, the end is exclusive."""

    code: Annotated[str, Field(pattern=r"^SSI\d{3}$")]
    slug: str
    severity: Literal["error", "warning", "info"]
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    help: str | None
    labels: list[LabelDocument]
    category: str
    fix: FixDocument | None


class DiagnosticsDocument(_Document):
    """What ``ssi check --format json`` prints."""

    schema_: Annotated[Literal["ssi.diagnostics/1"], Field(serialization_alias="schema")] = (
        "ssi.diagnostics/1"
    )
    diagnostics: list[DiagnosticDocument]


class ExampleFile(_Document):
    """A rule file of an example."""

    name: str
    text: str


class RuleFix(_Document):
    """What ``ssi check --fix`` does about a finding, and whether it keeps the meaning of the rules."""

    safety: Literal["safe", "unsafe"]
    effect: str


class RuleEntry(_Document):
    """A code of the catalogue; ``severity`` is what it has where no configuration says otherwise."""

    code: Annotated[str, Field(pattern=r"^SSI\d{3}$")]
    slug: str
    severity: Literal["error", "warning", "info"]
    category: str
    summary: str
    fix: RuleFix | None


class _RuleSchema(_Document):
    schema_: Annotated[Literal["ssi.rule/1"], Field(serialization_alias="schema")] = "ssi.rule/1"


class RuleDocument(RuleEntry, _RuleSchema):
    """What ``ssi rule CODE --json`` prints.

    Attributes:
        why: Markdown.
        bad: Raises the code: whole files, the last being the one to look at.
        good: The same without it.
    """

    why: str
    bad: list[ExampleFile]
    good: list[ExampleFile]


class RulesDocument(_Document):
    """What ``ssi rule --json`` prints: every code there is, by number."""

    schema_: Annotated[Literal["ssi.rules/1"], Field(serialization_alias="schema")] = "ssi.rules/1"
    rules: list[RuleEntry]


class MatchRow(_Document):
    """One text: its verdict and what decided; ``label`` is what the file says, with ``--label``."""

    text: str
    verdict: Literal["yes", "no", "unknown"]
    why: str
    label: Literal["yes", "no"] | None = None


class MatchDocument(_Document):
    """What ``ssi match --json`` prints.

    Attributes:
        precision: Of the texts found, the share labelled yes; null where none was found or labels were not asked for.
        recall: Of the texts labelled yes, the share found.
        misses: Rows where verdict and label differ.
    """

    schema_: Annotated[Literal["ssi.match/1"], Field(serialization_alias="schema")] = "ssi.match/1"
    market: str
    rows: list[MatchRow]
    precision: float | None = None
    recall: float | None = None
    misses: list[MatchRow] | None = None


class Untried(_Document):
    """Something of the rules that no test tries, and where it is written."""

    path: str
    line: int
    what: str


class CoverageLine(_Document):
    """One part of a ruleset: how many things there are to try in it, how many are tried, and which are not."""

    name: str
    tried: int
    all: int
    missing: list[Untried]


class CoverageFile(_Document):
    """A ruleset and the parts that count for it."""

    path: str
    tried: int
    all: int
    parts: list[CoverageLine]


class CoverageDocument(_Document):
    """What ``ssi test --coverage-json FILE`` writes."""

    schema_: Annotated[Literal["ssi.coverage/1"], Field(serialization_alias="schema")] = "ssi.coverage/1"
    tried: int
    all: int
    files: list[CoverageFile]


class RunEntry(_Document):
    """One run of a history.

    Attributes:
        recorded: When, in UTC.
        first: The earliest day a member was scored for.
        last: The latest.
        engine: What computed the scores, with its version.
        scored: Members with a total.
        median: Of their totals; null under ten of them.
        rules_changed: Whether the rules are others than in the run of this ruleset before.
    """

    run: int
    recorded: datetime
    first: date
    last: date
    ruleset: str
    version: str
    fingerprint: str
    engine: str
    members: int
    scored: int
    median: Exact | None
    worth: Exact
    rules_changed: bool


class HistoryDocument(_Document):
    """What ``ssi history FILE --format json`` prints."""

    schema_: Annotated[Literal["ssi.history/1"], Field(serialization_alias="schema")] = "ssi.history/1"
    runs: list[RunEntry]


class PastEntry(_Document):
    """One score of a member.

    Attributes:
        points: Null without a score, with the range beside it.
        level: The level's title; null below the lowest.
        rules_changed: Whether the rules are others than in the score of this ruleset before.
    """

    day: date
    points: Exact | None
    low: Exact | None
    high: Exact | None
    worth: Exact
    level: str | None
    ruleset: str
    version: str
    fingerprint: str
    rules_changed: bool


class PastDocument(_Document):
    """What ``ssi history FILE --member ID --format json`` prints, by ruleset and day."""

    schema_: Annotated[Literal["ssi.past/1"], Field(serialization_alias="schema")] = "ssi.past/1"
    member: str
    scores: list[PastEntry]
