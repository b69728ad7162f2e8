"""No run differs for what was kept before, whatever has happened to the files since."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.formats.json import render
from ssi_rules.workspace import Options, inspect_paths, work
from ssi_rules.workspace.settings import Choice

if TYPE_CHECKING:
    from ssi_rules.workspace.inspect import Inspection

FACTS = 'facts {\n  calls : count "Calls"\n}\n'
RULES = """\
use "facts/team.ssi"

ruleset case "A case" {{
  version "1.0.0"
  worth   5
}}

{extra}pillar engage "Engage" worth 5 {{
  criterion calling "Calling" worth 5 {{
    measure {measure}
    bands {{
      from {cut} earns 5
    }}
  }}
}}
"""
TESTS = 'test "three" {\n  given calls = 3\n  expect engage.calling = 5\n}\n'


def rules(extra: str = "", measure: str = "calls", cut: str = "3") -> str:
    return RULES.format(extra=extra, measure=measure, cut=cut)


TEXTS = {
    "facts/team.ssi": [FACTS, FACTS.replace("calls", "dials"), "facts {\n", "let idle = 1\n" + FACTS],
    "facts/linkedin.ssi": [FACTS, FACTS + 'market idle "Idle" { title has "idle" }\n'],
    "a.ssi": [
        rules(),
        rules(extra="# ssi: ignore[missing-advice]\n"),
        rules(extra="let idle = 1\n\n"),
        rules(measure="cals"),
        rules(cut="90%"),
        rules().replace("facts/team", "facts/linkedin"),
        rules().replace("facts/team", "b"),
        "nonsense\n",
    ],
    "a_test.ssi": [TESTS, TESTS.replace("= 5", ">= 0"), TESTS.replace("calling", "calls")],
    "b.ssi": [
        'ruleset top "Top" {\n  extends "a.ssi"\n  version "1"\n}\n',
        'use "c.ssi"\n' + FACTS,
        FACTS,
        'use "a.ssi"\n',
    ],
    "c.ssi": ['use "b.ssi"\n', "let other = 2\n", FACTS],
    "ssi.toml": [
        "",
        'ignore = ["wording"]\n',
        "[limits]\ntitle-length = 3\n",
        '[levels]\nunused-let = "error"\n',
    ],
    "facts/ssi.toml": ["", "[limits]\ntitle-length = 4\n"],
}
STEPS = st.one_of(
    st.sampled_from([("write", name, text) for name, texts in TEXTS.items() for text in texts]),
    st.sampled_from([("delete", name, "") for name in TEXTS]),
    st.sampled_from(
        [("move", "a.ssi", "b.ssi"), ("move", "b.ssi", "c.ssi"), ("move", "c.ssi", "a_test.ssi")]
    ),
    st.sampled_from([("link", "c.ssi", "b.ssi"), ("link", "facts/team.ssi", "c.ssi")]),
)


def start(root: Path) -> None:
    (root / "ssi.toml").touch()
    for name in ("facts/team.ssi", "a.ssi", "a_test.ssi", "b.ssi"):
        change(root, ("write", name, TEXTS[name][0]))


def change(root: Path, step: tuple[str, str, str]) -> None:
    what, name, other = step
    path = root / name
    path.parent.mkdir(exist_ok=True)
    match what:
        case "write":
            path.unlink(missing_ok=True)
            path.write_text(other, encoding="utf-8")
        case "delete":
            path.unlink(missing_ok=True)
        case "move" if path.exists():
            path.replace(root / other)
        case "link":
            path.unlink(missing_ok=True)
            path.symlink_to(root / other)


def said(inspection: Inspection) -> str:
    """Everything a run says of each file, fixes included."""
    return "\n".join(
        f"{file.source.path} {file.target.settings.name} {render(file.found)} {[each.fix for each in file.found]}"
        for file in inspection.files
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=5))
def test_a_run_with_kept_findings_says_the_same(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as made:
        root = Path(made)
        start(root)
        for step in [None, *steps]:
            if step is not None:
                change(root, step)
            kept, anew = (inspect_paths([root], Options(), use_cache=use) for use in (True, False))
            assert said(kept) == said(anew)


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), order=st.permutations(["a.ssi", "b.ssi", "c.ssi"]))
def test_what_is_said_of_a_file_does_not_depend_on_its_company(
    steps: list[tuple[str, str, str]], order: list[str]
) -> None:
    with TemporaryDirectory() as made:
        root = Path(made)
        start(root)
        for step in steps:
            change(root, step)
        files = [root / name for name in order if (root / name).exists()]
        together = inspect_paths(files, Options(), use_cache=False)
        alone = [inspect_paths([file], Options(), use_cache=False) for file in files]
        clean = [
            each for each in together.files if not any(found.code.number < "SSI1" for found in each.found)
        ]
        for file in clean:
            same = next(each.files[0] for each in alone if each.files[0].target.real == file.target.real)
            assert render(same.found) == render(file.found)


def test_a_new_file_that_shadows_a_shipped_one_counts(tmp_path: Path) -> None:
    start(tmp_path)
    change(tmp_path, ("write", "a.ssi", rules().replace("facts/team", "facts/linkedin")))
    before = inspect_paths([tmp_path / "a.ssi"], Options())
    assert "unknown-name" in {each.code.slug for each in before.found}
    change(tmp_path, ("write", "facts/linkedin.ssi", FACTS))
    after = inspect_paths([tmp_path / "a.ssi"], Options())
    assert "unknown-name" not in {each.code.slug for each in after.found}


def test_kept_findings_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path)
    first = inspect_paths([tmp_path], Options())

    def never(*_: object) -> None:
        raise AssertionError("examined again")

    monkeypatch.setattr("ssi_rules.workspace.work.Work.do", never)
    assert said(inspect_paths([tmp_path], Options())) == said(first)
    chosen = Options(choice=Choice(ignore=("SSI8",)))
    assert not [each for each in inspect_paths([tmp_path], chosen).found if each.code.is_lint]
    with pytest.raises(AssertionError, match="again"):
        inspect_paths([tmp_path], Options(), use_cache=False)
    monkeypatch.setattr("ssi_rules.workspace.cache.stamp", lambda: "another program")
    with pytest.raises(AssertionError, match="again"):
        inspect_paths([tmp_path], Options())


@pytest.mark.parametrize("spoilt", ["", "{}", "seal\n{}", "\0" * 100, "é"])
def test_a_spoilt_cache_is_no_cache(tmp_path: Path, kept_here: Path, spoilt: str) -> None:
    start(tmp_path)
    anew = said(inspect_paths([tmp_path], Options()))
    (file,) = kept_here.iterdir()
    file.write_text(spoilt, encoding="utf-8")
    assert said(inspect_paths([tmp_path], Options())) == anew


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_a_cache_with_one_wrong_byte_is_no_cache(
    tmp_path_factory: pytest.TempPathFactory, kept_here: Path, at: float, byte: int
) -> None:
    root = tmp_path_factory.mktemp("project")
    start(root)
    anew = said(inspect_paths([root], Options()))
    for file in kept_here.iterdir():
        data = bytearray(file.read_bytes())
        data[int(at * len(data))] = byte
        file.write_bytes(data)
    assert said(inspect_paths([root], Options())) == anew


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, kept_here: Path) -> None:
    start(tmp_path)
    kept_here.parent.write_text("a file where the folder would be", encoding="utf-8")
    assert said(inspect_paths([tmp_path], Options())) == said(
        inspect_paths([tmp_path], Options(), use_cache=False)
    )


def test_a_relative_cache_folder_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path.parent / f"{tmp_path.name}-home"))
    inspect_paths([tmp_path], Options())
    assert not (tmp_path / "here").exists()


def test_nothing_is_kept_of_files_that_are_gone(tmp_path: Path, kept_here: Path) -> None:
    start(tmp_path)
    inspect_paths([tmp_path], Options())
    (tmp_path / "a_test.ssi").unlink()
    inspect_paths([tmp_path], Options())
    (file,) = kept_here.iterdir()
    files = json.loads(file.read_text(encoding="ascii").partition("\n")[2])["files"]
    assert sorted(map(os.path.basename, files)) == ["a.ssi", "b.ssi", "team.ssi"]


def test_several_processes_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path)
    for number in range(30):
        text = rules(
            extra="let idle = 1\n\n" if number % 3 else "", measure="cals" if number % 7 == 0 else "calls"
        )
        (tmp_path / f"r{number}.ssi").write_text(text, encoding="utf-8")
    (tmp_path / "c.ssi").write_text('use "b.ssi"\n', encoding="utf-8")
    (tmp_path / "b.ssi").write_text('use "c.ssi"\n', encoding="utf-8")
    one = said(inspect_paths([tmp_path], Options(), use_cache=False))
    monkeypatch.setattr(work, "WORTH_SHARING", 2)
    monkeypatch.setattr(work, "_processes", lambda: 2)
    assert said(inspect_paths([tmp_path], Options(), use_cache=False)) == one


def test_where_no_other_process_may_work_this_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(tmp_path)
    one = said(inspect_paths([tmp_path], Options(), use_cache=False))

    def forbidden(*_: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr(work, "WORTH_SHARING", 2)
    monkeypatch.setattr(work, "_processes", lambda: 2)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", forbidden)
    assert said(inspect_paths([tmp_path], Options(), use_cache=False)) == one


def test_texts_in_place_of_files_are_never_kept(tmp_path: Path) -> None:
    start(tmp_path)
    options = Options(overlay={(tmp_path / "a.ssi").resolve(): rules(measure="cals")})
    assert "unknown-name" in {each.code.slug for each in inspect_paths([tmp_path], options).found}
    assert "unknown-name" not in {
        each.code.slug for each in inspect_paths([tmp_path], replace(options, overlay={})).found
    }
