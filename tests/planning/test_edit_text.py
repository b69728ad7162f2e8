"""An edit read and written is itself; what is none says where, and what to write instead."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.language.numbers import SCALE
from ssi_rules.planning.edit_cursor import EditError
from ssi_rules.planning.edit_text import LONGEST, read_edit
from ssi_rules.planning.edits import Add, Do, Edit, Move, Provide, Remove, Set, Word, written
from tests.engines.build import FACTS, TABLES
from tests.planning.drawing import ACTIONS, CATALOGUE, edits

WRITTEN: dict[str, Edit] = {
    "skills=12": Set(FACTS["skills"], 12 * SCALE),
    "hours=2.5": Set(FACTS["hours"], 2_500_000),
    "hours=-2.5": Set(FACTS["hours"], -2_500_000),
    "completeness=86%": Set(FACTS["completeness"], 860_000),
    "seat=yes": Set(FACTS["seat"], value=True),
    "joined=2026-06-01": Set(FACTS["joined"], date(2026, 6, 1)),
    "joined=as_of": Set(FACTS["joined"], Word.AS_OF),
    'industry="Real \\"Estate\\" \\\\"': Set(FACTS["industry"], 'Real "Estate" \\'),
    "industry=unknown": Set(FACTS["industry"], Word.UNKNOWN),
    'industry="unknown"': Set(FACTS["industry"], "unknown"),
    "skills+=3": Move(FACTS["skills"], 3 * SCALE),
    "completeness-=5%": Move(FACTS["completeness"], -50_000),
    "notes={}": Provide(TABLES["notes"], is_there=True),
    "notes=none": Provide(TABLES["notes"], is_there=False),
    "inmails+=20": Add(TABLES["inmails"], 20),
    "inmails+=2{sent_on=2026-06-01, replied=yes}": Add(
        TABLES["inmails"], 2, (("sent_on", date(2026, 6, 1)), ("replied", True))
    ),
    'notes-=3{text="a}, b"}': Remove(TABLES["notes"], 3, (("text", "a}, b"),)),
    "inmails-=all{replied=unknown}": Remove(TABLES["inmails"], None, (("replied", Word.UNKNOWN),)),
    "inmails-=all": Remove(TABLES["inmails"], None),
    "write+=4": Do(ACTIONS[0], 4),
}
"""Edits in the one way in which they are written."""

OTHERWISE = {
    " skills = 12 ": "skills=12",
    "skills=12.0": "skills=12",
    "seat=TRUE": "seat=yes",
    "industry=Retail, and more": 'industry="Retail, and more"',
    "joined=2026-06-01T10:00:00Z": "joined=2026-06-01",
    'skills="12"': "skills=12",
    "visits += 2 { company = Contoso Ltd , minutes = 5 }": 'visits+=2{company="Contoso Ltd", minutes=5}',
    "inmails+=2{}": "inmails+=2",
    "inmails={ }": "inmails={}",
    "inmails-= all {replied=no}": "inmails-=all{replied=no}",
    "inmails-=ALL": "inmails-=all",
    "inmails=None": "inmails=none",
    "skills=Unknown": "skills=unknown",
    "joined=AS_OF": "joined=as_of",
    "industry=Unknown": 'industry="Unknown"',
    "industry=+1 a day": 'industry="+1 a day"',
    "industry=the baker's": 'industry="the baker\'s"',
}
"""What people and shells make of them, and how they are written."""

WRONG = {
    "skils=12": ("skils", "did you mean skills?"),
    "nothing_like=12": ("nothing_like", "lists what there is"),
    "=12": ("", "lists what there is"),
    "": ("", "write referrals=12"),
    "skills": ("skills", "write skills=12, or skills=unknown"),
    "seat": ("seat", "write seat=yes, or seat=unknown"),
    "completeness": ("completeness", "write completeness=86%, or completeness=unknown"),
    "inmails": ("inmails", "inmails+=20{…}, inmails-=5"),
    "write": ("write", "write write+=1"),
    "skills=": ("", "write a whole number, such as 12, or unknown"),
    "skills=many": ("many", "whole number"),
    "skills=2.5": ("2.5", "whole number"),
    "skills=-1": ("-1", "whole number"),
    "skills=nan": ("nan", "whole number"),
    "skills=1000000000001": ("1000000000001", "whole number"),
    "hours=0.0000001": ("0.0000001", "write a number"),
    "completeness=86": ("86", "write 86%"),
    "completeness=0.86": ("0.86", "write 86%"),
    "completeness=most": ("most", "write a percent"),
    "seat=maybe": ("maybe", "yes or no"),
    "joined=2026-02-30": ("2026-02-30", "as_of"),
    "industry=": ("", "unknown"),
    'industry=" "': ('" "', "unknown"),
    'industry="Retail': ('"Retail', "end it with"),
    'industry="Retail" today': ("today", "argument of its own"),
    "seat+=2": ("+=", "write seat=yes"),
    "joined-=3": ("-=", "write joined=2026-06-30"),
    "industry+=Retail": ("+=", 'write industry="…"'),
    "skills+=0": ("0", "write a whole number"),
    "hours+=-2": ("-2", "write hours-=2"),
    "skills-=-3": ("-3", "write skills+=3"),
    "skills==5": ("==", "write skills= for a value"),
    "skills=+5": ("=+", "skills+= for so much more"),
    "skills:5": ("skills:5", "write skills=12"),
    " ": (" ", "write referrals=12"),
    "skills=1,000": ("1,000", "nothing between thousands"),
    "hours=3,5": ("3,5", "a point for decimals"),
    "skills=5, hours=3": ("5, hours=3", "an argument of its own"),
    "skills=5 hours+=3": ("5 hours+=3", "an argument of its own"),
    "completeness+=20%points": ("20%points", "write a percent"),
    "replied=yes": ("replied", "inmails+=1{replied=…}"),
    "inmails.replied=yes": ("inmails.replied", "inmails-=1{replied=…}"),
    "as_of=2026-06-30": ("as_of", "--as-of DAY"),
    "total=80": ("total", "points follow from the data"),
    "level=gold": ("level", "the level follows from the data"),
    "industry='Retail'": ("'Retail'", 'write "Retail"'),
    "industry=\u201cRetail, big\u201d": ("\u201cRetail, big\u201d", 'write "Retail, big"'),
    "skills-=unknown": ("unknown", "write a whole number"),
    "inmails=5": ("5", "inmails={} for no rows"),
    "inmails=unknown": ("unknown", "inmails=none for not provided"),
    "inmails+=": ("", "as in +=20"),
    "inmails+=all": ("all", "as in +=20"),
    "inmails+=0": ("0", "as in +=20"),
    "inmails+=1000001": ("1000001", "as in +=20"),
    "inmails+=2.5": ("2.5", "as in +=20"),
    "inmails-=": ("", "as in -=5, or -=all"),
    "inmails-=allofthem": ("allofthem", "or -=all"),
    "inmails+=2(replied=yes)": (
        "(replied=yes)",
        "in braces, and all of it in single quotes: 'inmails+=2{…}'",
    ),
    "inmails+=2sent_on=2026-06-01": ("sent_on=2026-06-01", "single quotes"),
    "inmails+=2{sent=2026-06-01}": ("sent", "did you mean sent_on?"),
    "inmails+=2{company=Contoso}": ("company", "choose among sent_on, replied"),
    "inmails+=2{replied}": ("}", "write replied=VALUE"),
    "inmails+=2{replied=yes": ("", "needs a }"),
    "inmails+=2{replied=yes replied": ("yes replied", "yes or no"),
    "inmails+=2{replied=yes,}": ("}", "choose among"),
    "inmails+=2{replied=yes, replied=no}": ("replied", "once"),
    "inmails+=2{replied=sometimes}": ("sometimes", "yes or no"),
    "inmails+=2{replied=yes}}": ("}", "single quotes"),
    "write=4": ("=", "as in write+=4"),
    "write-=4": ("-=", "as in write+=4"),
    "write+=often": ("often", "as in write+=4"),
}
"""What is none, the part that is to blame, and a part of what helps."""


def read(text: str) -> Edit:
    return read_edit(text, CATALOGUE, ACTIONS)


@pytest.mark.parametrize("text", WRITTEN)
def test_each_kind_is_read_and_written(text: str) -> None:
    assert read(text) == WRITTEN[text]
    assert written(WRITTEN[text]) == text


@given(edits())
def test_an_edit_written_and_read_is_itself(edit: Edit) -> None:
    assert read(written(edit)) == edit
    assert written(read(written(edit))) == written(edit)


@pytest.mark.parametrize(("text", "plainly"), OTHERWISE.items())
def test_it_may_be_written_otherwise(text: str, plainly: str) -> None:
    assert written(read(text)) == plainly


@pytest.mark.parametrize(("text", "told"), WRONG.items())
def test_what_is_none_says_where_and_what_to_write(text: str, told: tuple[str, str]) -> None:
    with pytest.raises(EditError) as refused:
        read(text)
    marked, offered = told
    assert text[refused.value.start : refused.value.end] == marked
    assert offered in refused.value.help


@given(st.text(alphabet='skilnotesmhru=+-{},."\\ %0129é\n') | st.text())
def test_nothing_but_that_is_ever_raised(text: str) -> None:
    found = read_or_not(text)
    if isinstance(found, EditError):
        assert 0 <= found.start <= found.end <= max(len(text), found.start + 1)
        assert found.message
        assert found.help
    else:
        assert read(written(found)) == found


def read_or_not(text: str) -> Edit | EditError:
    try:
        return read(text)
    except EditError as error:
        return error


def test_a_text_longer_than_any_edit_is_not_gone_through() -> None:
    with pytest.raises(EditError, match="longer than any edit"):
        read("industry=" + "x" * LONGEST)
