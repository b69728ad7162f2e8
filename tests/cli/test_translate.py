"""``ssi translate``: a rule file's words for its translators, kept up with, and shown in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ssi_rules.report.languages.rules import translations
from ssi_rules.synthetic import AS_OF, generate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Ssi

RULES = """use "facts/linkedin.ssi"

ruleset mine "My rules" {
  version "1.0.0"
  worth 10
}

pillar one "One \\"pillar\\"" worth 10 {
  criterion first "Skills" worth 10 {
    measure skills
    bands { from 1 earns 10 }
    advice "Name five skills."
    basis chosen
  }
}
"""


@pytest.fixture
def rules(project: Path) -> Path:
    file = project / "mine.ssi"
    file.write_text(RULES, encoding="utf-8")
    return file


def translated(file: Path, text: str, translation: str) -> None:
    """What a translator does."""
    before = file.read_text(encoding="utf-8")
    after = before.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{translation}"')
    assert after != before
    file.write_text(after, encoding="utf-8")


def test_the_words_are_written_beside_the_rule_file(ssi: Ssi, rules: Path) -> None:
    done = ssi("translate", "mine.ssi", "--lang", "de")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "mine.de.po: 4 texts, 4 wait for a translation.\n"
    text = rules.with_name("mine.de.po").read_text(encoding="utf-8")
    assert '"Language: de\\n"' in text
    assert '#. advice\n#: mine.ssi:12\nmsgid "Name five skills."\nmsgstr ""\n' in text
    assert 'msgid "One \\"pillar\\""\n' in text


def test_what_is_translated_is_kept_and_what_is_gone_stands_below(ssi: Ssi, rules: Path) -> None:
    ssi("translate", "mine.ssi", "--lang", "de")
    catalogue = rules.with_name("mine.de.po")
    translated(catalogue, "Skills", "Kenntnisse")
    translated(catalogue, "Name five skills.", "Nennen Sie fünf Kenntnisse.")
    rules.write_text(RULES.replace("Name five", "Name six"), encoding="utf-8")
    done = ssi("translate", "mine.ssi", "--lang", "de")
    assert done.stderr == "mine.de.po: 4 texts, 3 wait for a translation.\n"
    assert translations(catalogue) == {"Skills": "Kenntnisse"}
    assert '#~ msgstr "Nennen Sie fünf Kenntnisse."' in catalogue.read_text(encoding="utf-8")
    rules.write_text(RULES, encoding="utf-8")
    ssi("translate", "mine.ssi", "--lang", "de")
    assert translations(catalogue)["Name five skills."] == "Nennen Sie fünf Kenntnisse."


def test_doing_it_again_changes_nothing(ssi: Ssi, rules: Path) -> None:
    ssi("translate", "mine.ssi", "--lang", "fr")
    catalogue = rules.with_name("mine.fr.po")
    translated(catalogue, "Skills", "Compétences")
    ssi("translate", "mine.ssi", "--lang", "fr")
    once = catalogue.read_bytes()
    ssi("translate", "mine.ssi", "--lang", "fr")
    assert catalogue.read_bytes() == once


def test_reports_show_the_translation(ssi: Ssi, rules: Path, project: Path) -> None:
    ssi("translate", "mine.ssi", "--lang", "de")
    translated(rules.with_name("mine.de.po"), "Skills", "Meine <b>Kenntnisse</b>")
    export = generate(1, as_of=AS_OF).write(project)
    done = ssi("report", "mine.ssi", str(export), "-o", "out", "--lang", "de", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    page = next((project / "out" / "members").glob("*.html")).read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Meine &lt;b&gt;Kenntnisse&lt;/b&gt;" in page
    assert "<b>Kenntnisse" not in page


def test_a_broken_catalogue_is_named_with_its_line_and_stays(ssi: Ssi, rules: Path, project: Path) -> None:
    catalogue = rules.with_name("mine.de.po")
    catalogue.write_text('msgid "Skills"\nmsgstr Kenntnisse\n', encoding="utf-8")
    export = generate(1, as_of=AS_OF).write(project)
    for command in (("translate", "mine.ssi"), ("report", "mine.ssi", str(export), "-o", "out")):
        done = ssi(*command, "--lang", "de")
        assert done.returncode == 2
        assert "mine.de.po:2: no line of a catalogue: 'msgstr Kenntnisse'." in done.stderr
        assert "help: Each line is a comment" in done.stderr
    assert catalogue.read_text(encoding="utf-8") == 'msgid "Skills"\nmsgstr Kenntnisse\n'


def test_no_such_language(ssi: Ssi, rules: Path) -> None:
    done = ssi("translate", str(rules), "--lang", "klingon")
    assert done.returncode == 2
    assert "no reports in the language 'klingon'" in done.stderr
    assert "en, de, fr and es" in done.stderr


def test_shipped_files_are_not_written_into(ssi: Ssi, project: Path) -> None:
    done = ssi("translate", "linkedin-ssi-2015", "--lang", "de")
    assert done.returncode == 2
    assert "came with the program" in done.stderr
    done = ssi("translate", "linkedin-ssi-2015", "--lang", "de", "-o", "out.po")
    assert done.returncode == 0, done.stderr
    assert (project / "out.po").exists()


def test_a_file_without_words(ssi: Ssi, project: Path) -> None:
    (project / "empty.ssi").write_text("let x = 1\n", encoding="utf-8")
    done = ssi("translate", "empty.ssi", "--lang", "de")
    assert done.returncode == 2
    assert "holds no texts that members read" in done.stderr


def test_a_rule_file_with_faults(ssi: Ssi, project: Path) -> None:
    (project / "bad.ssi").write_text("pillar {\n", encoding="utf-8")
    assert ssi("translate", "bad.ssi", "--lang", "de").returncode == 1


def test_a_catalogue_is_written_as_it_is_read_whatever_its_header_says(ssi: Ssi, rules: Path) -> None:
    assert ssi("translate", str(rules), "--lang", "de").returncode == 0
    file = rules.with_suffix(".de.po")
    whole = file.read_text(encoding="utf-8")
    for charset in ("utf-7", "nonsense"):
        file.write_text(whole.replace("charset=utf-8", f"charset={charset}"), encoding="utf-8")
        done = ssi("translate", str(rules), "--lang", "de")
        assert done.returncode == 0, done.stderr
        assert file.read_text(encoding="utf-8") == whole


def test_a_translation_longer_than_any_line_is_kept(ssi: Ssi, rules: Path) -> None:
    assert ssi("translate", str(rules), "--lang", "de").returncode == 0
    file = rules.with_suffix(".de.po")
    translated(file, "Name five skills.", "ß" * 300_000)
    done = ssi("translate", str(rules), "--lang", "de")
    assert done.returncode == 0, done.stderr
    assert "ß" * 300_000 in file.read_text(encoding="utf-8")
