from __future__ import annotations

import re

import pytest

from .rules import FACTS, ruleset

HEADER = 'ruleset sample "Sample" { version "1" worth 20 missing zero }'
MARKETS = """
market heads "Heads" { company has "ceo", "chief * officer" company not "assistant" }
market buyers = heads or others
market others { company has "buyer" }
"""
LETS = """
let low = 5%
let pace = calls / hours
let busy = count of visits over 90 days where company is buyers
"""
PILLARS = [
    """
pillar find "Find" worth 10 {
  criterion one "One" worth 4 {
    applies when seat
    measure pace
    needs busy > 3
    bands { from low earns 1 from 50% earns 4 }
    advice "Call more."
    basis chosen "A guess"
    source "Nobody"
  }
  criterion two "Two" worth 6 { measure complete ramp { 0% earns 0 90% earns 6 } basis chosen }
  cap at 8 when busy = 0 { because "Nobody visited." }
  deduct 1 when phone { because "Has a phone." }
}
""",
    'pillar keep "Keep" worth 10 {\n criterion one "One" worth 10 { measure seat earns 10 when yes basis chosen }\n}\n',
]
REST = [
    'level start "Start" from 0\n',
    'level end "End" from 15\n',
    'action call "Call" { adds 1 to calls takes 5 minutes limit 3 per week }\n',
]
SAMPLE = "\n".join([HEADER, FACTS, MARKETS, LETS, *PILLARS, *REST])


def fingerprint(text: str) -> str:
    return ruleset(text).fingerprint


def test_it_is_a_sha256() -> None:
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", fingerprint(SAMPLE))


def renamed(text: str, *names: str) -> str:
    for name in names:
        text = re.sub(rf"\b{name}\b", f"{name}_renamed", text)
    return text


one, two = re.findall(r"  criterion .*?\n(?:    .*\n)*(?:  }\n)?", PILLARS[0])

SAME = {
    "comments and layout": "# A comment\n"
    + SAMPLE.replace(" earns ", "  \n  earns  ").replace("{", "{ # here\n"),
    "order of declarations": "\n".join([HEADER, *REST[::-1], *PILLARS[::-1], LETS, MARKETS, FACTS]),
    "order of criteria": SAMPLE.replace(one, "").replace(two, two + one),
    "order of phrases": SAMPLE.replace('"ceo", "chief * officer"', '"chief * officer", "ceo"'),
    "names of lets": renamed(SAMPLE, "low", "pace", "busy"),
    "names of markets": renamed(SAMPLE, "heads", "buyers", "others"),
    "title of a market": SAMPLE.replace('"Heads"', '"Bosses"'),
    "a let written out": SAMPLE.replace("measure pace", "measure calls / hours").replace(
        "let pace = calls / hours", ""
    ),
    "a cut-point written out": SAMPLE.replace("from low", "from 5%").replace("let low = 5%", ""),
    "a comparison turned round": SAMPLE.replace("needs busy > 3", "needs not (busy <= 3)"),
    "a flag compared": SAMPLE.replace("applies when seat", "applies when seat = yes"),
    "a flag compared twice over": SAMPLE.replace("applies when seat", "applies when not (not (no != seat))"),
    "header": SAMPLE.replace(
        'ruleset sample "Sample" { version "1"',
        'ruleset other "Other" { version "2" status "x" about "y" source "z"',
    ),
    "policy said by each criterion": SAMPLE.replace("missing zero", "").replace(
        "basis chosen", "missing zero basis chosen"
    ),
    "tests": SAMPLE + 'test "a" { as of 2026-01-01 expect total >= 0 }',
    "unused declarations": SAMPLE.replace("calls    : count", 'spare : flag "Spare"\n  calls    : count'),
    "titles of facts": SAMPLE.replace('"Calls made"', '"Telephone calls"'),
}
OTHER = {
    "a worth": SAMPLE.replace("worth 4", "worth 3")
    .replace("worth 6", "worth 7")
    .replace("50% earns 4", "50% earns 3")
    .replace("90% earns 6", "90% earns 7"),
    "points": SAMPLE.replace("earns 1 from", "earns 2 from"),
    "a cut-point": SAMPLE.replace("from 50%", "from 51%"),
    "a let": SAMPLE.replace("low = 5%", "low = 6%"),
    "a let's number": SAMPLE.replace("over 90 days", "over 91 days"),
    "a lag": SAMPLE.replace("over 90 days", "over 90 days ending 1 day ago"),
    "a unit": SAMPLE.replace("over 90 days", "over 90 weeks"),
    "the policy": SAMPLE.replace("missing zero", "missing redistribute"),
    "an operator": SAMPLE.replace("calls / hours", "calls * hours")
    .replace("from 50%", "from 50")
    .replace("low = 5%", "low = 5"),
    "a needs": SAMPLE.replace("busy > 3", "busy > 4"),
    "an applies": SAMPLE.replace("applies when seat", "applies when not seat"),
    "order of cap and deduction": SAMPLE.replace(
        '  cap at 8 when busy = 0 { because "Nobody visited." }\n', ""
    ).replace(
        '"Has a phone." }\n', '"Has a phone." }\n  cap at 8 when busy = 0 { because "Nobody visited." }\n'
    ),
    "a cap": SAMPLE.replace("cap at 8", "cap at 7"),
    "a deduction": SAMPLE.replace("deduct 1", "deduct 2"),
    "a because": SAMPLE.replace("Nobody visited.", "No visits."),
    "a title": SAMPLE.replace('"Two"', '"Second"'),
    "an advice": SAMPLE.replace("Call more.", "Write more."),
    "a basis": SAMPLE.replace('basis chosen "A guess"', 'basis inferred "A guess"'),
    "a note": SAMPLE.replace("A guess", "A wild guess"),
    "a source": SAMPLE.replace('"Nobody"', '"Somebody"'),
    "an id": SAMPLE.replace("criterion two", "criterion second"),
    "when": SAMPLE.replace("earns 10 when yes", "earns 10 when no"),
    "the kind of award": SAMPLE.replace(
        "ramp { 0% earns 0 90% earns 6 }", "bands { from 0% earns 0 from 90% earns 6 }"
    ),
    "a phrase": SAMPLE.replace('"ceo"', '"cto"'),
    "a veto": SAMPLE.replace('company not "assistant"', 'company not "intern"'),
    "a market's logic": SAMPLE.replace("heads or others", "heads and others"),
    "a level's start": SAMPLE.replace("from 15", "from 16"),
    "a level's title": SAMPLE.replace('"End"', '"Finish"'),
    "an action": SAMPLE.replace("takes 5", "takes 6"),
    "the type of a fact read": SAMPLE.replace("hours    : number", "hours    : count"),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_it_stays(text: str) -> None:
    assert text != SAMPLE
    assert fingerprint(text) == fingerprint(SAMPLE)


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_it_changes(text: str) -> None:
    assert text != SAMPLE
    assert fingerprint(text) != fingerprint(SAMPLE)


def test_no_two_changes_look_alike() -> None:
    found = [fingerprint(text) for text in OTHER.values()]
    assert len(set(found)) == len(found)


def test_a_long_chain_of_markets_is_hashed() -> None:
    chain = "\n".join(f"market m{n} = m{n - 1} or heads" for n in range(1, 2000))
    markets = MARKETS.replace(
        "market buyers = heads or others", f"market m0 = others\n{chain}\nmarket buyers = m1999"
    )
    assert fingerprint(SAMPLE.replace(MARKETS, markets)) != fingerprint(SAMPLE)
