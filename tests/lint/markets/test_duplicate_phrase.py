from __future__ import annotations

from typing import TYPE_CHECKING

from ssi_rules.diagnostics import Safety
from ssi_rules.lint.markets.duplicate_phrase import duplicate_phrase
from tests.lint.reading import compiled, findings, mended
from tests.lint.scoring.rules import told

from .rules import counted, market, ruleset

if TYPE_CHECKING:
    from pathlib import Path


def test_phrases_that_read_the_same(tmp_path: Path) -> None:
    text = market('title has "co-owner", "V.P.", "Co Owner", "vp"', 'title not "ex", "ex"')
    assert told(duplicate_phrase, tmp_path, text) == [
        '2: "Co Owner" reads the same as "co-owner", so it finds nothing more. [delete one of the two]',
        '2: "vp" reads the same as "V.P.", so it finds nothing more. [delete one of the two]',
        '3: "ex" stands twice in this line. [delete one of the two]',
    ]


def test_phrases_of_two_lines_or_with_other_words(tmp_path: Path) -> None:
    text = market(
        'title has "owner", "owners", "| owner |"', 'title not "former *"', 'title not "former *", "* former"'
    )
    assert told(duplicate_phrase, tmp_path, text) == []


def test_the_fix_removes_the_later_one(tmp_path: Path) -> None:
    subject = compiled(tmp_path, market('title has "ceo", "C.E.O.", "boss"'))
    (found,) = findings(duplicate_phrase, subject)
    assert [(each.span.text, each.message) for each in found.labels] == [('"ceo"', "the first is here")]
    assert found.fix is not None
    assert (found.fix.title, found.fix.safety) == ('Remove "C.E.O."', Safety.UNSAFE)
    assert mended(found) == market('title has "ceo", "boss"')


def test_a_phrase_spelt_alike_leaves_the_fingerprint_so_its_removal_is_safe(tmp_path: Path) -> None:
    markets = market('title has "ceo", "boss", "ceo"')
    subject = compiled(tmp_path, ruleset(markets, counted("sought")))
    (found,) = findings(duplicate_phrase, subject)
    assert found.fix is not None
    assert found.fix.safety is Safety.SAFE
    after = compiled(tmp_path, mended(found))
    assert subject.ruleset is not None
    assert after.ruleset is not None
    assert after.ruleset.fingerprint == subject.ruleset.fingerprint
