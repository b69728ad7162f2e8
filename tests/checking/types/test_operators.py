"""Every pair of types under every operator, as tables: rows are the left side, columns the right; a dot is an error."""

from __future__ import annotations

from itertools import product

import pytest

from ssi_rules.checking import operators
from ssi_rules.language.types import Type
from ssi_rules.model import Comparison, Operator

LETTERS = {
    "C": Type.COUNT,
    "N": Type.NUMBER,
    "P": Type.PERCENT,
    "R": Type.RATIO,
    "F": Type.FLAG,
    "T": Type.TEXT,
    "D": Type.DATE,
    ".": None,
}

ADD = """
    C N P R F T D
C   C N . R . . .
N   N N . R . . .
P   . . P P . . .
R   R R P R . . .
F   . . . . . . .
T   . . . . . . .
D   . . . . . . .
"""
SUBTRACT = """
    C N P R F T D
C   N N . R . . .
N   N N . R . . .
P   . . P P . . .
R   R R P R . . .
F   . . . . . . .
T   . . . . . . .
D   . . . . . . N
"""
MULTIPLY = """
    C N P R F T D
C   C N P R . . .
N   N N P R . . .
P   P P P P . . .
R   R R P R . . .
F   . . . . . . .
T   . . . . . . .
D   . . . . . . .
"""
DIVIDE = """
    C N P R F T D
C   R R . R . . .
N   R R . R . . .
P   P P R P . . .
R   R R P R . . .
F   . . . . . . .
T   . . . . . . .
D   . . . . . . .
"""
ELSE = """
    C N P R F T D
C   C N . R . . .
N   N N . R . . .
P   . . P P . . .
R   R R P R . . .
F   . . . . F . .
T   . . . . . T .
D   . . . . . . D
"""
COMPARE = """
    C N P R F T D
C   F F . F . . .
N   F F . F . . .
P   . . F F . . .
R   F F F F . . .
F   . . . . F . .
T   . . . . . F .
D   . . . . . . F
"""

Cells = dict[tuple[Type, Type], Type | None]


def read(table: str) -> Cells:
    head, *rows = [line.split() for line in table.strip().splitlines()]
    cells: Cells = {}
    for row in rows:
        for column, letter in zip(head, row[1:], strict=True):
            left, right = LETTERS[row[0]], LETTERS[column]
            assert left is not None
            assert right is not None
            cells[left, right] = LETTERS[letter]
    assert set(cells) == set(product(Type, Type))
    return cells


@pytest.mark.parametrize(
    ("operator", "table"),
    [
        (Operator.ADD, ADD),
        (Operator.SUBTRACT, SUBTRACT),
        (Operator.MULTIPLY, MULTIPLY),
        (Operator.DIVIDE, DIVIDE),
    ],
)
def test_what_comes_of_a_calculation(operator: Operator, table: str) -> None:
    assert {pair: operators.calculated(operator, *pair) for pair in product(Type, Type)} == read(table)


def test_what_comes_of_else() -> None:
    assert {pair: operators.alternative(*pair) for pair in product(Type, Type)} == read(ELSE)


def test_what_can_be_compared() -> None:
    found = {pair: operators.comparable(*pair) for pair in product(Type, Type)}
    assert found == {pair: kind is Type.FLAG for pair, kind in read(COMPARE).items()}


def test_flags_and_texts_are_only_the_same_or_not() -> None:
    assert {kind for kind in Type if not operators.ordered(kind)} == {Type.FLAG, Type.TEXT}
    same = {Comparison.EQUAL, Comparison.DIFFERENT}
    assert {each for each in Comparison if not operators.takes_order(each)} == same
