"""An export of every era with every quirk reads to the facts it was generated from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.sources.linkedin import read_export
from ssi_rules.synthetic import Era, Persona, Quirk, generate
from tests.sources.linkedin.agreement import assert_agrees
from tests.sources.linkedin.catalogue import CATALOGUE

if TYPE_CHECKING:
    from pathlib import Path

BARE = Persona(
    audience={},
    coworkers=0,
    profile=frozenset({"headline"}),
    invitations=0,
    inmails=0,
    threads=0,
    shares=0,
    reposts=0,
    comments=0,
    reactions=0,
    searches=0,
    login_days=0,
    articles=0,
    endorsements=0,
    recommendations=0,
    skills=0,
    follows=0,
    groups=0,
    seat=None,
)


@pytest.mark.parametrize("era", Era, ids=lambda era: era.name)
def test_an_ordinary_export(era: Era, tmp_path: Path) -> None:
    made = generate(1, era=era)
    assert_agrees(read_export(made.write(tmp_path), CATALOGUE), made.truth)


@pytest.mark.parametrize("quirk", Quirk, ids=lambda quirk: quirk.name)
@pytest.mark.parametrize("era", Era, ids=lambda era: era.name)
def test_every_quirk_in_every_era(era: Era, quirk: Quirk, tmp_path: Path) -> None:
    made = generate(2, era=era, quirks=frozenset({quirk}))
    assert_agrees(read_export(made.write(tmp_path), CATALOGUE), made.truth)


@pytest.mark.parametrize("era", Era, ids=lambda era: era.name)
def test_unzipped(era: Era, tmp_path: Path) -> None:
    made = generate(3, era=era)
    assert_agrees(read_export(made.write_unzipped(tmp_path), CATALOGUE), made.truth)


@pytest.mark.parametrize("era", Era, ids=lambda era: era.name)
def test_a_member_who_does_nothing(era: Era, tmp_path: Path) -> None:
    made = generate(4, persona=BARE, era=era)
    assert_agrees(read_export(made.write(tmp_path), CATALOGUE), made.truth)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 999),
    era=st.sampled_from(Era),
    quirks=st.frozensets(st.sampled_from(Quirk), max_size=12),
)
def test_any_set_of_quirks(seed: int, era: Era, quirks: frozenset[Quirk], tmp_path: Path) -> None:
    made = generate(seed, era=era, quirks=quirks)
    assert_agrees(read_export(made.write(tmp_path), CATALOGUE), made.truth)
