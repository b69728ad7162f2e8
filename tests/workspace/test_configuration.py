"""Which configuration counts, what it chooses, and how its faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ssi_rules import codes
from ssi_rules.codes import CATALOGUE, Severity
from ssi_rules.workspace.configuration import Configurations, nearest_configuration, read_configuration
from ssi_rules.workspace.errors import ConfigurationError
from ssi_rules.workspace.globs import matches
from ssi_rules.workspace.selectors import exactness
from ssi_rules.workspace.settings import Choice, Settings


def settings(folder: Path, text: str, name: str = "ssi.toml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return read_configuration(folder / name)


def level(chosen: Settings, slug: str, path: str = "rules.ssi") -> Severity | None:
    return chosen.level(CATALOGUE[slug], (chosen.folder or Path()) / path)


def test_without_a_configuration_everything_is_reported_at_its_level() -> None:
    assert all(Settings().level(each, Path("rules.ssi")) is each.severity for each in CATALOGUE.values())


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ('ignore = ["cliff"]', {"cliff": False, "equal-bands": True}),
        ('ignore = ["SSI8"]', {"cliff": False, "missing-advice": False, "unused-let": True}),
        ('ignore = ["wording"]', {"cliff": True, "missing-advice": False}),
        ('select = ["cliff"]', {"cliff": True, "equal-bands": False, "unknown-name": True}),
        ("select = []", {"cliff": False, "unused-let": False, "unknown-name": True}),
        ('select = ["cliff"]\nignore = ["SSI8"]', {"cliff": True, "equal-bands": False}),
        ('select = ["SSI80"]\nignore = ["scoring"]', {"cliff": True, "same-on-both-sides": False}),
        ('ignore = ["all"]', {"cliff": False, "unknown-name": True}),
        ('[levels]\ncliff = "off"', {"cliff": False, "equal-bands": True}),
        ('ignore = ["SSI2"]', {"unused-let": False, "unknown-name": True}),
    ],
)
def test_the_closest_name_decides_and_errors_stay(
    tmp_path: Path, text: str, reported: dict[str, bool]
) -> None:
    chosen = settings(tmp_path, text)
    assert {slug: level(chosen, slug) is not None for slug in reported} == reported


def test_levels(tmp_path: Path) -> None:
    chosen = settings(tmp_path, '[levels]\nSSI8 = "info"\ncliff = "error"\nwording = "off"\n')
    told = [level(chosen, slug) for slug in ("equal-bands", "cliff", "missing-advice", "unused-let")]
    assert told == [Severity.INFO, Severity.ERROR, None, Severity.WARNING]


def test_exceptions_for_paths(tmp_path: Path) -> None:
    text = (
        'ignore = ["equal-bands"]\n[[paths]]\nmatch = ["drafts/**"]\nignore = ["SSI8"]\n'
        '[[paths]]\nmatch = ["*_old.ssi"]\nlevels = { cliff = "info" }\n'
    )
    chosen = settings(tmp_path, text)
    assert level(chosen, "cliff", "drafts/deep/rules.ssi") is None
    assert level(chosen, "cliff", "any/where_old.ssi") is Severity.INFO
    assert level(chosen, "cliff", "rules.ssi") is Severity.WARNING


def test_limits_search_and_run(tmp_path: Path) -> None:
    text = (
        'exclude = ["generated"]\nbaseline = "known.json"\nfail-level = "warning"\n'
        "[limits]\ncliff-points = 2.5\ntitle-length = 40\n"
    )
    chosen = settings(tmp_path, text)
    assert (chosen.limits.cliff_points, chosen.limits.title_length) == (250, 40)
    assert (chosen.baseline, chosen.fail_level) == (tmp_path / "known.json", Severity.WARNING)
    assert chosen.passes_over(tmp_path / "a" / "generated" / "rules.ssi")
    assert not chosen.passes_over(tmp_path / "a" / "rules.ssi")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('\nselekt = ["cliff"]', 2, "did you mean `select`?"),
        ('ignore = [\n  "cliff",\n  "missing-advise",\n]', 3, "did you mean `missing-advice`?"),
        ('ignore = ["unknown-name"]', 1, "mend the rules; only warnings and advice can be left out"),
        ('ignore = ["types"]', 1, "mend the rules; only warnings and advice can be left out"),
        ('[levels]\nunknown-name = "warning"', 2, "mend the rules; only warnings and advice can be left out"),
        ('[levels]\ncliff = "warn"', 2, "did you mean `warning`?"),
        ("[levels]\ncliff = 3", 2, None),
        ("ignore = 3", 1, 'write `ignore = ["...", "..."]`'),
        ("[limits]\nclif-points = 3", 2, "did you mean `cliff-points`?"),
        ("[limits]\ncliff-points = -3", 2, "6 is usual"),
        ("[limits]\ncliff-points = 1.234", 2, "6 is usual"),
        ("[limits]\ntitle-length = true", 2, "write `title-length = 60`"),
        ("limits = 3", 1, "write `[limits]` and its settings below"),
        ('[[paths]]\nignore = ["cliff"]', 1, 'name the files: `match = ["drafts/**"]`'),
        ('[[paths]]\nmatch = ["a"]\nfail-level = "info"', 3, "settings here are match, ignore, levels"),
        ("paths = 3", 1, "write `[[paths]]` before each"),
        ('fail-level = "off"', 1, None),
        ("select = [\n", 2, None),
        ('[tool.ssi]\nselect = ["all"]', 1, "leave out `tool.ssi`, which is for pyproject.toml"),
        ('select = ["a"]\nselect = ["b"]', 2, None),
    ],
)
def test_a_fault_is_told_with_its_line_and_a_way_out(
    tmp_path: Path, text: str, line: int, told: str | None
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        settings(tmp_path, text)
    assert caught.value.message.startswith(f"ssi.toml, line {line}: "), caught.value
    assert caught.value.help == told


def test_a_fault_in_pyproject_is_told_at_its_line(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\nselekt = 1\n\n[tool.ssi]\nselekt = ["cliff"]\n'
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml, line 6: .*\[tool\.ssi\]"):
        settings(tmp_path, text, "pyproject.toml")


def test_the_nearest_file_wins_and_nothing_is_merged(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert nearest_configuration(inner) == tmp_path / "ssi.toml"
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.ssi]\n", encoding="utf-8")
    assert nearest_configuration(inner) == tmp_path / "a" / "pyproject.toml"
    (tmp_path / "a" / "ssi.toml").touch()
    assert nearest_configuration(inner) == tmp_path / "a" / "ssi.toml"


def test_nothing_above_the_repository_counts(tmp_path: Path) -> None:
    (tmp_path / "ssi.toml").touch()
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    assert nearest_configuration(tmp_path / "repository") is None


def test_a_foreign_pyproject_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project\n", encoding="utf-8")
    assert nearest_configuration(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text("[tool.ssi]\nselect = [\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="not TOML"):
        Configurations().of_folder(tmp_path)


def test_the_command_line_goes_over_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ssi.toml").write_text('select = ["SSI80"]\nignore = ["cliff"]\n', encoding="utf-8")

    def wanted(choice: Choice) -> list[str]:
        chosen = Configurations(choice).of_folder(tmp_path)
        slugs = ("cliff", "equal-bands", "missing-advice")
        return [slug for slug in slugs if level(chosen, slug) is not None]

    assert wanted(Choice()) == ["equal-bands"]
    assert wanted(Choice(select=("SSI80",))) == ["cliff", "equal-bands"]
    assert wanted(Choice(extend_select=("missing-advice",))) == ["equal-bands", "missing-advice"]
    assert wanted(Choice(extend_select=("cliff",))) == ["cliff", "equal-bands"]
    assert wanted(Choice(ignore=("SSI80",))) == []


def test_one_configuration_for_all_and_none(tmp_path: Path) -> None:
    (tmp_path / "ssi.toml").write_text('ignore = ["cliff"]\n', encoding="utf-8")
    (tmp_path / "other.toml").write_text('ignore = ["wording"]\n', encoding="utf-8")
    given = Configurations(file=tmp_path / "other.toml")
    assert level(given.of_folder(tmp_path), "cliff") is Severity.WARNING
    assert level(Configurations(isolated=True).of_folder(tmp_path), "cliff") is Severity.WARNING
    assert given.used() == ("other.toml",)
    with pytest.raises(ConfigurationError, match=r"none\.toml"):
        Configurations(file=tmp_path / "none.toml").of_folder(tmp_path)


def test_how_closely_a_selector_names_a_code() -> None:
    ranks = [exactness(each, codes.CLIFF) for each in ("all", "SSI8", "scoring", "SSI80", "cliff")]
    assert ranks == sorted(set(ranks))
    assert exactness("ssi801", codes.CLIFF) == exactness("cliff", codes.CLIFF)
    assert exactness("SSI81", codes.CLIFF) == 0


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("drafts", "drafts/a.ssi", True),
        ("drafts", "x/drafts/y/a.ssi", True),
        ("drafts/", "drafts/a.ssi", True),
        ("./drafts", "drafts/a.ssi", True),
        ("*.ssi", "x/a.ssi", True),
        ("x/*.ssi", "x/a.ssi", True),
        ("x/*.ssi", "x/y/a.ssi", False),
        ("x/**/a.ssi", "x/a.ssi", True),
        ("x/**/a.ssi", "x/y/z/a.ssi", True),
        ("x/**", "x/y/a.ssi", True),
        ("**/a.ssi", "a.ssi", True),
        ("/a.ssi", "a.ssi", True),
        ("a?.ssi", "ab.ssi", True),
        ("[!b-d]*.ssi", "a.ssi", True),
        ("[!b-d]*.ssi", "c.ssi", False),
        ("draft", "drafts/a.ssi", False),
        ("a.ssi", "aXssi", False),
        ("a[", "a[", True),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected
