"""``ssi schema``."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel

Result = Literal[
    "scorecard",
    "scorecards",
    "diagnostics",
    "facts",
    "match",
    "coverage",
    "rule",
    "rules",
    "history",
    "past",
    "whatif",
    "plan",
    "diff",
    "calibrate",
    "audit",
]
Name = Literal[Result, "configuration"]


def schema(name: Annotated[Name, typer.Argument(metavar="NAME", help="Which document.")]) -> None:
    """Print the JSON Schema of a result, or of the configuration.

    Results are scorecard, scorecards, diagnostics, facts, match, coverage, rule, rules, history, past, whatif, plan, diff, calibrate and audit.
    """
    import json

    from ssi_rules.cli.configuration_schema import CONFIGURATION

    document = (
        CONFIGURATION
        if name == "configuration"
        else _document(name).model_json_schema(by_alias=True, mode="serialization")
    )
    typer.echo(json.dumps({"$schema": _DIALECT, **document}, indent=2, ensure_ascii=False))


_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _document(name: Result) -> type["BaseModel"]:
    from ssi_rules.cli.asking.audit_document import AuditDocument
    from ssi_rules.cli.asking.calibration_document import CalibrateDocument
    from ssi_rules.cli.documents import (
        CoverageDocument,
        DiagnosticsDocument,
        HistoryDocument,
        MatchDocument,
        PastDocument,
        RuleDocument,
        RulesDocument,
    )
    from ssi_rules.report.difference.document import DifferenceDocument
    from ssi_rules.report.plan.document import PlanDocument
    from ssi_rules.report.whatif.document import WhatIfDocument
    from ssi_rules.scorecard import Scorecard, Scorecards
    from ssi_rules.sources.facts import FactsDocument

    documents: dict[Result, type[BaseModel]] = {
        "scorecard": Scorecard,
        "scorecards": Scorecards,
        "diagnostics": DiagnosticsDocument,
        "facts": FactsDocument,
        "match": MatchDocument,
        "coverage": CoverageDocument,
        "rule": RuleDocument,
        "rules": RulesDocument,
        "history": HistoryDocument,
        "past": PastDocument,
        "whatif": WhatIfDocument,
        "plan": PlanDocument,
        "diff": DifferenceDocument,
        "calibrate": CalibrateDocument,
        "audit": AuditDocument,
    }
    return documents[name]
