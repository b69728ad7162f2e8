"""Step 3: case, accents, dots and punctuation."""

from __future__ import annotations

import pytest

from ssi_rules.markets.normal import words_of

FOLDED = {
    "case": ("Chief EXECUTIVE", ["chief", "executive"]),
    "full case folding": ("STRASSE Straße", ["strasse", "strasse"]),
    "accents": ("Directeur Général", ["directeur", "general"]),
    "umlauts": ("Geschäftsführer", ["geschaftsfuhrer"]),
    "Greek and Cyrillic accents": ("Διευθυντής партнёр", ["διευθυντησ", "партнер"]),
    "letters that only look accented stay": ("Søren Łukasz", ["søren", "łukasz"]),
    "dotted acronym": ("V.P. of C.E.O", ["vp", "of", "ceo"]),
    "dots before a word": ("V.P.Sales", ["vp", "sales"]),
    "dots of abbreviations": ("Sr. Dir.", ["sr", "dir"]),
    "one letter with a dot": ("J. Smith", ["j", "smith"]),
    "dots between digits": ("1.2", ["1", "2"]),
    "hyphens": ("Vice-President", ["vice", "president"]),
    "underscores": ("vice_president", ["vice", "president"]),
    "brackets": ("CEO (interim)", ["ceo", "interim"]),
    "apostrophes": ("Founder's", ["founder", "s"]),
    "digits": ("Top 100", ["top", "100"]),
    "Thai marks": ("ผู้จัดการ", ["ผู้จัดการ"]),
    "Devanagari marks": ("निदेशक", ["निदेशक"]),
    "Japanese voicing is no accent": ("ガ カ", ["ガ", "カ"]),
    "scripts without spaces part from others": ("公司CEO兼创始人", ["公司", "ceo", "兼创始人"]),
    "Hangul": ("대표이사", ["대표이사"]),
}


@pytest.mark.parametrize(("text", "words"), FOLDED.values(), ids=FOLDED.keys())
def test_folds(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words
