"""Random edits of the small models' facts, tables and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from ssi_rules.language.numbers import SCALE
from ssi_rules.language.types import Type
from ssi_rules.model import Action, AddRows, AddTo, Catalogue, SetTo
from ssi_rules.planning.edits import Add, Do, Move, Provide, Remove, Set, Word
from tests.engines import build, models

if TYPE_CHECKING:
    from ssi_rules.model import Column, Table
    from ssi_rules.planning.edits import Cells, Edit, Given

CATALOGUE = Catalogue(build.FACTS, build.TABLES)
ACTIONS = (
    Action("write", "Write", (AddRows(2, "inmails", (("sent_on", None),)),), 5, None, build.SPAN),
    Action("learn", "Learn", (AddTo("skills", SCALE), SetTo("seat", value=True)), 5, None, build.SPAN),
)
FACTS = st.sampled_from(list(build.FACTS.values()))
TABLES = st.sampled_from(list(build.TABLES.values()))
WILD = st.text(min_size=1).filter(str.strip)
"""Any text that is not blank, which is what a text that somebody has may be."""


def given_values(of: Type) -> st.SearchStrategy[Given]:
    """What a fact or a cell of this type can be given."""
    words = st.sampled_from([Word.UNKNOWN, Word.AS_OF] if of is Type.DATE else [Word.UNKNOWN])
    return words | (WILD if of is Type.TEXT else st.nothing()) | models.values(of)


@st.composite
def cells(draw: st.DrawFn, table: Table) -> Cells:
    columns: list[Column] = draw(st.lists(st.sampled_from(table.columns), unique=True))
    return tuple((each.name, draw(given_values(each.type))) for each in columns)


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    fact, table = draw(FACTS), draw(TABLES)
    moving = fact.type.is_numeric
    amount = draw(st.integers(1, 60)) * (SCALE if fact.type is Type.COUNT else 1)
    choices: list[st.SearchStrategy[Edit]] = [
        st.builds(Set, st.just(fact), given_values(fact.type)),
        st.builds(Add, st.just(table), st.integers(1, 12), cells(table)),
        st.builds(Remove, st.just(table), st.none() | st.integers(1, 3), cells(table) | st.just(())),
        st.builds(Provide, st.just(table), st.booleans()),
        st.builds(Do, st.sampled_from(ACTIONS), st.integers(1, 5)),
        *([st.builds(Move, st.just(fact), st.sampled_from([amount, -amount]))] if moving else []),
    ]
    return draw(st.one_of(choices))
