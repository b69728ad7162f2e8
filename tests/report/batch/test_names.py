from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssi_rules.report.batch.names import page_name

SAFE = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
RESERVED = {"con", "prn", "aux", "nul", *(f"{each}{n}" for each in ("com", "lpt") for n in range(10))}
HOSTILE = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "C:\\windows",
    "con",
    "con.txt",
    "NUL",
    "a" * 10_000,
    "a b",
    "a/b",
    "\x00",
    "\u202egnp.exe",
    "<script>",
    "=HYPERLINK(1)",
    "dana.",
    "-rf",
    "dana.html",
    "Ä",
    "\ud800",
]


@pytest.mark.parametrize("member", ["dana", "dana-reyes", "7", "d.reyes", "a_b", "m-0001"])
def test_an_id_that_is_a_safe_name_stays(member: str) -> None:
    assert page_name(member) == member


@pytest.mark.parametrize("member", HOSTILE)
def test_hostile_ids_become_safe_names(member: str) -> None:
    name = page_name(member)
    assert SAFE.fullmatch(name)
    assert len(name) <= 60
    assert name.split(".")[0] not in RESERVED


def test_what_is_readable_of_an_id_stays_readable() -> None:
    assert re.fullmatch(r"dana-reyes-[0-9a-f]{16}", page_name("Dána Reyes"))


@given(st.text(), st.text())
def test_ids_that_differ_have_files_that_differ(first: str, second: str) -> None:
    assert (page_name(first) == page_name(second)) is (first == second)


@given(st.text(alphabet="aAáÁ", min_size=1, max_size=4), st.text(alphabet="aAáÁ", min_size=1, max_size=4))
def test_ids_that_differ_by_case_or_accents_alone_have_files_that_differ(first: str, second: str) -> None:
    assert (page_name(first) == page_name(second)) is (first == second)


def test_nobody_can_take_the_name_of_anothers_file() -> None:
    name = page_name("Dana")
    assert page_name(name) != name


@given(st.text())
def test_every_name_is_safe(member: str) -> None:
    name = page_name(member)
    assert SAFE.fullmatch(name)
    assert name.split(".")[0] not in RESERVED
