"""What the engine and the readers put into documents fits a pattern, and is told again in any language."""

from __future__ import annotations

import ast
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ssi_rules
from ssi_rules.report.languages import telling
from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.language import ENGLISH
from ssi_rules.report.languages.sentences import TEMPLATES
from ssi_rules.report.languages.translated import Translated
from ssi_rules.sources.linkedin.elsewhere import NEVER_HELD, NOT_IN_EXPORTS
from ssi_rules.synthetic import AS_OF, SMALLEST_TEAM, Era, Quirk, generate, write_team
from tests.conformance.cases import load
from tests.conformance.test_conformance import scored
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ssi_rules.scorecard import Scorecard
    from ssi_rules.sources.dataset import Member

GERMAN = language("de")
UNTOLD = {"not given"}
"""What only tests put into documents."""

PIECED = {
    "`7` is not a 7": [f"`7` is not a {kind}" for kind in ("count", "number", "percent")],
    "`7` is a percent, not a 7": [f"`7` is a percent, not a {kind}" for kind in ("count", "number")],
    "7: ignored 7 not listed7": [
        "a.csv: ignored 1 member who is not listed",
        "a.csv: ignored 2 members who are not listed; none fits: it has ids like `7`, the data like `x` (see `id` and `ids` in the map)",
    ],
    "7 is already known otherwise for 7: what was read first is kept": [
        "`skills` (a.csv) is already known otherwise for 1 member: what was read first is kept",
        "the table `shares` (a.csv) is already known otherwise for 2 members: what was read first is kept",
    ],
    "7 has 7; columns found: 7": [
        "Skills.csv has no column Name; columns found: A, B",
        "Skills.csv has no single row with the columns needed; columns found: A, B",
    ],
    "7: `7` is not used, since the rules do not declare it7": [
        "map.toml: `skils` is not used, since the rules do not declare it",
        "map.toml: `skils` is not used, since the rules do not declare it; did you mean `skills`?",
    ],
}
"""Sentences that the code puts together from parts of its own, and what they can be."""

SAMPLES = {
    "value": "7",
    "number": "3",
    "day": "2026-06-30",
    "refusals": "Followers is no",
    "unknowns": "Followers (the cell is blank)",
    "rows": "row 3: `x` is not a count",
    "counts": "3 drafts",
    "reason": "the cell is blank",
}


def untold(text: str) -> list[str]:
    """The sentences in a text that fit no pattern: it, or some that it holds."""
    found = telling.match(text)
    if found is None:
        return [] if text in UNTOLD else [text]
    held = chain.from_iterable(telling.parts(name, value) for name, value in found.fields.items())
    return list(chain.from_iterable(map(untold, held)))


def said(card: Scorecard) -> Iterator[str]:
    """Everything in a document that the engine or a reader said."""
    yield from card.notices
    criteria = list(chain.from_iterable(pillar.criteria for pillar in card.pillars))
    adjustments = [*card.adjustments, *chain.from_iterable(pillar.adjustments for pillar in card.pillars)]
    unknown = chain(*(each.unknown for each in criteria), *(each.unknown for each in adjustments))
    yield from (each.reason for each in unknown)
    yield from (each.reason for each in criteria if each.reason)
    yield from (
        each.because for each in adjustments if each.kind == "redistributed" or _is_engines(each.because)
    )


def _is_engines(because: str) -> bool:
    return because.startswith(("Capped at ", "Less "))


def _of_member(member: Member) -> Iterator[str]:
    yield from (each.reason for each in member.missing.values())
    for rows in member.tables.values():
        yield from rows.notes
        yield from (each.reason for each in rows.missing.values())


def _assert_told(texts: Iterable[str]) -> None:
    assert sorted(set(chain.from_iterable(map(untold, texts)))) == []


def test_the_engines_sentences_in_all_conformance_cases(tmp_path: Path) -> None:
    texts: list[str] = []
    for number, named in enumerate(load("expect") + load("measure")):
        folder = tmp_path / str(number)
        folder.mkdir()
        texts += said(scored(named, folder))
    assert len(set(texts)) > 50
    _assert_told(texts)


@pytest.mark.parametrize("ruleset", ["linkedin-ssi-2013", "linkedin-ssi-2015", "linkedin-ssi-2015-fair"])
def test_a_generated_teams_documents(tmp_path: Path, ruleset: str) -> None:
    write_team(tmp_path, seed=4, members=SMALLEST_TEAM, as_of=AS_OF)
    rules = ssi_rules.load_ruleset(ruleset)
    _assert_told(
        chain.from_iterable(
            map(said, ssi_rules.score(rules, ssi_rules.open_dataset(tmp_path, rules.catalogue)))
        )
    )


EXPORTS = [(era, None) for era in Era] + [(list(Era)[-1], quirk) for quirk in Quirk]


@pytest.mark.parametrize(("era", "quirk"), EXPORTS, ids=str)
def test_the_readers_sentences_of_generated_exports(tmp_path: Path, era: Era, quirk: Quirk | None) -> None:
    made = generate(2, era=era, quirks=frozenset() if quirk is None else frozenset({quirk}))
    dataset = ssi_rules.open_dataset(made.write(tmp_path), CATALOGUE)
    _assert_told(chain.from_iterable(map(_of_member, dataset.members())))
    _assert_told(dataset.notices())


def test_what_exports_never_hold() -> None:
    held = (*NEVER_HELD.values(), NOT_IN_EXPORTS)
    _assert_told(chain.from_iterable((each.reason, each.origin) for each in held))


def test_every_reason_and_notice_in_the_readers_code() -> None:
    """Also those that no test's data brings about: as the code puts them together, with a value in each place."""
    found = [
        each
        for path in sorted(Path(ssi_rules.__file__).parent.glob("sources/**/*.py"))
        for each in _written(path)
    ]
    assert len(found) > 40
    assert {
        each[0] for each in found if all(telling.match(sample) is None for sample in each)
    } == PIECED.keys()
    _assert_told(chain.from_iterable(PIECED.values()))


def _written(path: Path) -> Iterator[list[str]]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Call) and node.args and _speaks(node.func):
            samples = [list(_samples(node.args[0], value)) for value in ("7", "2026-06-30")]
            if samples[0]:
                yield list(chain.from_iterable(samples))


def _speaks(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="Missing" | "CellError") | ast.Attribute(attr="note" | "_tell"):
            return True
        case ast.Attribute(value=ast.Name(id=name) | ast.Attribute(attr=name), attr="append"):
            return name == "notices"
        case _:
            return False


def _samples(node: ast.expr, value: str) -> list[str]:
    """Every text that an expression can be; nothing where it is no text written there."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.Call(func=ast.Name(id="shown")):
            return [f"`{value}`"]
        case ast.IfExp(body=body, orelse=other):
            return _samples(body, value) + _samples(other, value)
        case ast.JoinedStr(values=parts):
            texts = [""]
            for part in parts:
                inner = part.value if isinstance(part, ast.FormattedValue) else part
                texts = [text + more for text in texts for more in _samples(inner, value) or [value]]
            return texts
        case _:
            return []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_sentence_is_told_by_its_own_pattern(template: str) -> None:
    fields = {name: SAMPLES.get(telling.kind(name), "x") for name in re.findall(r"\{(\w+)\}", template)}
    found = telling.match(template.format(**fields))
    assert found is not None
    assert (found.template, dict(found.fields)) == (template, fields)


def test_patterns_are_told_apart() -> None:
    assert len(TEMPLATES) == len(set(TEMPLATES))


@pytest.mark.parametrize(
    ("english", "german"),
    [
        (
            "Too few to judge: Connections is 1200, and it takes at least 13.5%.",
            "Zu wenig für ein Urteil: „Connections“ ist 1.200, nötig ist mindestens 13,5\u00a0%.",
        ),
        (
            "Does not apply: Seat is no, and Followers is 3, and it takes more than 10.",
            "Gilt nicht: „Seat“ trifft nicht zu und „Followers“ ist 3, nötig ist mehr als 10.",
        ),
        (
            "Not known: Followers (12 months) (the cell is blank); posts (no rows: none of shares over 90 days).",
            "Nicht bekannt: Followers (12 months) (die Zelle ist leer); posts (keine Zeilen: nichts von shares over 90 days).",
        ),
        (
            "coverage 80 %: of 10 connections made between 2026-01-31 and 2026-02-01, 8 have an invitation row",
            "Abdeckung 80\u00a0%: Von 10 Kontakten zwischen dem 31. Jan. 2026 und dem 1. Feb. 2026 haben 8 eine Einladungszeile",
        ),
        ("the author's own words", "the author's own words"),
        ("", ""),
    ],
)
def test_told_in_german(english: str, german: str) -> None:
    assert GERMAN.told(english) == german
    assert ENGLISH.told(english) == english


def test_titles_inside_are_the_rule_files_own() -> None:
    spoken = Translated(
        "de", "de", {"Engage and share": "Teilen", "Cover": "Titelbild", "Messages": "Nachrichten"}
    )
    assert (
        spoken.told("Not known: Cover (the cell is blank).")
        == "Nicht bekannt: Titelbild (die Zelle ist leer)."
    )
    told = spoken.told(
        "Engage and share and Cover: no score; the 3 of 5 in the other pillars stand for the whole 10."
    )
    assert told.startswith("Teilen und Titelbild: keine Punktzahl; die 3 von 5")
    assert spoken.rule("Messages: sent_on") == "Nachrichten: sent_on"


@given(text=st.text(max_size=3000))
def test_any_text_is_told_or_stays(text: str) -> None:
    assert isinstance(GERMAN.told(text), str)


@pytest.mark.parametrize(
    "text",
    [", and it takes at least " * 90, "x is " * 500, " (" * 1000 + ")", "`a` has no `" * 170, "a: b; " * 330],
)
def test_hostile_texts_stay_as_they_are(text: str) -> None:
    assert GERMAN.told(text) == text


def test_values_cannot_smuggle_in_braces() -> None:
    assert GERMAN.told("{evil.__class__} has no row") == "{evil.__class__} hat keine Zeile"
