"""What a stopped run leaves beside its parts comes back as it was, and tells when it is of something else."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

import duckdb

from ssi_rules.bulk import job
from ssi_rules.bulk.job import Found, about, found_before, keep_found
from ssi_rules.engines.columnar.provided import Provided, ProvidedTable
from ssi_rules.sources.tally import Rejected
from tests.bulk.population import rules

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_was_found_comes_back(tmp_path: Path) -> None:
    tables = {"visits": ProvidedTable(frozenset({"minutes"}), per_member=True)}
    provided = Provided(frozenset({"skills"}), tables, date(2026, 6, 30), frozenset({"team"}))
    rejected = (Rejected("visits.csv", 2, "visited_on", "`yesterday` is no date"),)
    found = Found(provided, 40, ("told",), rejected)
    keep_found(tmp_path, found)
    assert found_before(tmp_path) == found


def test_a_file_written_again_is_another(tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("member_id\n", encoding="utf-8")
    before = about(rules(), [file])
    assert about(rules(), [file]) == before
    os.utime(file, ns=(0, file.stat().st_mtime_ns + 1_000_000))
    assert about(rules(), [file]) != before


def test_another_version_is_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    before = about(rules(), [])
    with monkeypatch.context() as newer:
        newer.setattr(duckdb, "__version__", "99")
        assert about(rules(), []) != before
    with monkeypatch.context() as newer:
        newer.setattr(job, "version", lambda _: "99")
        assert about(rules(), []) != before
