from __future__ import annotations

import io
import json
from datetime import date

import jsonschema
from rich.console import Console

from ssi_rules.language.types import Type
from ssi_rules.model import Catalogue, Column, Fact, Table
from ssi_rules.report.facts import print_facts, write_facts
from ssi_rules.sources.dataset import Member, Missing, Rows
from ssi_rules.sources.facts import FactsDocument, describe

CATALOGUE = Catalogue(
    {
        "profile_completeness": Fact("profile_completeness", Type.PERCENT, "Profile"),
        "followers": Fact("followers", Type.COUNT, "Followers"),
    },
    {
        "inmails": Table(
            "inmails", "sent_on", "InMails", (Column("sent_on", Type.DATE), Column("replied", Type.FLAG))
        ),
        "visits": Table("visits", None, "Visits", (Column("minutes", Type.NUMBER),)),
    },
)
MEMBER = Member(
    "dana",
    date(2026, 6, 30),
    {"profile_completeness": 857_143},
    {"profile_completeness": "Profile.csv"},
    {"inmails": Rows({"sent_on": [date(2026, 6, 1), None], "replied": [True, None]}, 2, "messages.csv")},
    {"followers": Missing("an export does not count followers", "creator analytics")},
    {"name": "Dana \x1b[31m"},
)


def test_the_document_is_what_its_schema_says() -> None:
    stream = io.StringIO()
    write_facts([describe(MEMBER, CATALOGUE)], lambda: ("one column ignored",), stream)
    document = json.loads(stream.getvalue())
    jsonschema.validate(document, FactsDocument.model_json_schema(by_alias=True, mode="serialization"))
    assert document["members"][0]["facts"] == {"profile_completeness": 0.857143, "followers": None}
    assert document["notices"] == ["one column ignored"]


def test_every_fact_and_table_is_shown_with_its_origin_or_the_reason() -> None:
    stream = io.StringIO()
    print_facts([describe(MEMBER, CATALOGUE)], CATALOGUE, Console(file=stream, width=100))
    lines = [" ".join(line.split()) for line in stream.getvalue().splitlines()]
    assert "profile_completeness 85.7% Profile.csv" in lines
    assert "followers not known an export does not count followers (creator analytics)" in lines
    assert "inmails 2 sent_on: 1 known, 1 unknown" in lines
    assert "replied: 1 yes, 0 no, 1 unknown" in lines
    assert any(line.startswith("visits not given") for line in lines)
    assert "\x1b" not in stream.getvalue()
