"""``ssi calibrate`` at work: from what was asked to what was found, and to a ruleset to review."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ssi_rules.calibration.calibrate import calibrate, with_outcome
from ssi_rules.calibration.outcomes import LEAST, outcomes_of
from ssi_rules.calibration.suggest import suggest
from ssi_rules.calibration.trial import tried
from ssi_rules.calibration.written import written
from ssi_rules.cli.trouble import Trouble
from ssi_rules.cli.writing import destination
from ssi_rules.codes import CLIFF, Severity
from ssi_rules.engines.score import AsOfNeeded
from ssi_rules.formatting import format_bytes
from ssi_rules.sources.dataset import DataError
from ssi_rules.workspace import Options, check_paths
from ssi_rules.workspace.places import shipped_home
from ssi_rules.workspace.rulesets import located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssi_rules.calibration.findings import Calibrated
    from ssi_rules.calibration.scores import Scores
    from ssi_rules.calibration.suggest import Suggested
    from ssi_rules.calibration.trial import Trial
    from ssi_rules.cli.asking.reading import Asked
    from ssi_rules.diagnostics import Diagnostic
    from ssi_rules.model import Ruleset


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is told.

    Attributes:
        trial: How the suggested ruleset does, scored in full; None where nothing is suggested.
    """

    ruleset: Ruleset
    found: Calibrated
    suggested: Suggested
    trial: Trial | None


def answered(rules: Ruleset, asked: Asked, before: Asked | None, most: int) -> Answer:
    """Score, ask and suggest.

    Args:
        rules: What members are scored by.
        asked: Their data, and the column of the outcome.
        before: Data of an earlier period.
        most: Bands of a criterion at most.

    Raises:
        DataError: The data cannot be read, or its outcomes say nothing.
        AsOfNeeded: The ruleset reads dates, and somebody has no day.
        Trouble: The same of somebody in the earlier period.
    """
    data = str(asked.data)
    ((column, texts),) = asked.labels(rules.catalogue).items()
    outcomes = outcomes_of(column, texts, data)
    everyone = asked.scores(rules)
    earlier = None if before is None else _earlier(before, rules)
    found = calibrate(rules, everyone, outcomes, data, earlier)
    scores, outcome = with_outcome(everyone, outcomes, data)
    suggested = suggest(rules, scores, outcome, most)
    if not suggested.suggestions:
        return Answer(rules, found, suggested, None)
    others = asked.scores(suggested.ruleset, tells=False)
    return Answer(rules, found, suggested, tried(scores, others, outcome))


def _earlier(before: Asked, rules: Ruleset) -> Scores:
    try:
        found = before.scores(rules)
    except AsOfNeeded as needed:
        raise Trouble(
            f"{before.data}: ruleset {needed.ruleset} looks at dates, and the data of member {needed.member} says no day.",
            "Name the day to look at the earlier period from: --before-as-of DAY.",
        ) from needed
    if len(found.members) < LEAST:
        raise DataError(
            str(before.data),
            f"{len(found.members)} members are too few to compare a period with: {LEAST} are needed",
            help="leave --before out, or give more members",
        )
    return found


def write_ruleset(answer: Answer, ruleset: str, output: Path) -> None:
    """Write what is suggested as a ruleset that extends the one asked about: formatted, checked, and in force nowhere.

    Args:
        answer: With suggestions.
        ruleset: The one asked about, as it was named.
        output: The file to write.

    Raises:
        Trouble: It cannot stand there, or from there the ruleset cannot be extended.
    """
    if output.suffix != ".ssi":
        raise Trouble(f"{output} is no name of a rule file.", "Name one that ends in .ssi.")
    base = located(ruleset)
    if output.exists() and output.samefile(base):
        raise Trouble(
            f"{output} is the ruleset itself.", "Name another file: nothing is ever applied by itself."
        )
    raw = written(answer.ruleset, answer.suggested, _path_to(base, output), answer.found.column)
    text = format_bytes(raw.encode(), str(output))
    text = _with_reasons(text, _findings(output, text))
    faults = [each.message for each in _findings(output, text) if each.severity is Severity.ERROR]
    if faults:
        raise Trouble(
            f"At {output} the suggestions would not be a ruleset: {faults[0]}",
            "Write them beside the ruleset, or elsewhere in its project.",
        )
    with destination(output) as stream:
        stream.write(text)


def _path_to(base: Path, output: Path) -> str:
    """What ``extends`` says: a shipped ruleset is found by its name from everywhere."""
    if shipped_home().holds(base.resolve()):
        return base.name
    return Path(os.path.relpath(base.resolve(), output.resolve().parent)).as_posix()


def _findings(output: Path, text: str) -> list[Diagnostic]:
    """What there is to say of the text where it is to stand, before it does."""
    real = Path(os.path.realpath(output))
    return check_paths([output], Options(overlay={real: text})).problems.found


def _with_reasons(text: str, findings: Sequence[Diagnostic]) -> str:
    """The text with a word on each step that is steep because the outcome's is."""
    steep = {each.span.line for each in findings if each.code is CLIFF}
    lines = (
        f"{line[: len(line) - len(line.lstrip())]}# ssi: ignore[{CLIFF.slug}] the outcome steps here, too\n{line}"
        if number in steep
        else line
        for number, line in enumerate(text.splitlines(keepends=True), start=1)
    )
    return "".join(lines)
