"""On anything that can be read: nothing is lost, nothing means something else, and once is enough."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ssi_rules.formatting import SyntaxFaults
from ssi_rules.syntax.printer import print_file
from ssi_rules.syntax.printer.layout import LINE, width
from tests.formatting.promises import Fingerprints, formatted, keeps_its_promises, shipped, tree
from tests.formatting.scramble import scrambled
from tests.fuzz.ssi_text import ssi_texts
from tests.syntax import trees

if TYPE_CHECKING:
    from ssi_rules.syntax import ast

SEEDS = st.integers(0, 2**32)


@pytest.mark.parametrize("name", shipped())
def test_what_is_shipped_is_as_it_should_be(name: str) -> None:
    text = shipped()[name].read_text(encoding="utf-8")
    assert keeps_its_promises(text) == text


@settings(max_examples=300)
@given(trees.files, SEEDS)
def test_any_tree_in_any_layout(file: ast.File, seed: int) -> None:
    spoilt = scrambled(print_file(file), Random(seed))
    assume(
        tree(spoilt) is not None
    )  # a few layouts of several declarations on one line are none the language reads
    keeps_its_promises(spoilt)


@given(trees.files)
def test_printing_and_formatting_agree(file: ast.File) -> None:
    printed = print_file(file)
    if all(width(line) <= LINE for line in printed.split("\n")):
        assert formatted(printed) == printed


@given(ssi_texts())
def test_what_cannot_be_read_is_refused_and_nothing_else_is(text: str) -> None:
    if tree(text) is not None:
        keeps_its_promises(text)
    elif "\t" not in text:  # tabs between words are mended
        with pytest.raises(SyntaxFaults) as refused:
            formatted(text)
        assert refused.value.diagnostics


@pytest.mark.parametrize("name", [name for name in shipped() if not name.endswith("_test.ssi")])
def test_a_fingerprint_is_that_of_any_layout(name: str) -> None:
    fingerprints, path = Fingerprints(), shipped()[name]
    text = path.read_text(encoding="utf-8")
    spoilt = scrambled(text, Random(name))
    assert spoilt != text
    before = fingerprints.of(path, text)
    assert (before is None) == (name in ("titles.ssi", "linkedin.ssi"))
    assert fingerprints.of(path, spoilt) == before
    assert fingerprints.of(path, keeps_its_promises(spoilt)) == before
