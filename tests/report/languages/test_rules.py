"""Translations that stand beside rule files: found, merged, or refused with their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssi_rules.report.languages.catalogues import language
from ssi_rules.report.languages.errors import LanguageError
from ssi_rules.report.languages.messages import SPOKEN
from ssi_rules.report.languages.rules import LARGEST, beside, catalogue, translations
from ssi_rules.resources import rulesets_folder
from ssi_rules.workspace import ruleset_files, wordings

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted(
    file
    for file in rulesets_folder().rglob("*.ssi")
    if not file.name.endswith("_test.ssi") and file.parent.name != "markets"
)

BASE = """ruleset base "Base" {
  version "1.0.0"
  about "Of a test"
  worth 10
}
pillar one "One pillar" worth 10 {
  criterion first "First" worth 10 {
    measure skills
    bands { from 1 earns 10 }
    advice "Do more"
    basis chosen "Ours"
    source "Nowhere"
  }
}
level high "High" from 5
"""
OWN = """ruleset own "Own" {
  extends "base.ssi"
  version "1.0.0"
}
change one.first { advice "Do much more" }
"""


def write(folder: Path, **files: str) -> Path:
    (folder / "ssi.toml").touch()
    rules = 'use "facts/linkedin.ssi"\n' + BASE
    (folder / "base.ssi").write_text(rules, encoding="utf-8")
    (folder / "own.ssi").write_text(OWN, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name.replace('_', '.')}.po").write_text(text, encoding="utf-8")
    return folder / "own.ssi"


def entry(text: str, translation: str, *, fuzzy: bool = False) -> str:
    return ("#, fuzzy\n" if fuzzy else "") + f'msgid "{text}"\nmsgstr "{translation}"\n\n'


@pytest.mark.parametrize("tag", [tag for tag in SPOKEN if tag != "en"])
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_rulesets_are_translated_whole(file: Path, tag: str) -> None:
    kept = catalogue(beside(file, tag))
    assert kept is not None
    assert not kept.obsolete
    assert {each.id for each in kept if each.id} == {each.text for each in wordings(file)}
    assert translations(beside(file, tag)).keys() == {each.text for each in wordings(file)}


def test_the_words_of_a_rule_file(tmp_path: Path) -> None:
    rules = write(tmp_path)
    base = [(each.what, each.text, each.path, each.line) for each in wordings(rules.with_name("base.ssi"))]
    assert base == [
        ("title", "Base", "base.ssi", 2),
        ("about", "Of a test", "base.ssi", 4),
        ("title", "One pillar", "base.ssi", 7),
        ("title", "First", "base.ssi", 8),
        ("advice", "Do more", "base.ssi", 11),
        ("basis", "Ours", "base.ssi", 12),
        ("title", "High", "base.ssi", 16),
    ]
    assert [each.text for each in wordings(rules)] == ["Own", "Do much more"]


def test_members_read_no_claims(tmp_path: Path) -> None:
    rules = write(tmp_path)
    claim = 'claim "Nobody has more" {\n  assume skills < 1\n  expect total <= 0\n}\n'
    rules.write_text(OWN + claim, encoding="utf-8")
    assert [each.text for each in wordings(rules)] == ["Own", "Do much more"]


def test_files_of_a_ruleset_the_nearest_first(tmp_path: Path) -> None:
    rules = write(tmp_path)
    shipped = rulesets_folder().resolve() / "facts" / "linkedin.ssi"
    assert ruleset_files(rules) == (rules.resolve(), (tmp_path / "base.ssi").resolve(), shipped)
    assert ruleset_files("linkedin-ssi-2015")[0] == rulesets_folder().resolve() / "linkedin-ssi-2015.ssi"


def test_files_in_a_circle_out_of_the_project_or_nowhere_are_no_trouble(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "out.ssi").touch()
    rules = write(home)
    (home / "base.ssi").write_text('use "own.ssi"\nuse "../out.ssi"\nuse "none.ssi"\nuse "a\0b"\n', "utf-8")
    assert ruleset_files(rules) == (rules.resolve(), (home / "base.ssi").resolve())


def test_translations_of_all_files_count_the_nearest_first(tmp_path: Path) -> None:
    rules = write(
        tmp_path,
        own_de=entry("Own", "Eigenes") + entry("First", "Erstes"),
        base_de=entry("First", "Anderes") + entry("High", "Hoch"),
    )
    spoken = language("de", ruleset_files(rules))
    told = [spoken.rule(each) for each in ("Own", "First", "High", "Do more", "Skills listed on the profile")]
    assert told == ["Eigenes", "Erstes", "Hoch", "Do more", "Im Profil genannte Kenntnisse"]


def test_a_region_may_have_words_of_its_own(tmp_path: Path) -> None:
    own = {"own_de": entry("Own", "Eigenes"), "own_de-AT": entry("Own", "Unseres")}
    rules = write(tmp_path, **own)
    assert language("de", [rules]).rule("Own") == "Eigenes"
    assert language("de-AT", [rules]).rule("Own") == "Unseres"
    assert language("de-CH", [rules]).rule("Own") == "Eigenes"


def test_rule_files_in_another_language_may_bring_english(tmp_path: Path) -> None:
    rules = write(tmp_path, own_en=entry("Own", "Our own"))
    spoken = language("en", [rules])
    assert spoken.rule("Own") == "Our own"
    assert spoken.text("Points") == "Points"


def test_empty_and_doubtful_translations_do_not_count(tmp_path: Path) -> None:
    rules = write(tmp_path, own_de=entry("Own", "") + entry("First", "Erstes", fuzzy=True))
    spoken = language("de", [rules])
    assert [spoken.rule("Own"), spoken.rule("First")] == ["Own", "First"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "Own"\nmsgstr "Eigenes\n', ":2: no line of a catalogue: 'msgstr \"Eigenes'."),
        ("<html>", ":1: no line of a catalogue: '<html>'."),
        ('\nmsgid "Own"\nmsgid "First"\nmsgstr "x"\n', ":2: missing msgstr for msgid 'Own'."),
        ('"Own"\n', ':1: Got line starting with " but not in msgid, msgstr or msgctxt.'),
        (
            'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=x; plural=n;\\n"\n',
            ": no catalogue of translations (",
        ),
        (
            'msgid ""\nmsgstr ""\n"Language: \\n"\n"POT-Creation-Date: soon\\n"\n',
            ": no catalogue of translations (",
        ),
    ],
)
def test_a_broken_catalogue_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    rules = write(tmp_path, own_de=text)
    with pytest.raises(LanguageError) as caught:
        language("de", [rules])
    assert str(caught.value).startswith(f"{tmp_path / 'own.de.po'}{said}")
    assert caught.value.help


def test_what_is_no_text_or_too_much_is_refused(tmp_path: Path) -> None:
    rules = write(tmp_path)
    file = beside(rules, "de")
    file.write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(LanguageError, match=r"own\.de\.po:2: not UTF-8\."):
        language("de", [rules])
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(LanguageError, match="larger than 2,000,000 bytes"):
        language("de", [rules])
    file.unlink()
    file.mkdir()
    with pytest.raises(LanguageError, match=r"own\.de\.po"):
        language("de", [rules])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            [
                'msgid "a"\n',
                'msgstr "b"\n',
                '"c\\n"\n',
                "#~ x\n",
                "#, fuzzy\n",
                "msgctxt ",
                "msgid_plural ",
                "\n",
                '"',
                "\\",
                "é",
            ]
        )
        | st.text(max_size=8),
        max_size=12,
    ).map("".join)
)
def test_any_file_is_read_or_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "any.po"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        found, said = translations(file), str(file)
    except LanguageError as error:
        found, said = {}, str(error)
    assert all(found.values())
    assert said.startswith(str(file))
